"""What a player is told of a round after the guess, and never before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q

from geoweb.domain.opponents import OpponentGuess, opponent_guesses
from geoweb.domain.playing import Withdrawn
from geoweb.domain.sealing import holds
from geoweb.domain.telling import Near, Shade, Similar, shades_of_cells, similar_photos
from geoweb.enums import PlayerKind, Unranked
from geoweb.models import Guess, Player, Round
from predictor.geodesy import LatLng
from predictor.models import Photo, Prediction
from predictor.models.points import to_latlng
from predictor.regions import locate_regions, nearest_places

LEAST_COMPARED: Final = 5  # others; of fewer, a share says nothing


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
    opponents = tuple(opponent_guesses(played))
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
        closer_than_percent=closer_than(made),
        seal=opened_seal(played),
    )


def opened_seal(played: Round) -> OpenedSeal:
    return OpenedSeal(played.seal_sha256, played.seal_salt, played.sealed, holds(played))


def first_prediction(played: Round, opponents: tuple[OpponentGuess, ...]) -> Prediction | None:
    models = [each.player.locator_id for each in opponents if each.player.kind == PlayerKind.MODEL]
    predictions = Prediction.objects.filter(photo=played.photo_id, locator__in=models[:1])
    return predictions.select_related("locator").first()


def places_at(latlngs: Sequence[LatLng]) -> list[Near]:
    """Empty names where nothing is known."""
    located = zip(locate_regions(latlngs), nearest_places(latlngs), strict=True)
    return [
        Near(
            near.name if near else "",
            near.distance_km if near else 0.0,
            where.province.name if where.province else "",
            where.country.name if where.country else "",
        )
        for where, near in located
    ]


def first_looks(photo: Photo, *, but: Player) -> Q:
    """Guesses of other people who saw the photo for the first time."""
    others = Q(round__photo=photo, round__is_first_look=True) & ~Q(player=but)
    return others & ~Q(unranked=Unranked.EXCLUDED)


def closer_than(made: Guess) -> int | None:
    """Of a hundred others, how many were farther off; whoever missed was."""
    others = Guess.objects.filter(first_looks(made.round.photo, but=made.player))
    if made.distance_km is None:
        return None
    farther = Q(distance_km=None) | Q(distance_km__gt=made.distance_km)
    found = others.aggregate(all=Count("pk"), farther=Count("pk", filter=farther))
    if found["all"] < LEAST_COMPARED:
        return None
    return int(100 * found["farther"] // found["all"])
