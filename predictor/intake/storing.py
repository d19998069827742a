"""Puts safe copies where Django keeps files: under their own hash, whole or not at all."""

import time

from predictor.intake.images import SafeCopy
from predictor.stored_files import local_path, store_once

FOLDER = "photos"
UNFINISHED = f"{FOLDER}/.incoming"
STALE_AFTER_S = 86_400.0


def stored_name(copy: SafeCopy) -> str:
    return f"{FOLDER}/{copy.sha256[:2]}/{copy.sha256}.jpg"


def store(copy: SafeCopy) -> str:
    """Equal pictures share one file; writing it twice at once leaves one, complete."""
    return store_once(stored_name(copy), copy.jpeg, UNFINISHED)


def sweep_unfinished() -> None:
    """What a killed import left; another import's may be seconds old and is left alone."""
    unfinished = local_path(UNFINISHED)
    if unfinished is None:
        return
    for path in unfinished.glob("*.jpg"):
        if path.stat().st_mtime < time.time() - STALE_AFTER_S:
            path.unlink(missing_ok=True)
