"""A corrected label: every guess at the photo is measured again, and games and board follow."""

from collections.abc import Callable, Sequence
from typing import Final

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from geoweb.domain.results import rescore_machines
from geoweb.models import Game, Guess, Result, Round
from predictor.geodesy import distance_km
from predictor.models.points import to_latlng
from predictor.regions import COAST_M, locate_regions
from predictor.scoring import SCORE_VERSION, score

# Old points keep the formula they were made with; a new one stands beside it here.
FORMULAS: Final[dict[int, Callable[[float], int]]] = {SCORE_VERSION: score}
MEASURED: Final = ["distance_km", "score", "country_is_right"]


def rescore(photo_ids: Sequence[int]) -> int:
    """How many guesses were measured, by where the photos are now; twice is the same as once.

    Call it when the new place is committed: rounds are locked, so that a guess on its way was
    either measured by the old place and is seen here, or will be by the new one.
    """
    with transaction.atomic():
        rounds = Round.objects.select_for_update().filter(photo__in=photo_ids).order_by("pk")
        locked = list(rounds.values_list("pk", flat=True))
        guesses = list(guesses_of(locked))
        for made, is_right in zip(guesses, countries_are_right(guesses), strict=True):
            measure(made, country_is_right=is_right)
        Guess.objects.bulk_update(guesses, MEASURED, batch_size=1000)
        games_follow(locked)
        results_follow(photo_ids)
        rescore_machines(photo_ids)
    return len(guesses)


def guesses_of(rounds: Sequence[int]) -> QuerySet[Guess]:
    guesses = Guess.objects.filter(
        round__in=rounds, point__isnull=False, round__photo__point__isnull=False
    )
    return guesses.select_related("round__photo__region").order_by("pk")


def measure(made: Guess, *, country_is_right: bool) -> None:
    photo = made.round.photo
    assert photo.point  # noqa: S101 - photos in games have one
    assert made.point  # noqa: S101 - only guesses with a pin were asked for
    made.distance_km = distance_km(to_latlng(made.point), to_latlng(photo.point))
    made.score = FORMULAS[made.score_version](made.distance_km)
    made.country_is_right = country_is_right


def countries_are_right(guesses: Sequence[Guess]) -> list[bool]:
    """As while playing: on a beach too, but far out at sea is no country."""
    pins = [to_latlng(made.point) for made in guesses if made.point]
    regions = [made.round.photo.region for made in guesses]
    return [
        region is not None
        and where.distance_km * 1000 <= COAST_M
        and where.country_code == region.country_code
        for region, where in zip(regions, locate_regions(pins) if pins else [], strict=True)
    ]


def games_follow(rounds: Sequence[int]) -> None:
    own = Guess.objects.filter(round__game=OuterRef("pk"), player=OuterRef("player"))
    points = own.order_by().values("round__game").annotate(points=Sum("score")).values("points")
    games = Game.objects.filter(rounds__in=rounds)
    Game.objects.filter(pk__in=games.values("pk")).update(points=Coalesce(Subquery(points), 0))


def results_follow(photo_ids: Sequence[int]) -> None:
    """All of them are touched, changed or not: the photo may count for another region now."""
    guess = Guess.objects.filter(pk=OuterRef("guess"))
    Result.objects.filter(photo__in=photo_ids, guess__isnull=False).update(
        distance_km=Subquery(guess.values("distance_km")), score=Subquery(guess.values("score"))
    )
