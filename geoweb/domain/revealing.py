"""What a player is told of a round after the guess, and never before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geoweb.domain.opponents import OpponentGuess, Others, opponent_guesses, others_at
from geoweb.domain.playing import Withdrawn
from geoweb.domain.sealing import holds
from geoweb.domain.telling import (
    REMEMBERED_S,
    Near,
    Shade,
    Similar,
    shades_of_cells,
    similar_photos,
)
from geoweb.enums import PlayerKind
from geoweb.kept import KeptRead
from geoweb.memory import Memory
from geoweb.models import Guess, Round
from predictor.geodesy import LatLng
from predictor.models import Prediction
from predictor.models.points import to_latlng
from predictor.regions import locate_regions, nearest_places

LEAST_COMPARED: Final = 5  # others; of fewer, a share says nothing
MOST_PLACES: Final = 4096


@dataclass(frozen=True, slots=True)
class OpenedSeal:
    sha256: str
    salt: str
    text: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Revealed:
    number: int
    truth: LatLng
    place: Near
    pin: LatLng | None  # None: time ran out
    distance_km: float | None
    score: int
    country_is_right: bool
    opponents: tuple[OpponentGuess, ...]  # models first
    shades: tuple[Shade, ...]  # of the first model
    similar: tuple[Similar, ...]
    closer_than_percent: int | None
    seal: OpenedSeal

    @property
    def models(self) -> list[OpponentGuess]:
        return [each for each in self.opponents if each.player.kind == PlayerKind.MODEL]

    @property
    def is_won(self) -> bool | None:
        """Closer than every model; None where there is none."""
        if not self.models:
            return None
        best_km = min(each.distance_km for each in self.models)
        return self.distance_km is not None and self.distance_km < best_km


def reveal(made: Guess) -> Revealed:
    """Takes the guess, not the round: who has none is told nothing."""
    played = made.round
    if played.photo.point is None:
        raise Withdrawn  # nobody knows any more where it was taken
    truth = to_latlng(played.photo.point)
    others = others_at(played.photo, but=made.player, distance_km=made.distance_km)
    opponents = tuple(opponent_guesses(played, others))
    shown = first_prediction(played, opponents)
    return Revealed(
        number=played.number,
        truth=truth,
        place=places_at([truth])[0],
        pin=to_latlng(made.point) if made.point else None,
        distance_km=made.distance_km,
        score=made.score,
        country_is_right=made.country_is_right,
        opponents=opponents,
        shades=shades_of_cells(shown) if shown else (),
        similar=similar_photos(shown.evidence) if shown else (),
        closer_than_percent=closer_than(made, others),
        seal=opened_seal(played),
    )


def opened_seal(played: Round) -> OpenedSeal:
    return OpenedSeal(played.seal_sha256, played.seal_salt, played.sealed, holds(played))


def first_prediction(played: Round, opponents: tuple[OpponentGuess, ...]) -> Prediction | None:
    models = [each.player for each in opponents if each.player.kind == PlayerKind.MODEL]
    if not models:
        return None
    found = predictions.first(photo=played.photo_id, locator=models[0].locator_id)
    if found is not None and models[0].locator:
        found.locator = models[0].locator
    return found


predictions = KeptRead(
    lambda photo, locator: Prediction.objects.filter(photo=photo, locator=locator),
    photo=-7_000_001,
    locator=-7_000_002,
)


def places_at(latlngs: Sequence[LatLng]) -> list[Near]:
    """Empty names where nothing is known."""
    found = places.values(latlngs, look_up)
    return [found[latlng] for latlng in latlngs]


# Names of places change when other boundaries are loaded, and nobody waits for that.
places: Memory[LatLng, Near] = Memory(seconds=REMEMBERED_S, most=MOST_PLACES)


def look_up(latlngs: list[LatLng]) -> dict[LatLng, Near]:
    located = zip(latlngs, locate_regions(latlngs), nearest_places(latlngs), strict=True)
    return {
        latlng: Near(
            near.name if near else "",
            near.distance_km if near else 0.0,
            where.province.name if where.province else "",
            where.country.name if where.country else "",
        )
        for latlng, where, near in located
    }


def closer_than(made: Guess, others: Others) -> int | None:
    """Of a hundred others, how many were farther off; whoever missed was."""
    if made.distance_km is None or others.count < LEAST_COMPARED:
        return None
    return 100 * others.farther // others.count
