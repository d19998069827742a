"""The models' guesses, sealed before a photo is served and opened after the player has guessed.

The seal is SHA-256 of the salt, a line break and the sealed text, all as UTF-8. Whoever kept it can
check afterwards that no guess was changed (the page /seals/ says how).
"""

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from geoweb.models import Round
from predictor.models import Prediction

SALT_BYTES = 24  # guesses could be tried out; the salt cannot


@dataclass(frozen=True, slots=True)
class Seal:
    sha256: str
    salt: str
    text: str


def seal(predictions: Iterable[Prediction]) -> Seal:
    guesses = [
        {
            "model": str(prediction.locator),
            "lat": round(prediction.point.y, 6),
            "lng": round(prediction.point.x, 6),
        }
        for prediction in sorted(predictions, key=lambda each: str(each.locator))
    ]
    text = json.dumps(guesses, separators=(",", ":"), ensure_ascii=False)
    salt = secrets.token_hex(SALT_BYTES)
    return Seal(digest(salt, text), salt, text)


def digest(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def put_on(played: Round, sealed: Seal) -> None:
    played.seal_sha256, played.seal_salt, played.sealed = sealed.sha256, sealed.salt, sealed.text


def holds(played: Round) -> bool:
    return digest(played.seal_salt, played.sealed) == played.seal_sha256
