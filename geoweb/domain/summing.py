"""A game looked back upon: its rounds, and what everybody made of the same photos."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from geoweb.domain.opponents import Machines, OpponentGuess, known_machines, opponent_guesses
from geoweb.domain.revealing import places_at
from geoweb.domain.sealing import holds
from geoweb.domain.telling import Near
from geoweb.enums import PlayerKind
from geoweb.models import Game, Guess, Player, Round
from predictor.geodesy import LatLng
from predictor.models.points import to_latlng


@dataclass(frozen=True, slots=True)
class RoundSummary:
    number: int
    truth: LatLng
    place: Near
    pin: LatLng | None
    distance_km: float | None
    score: int
    country_is_right: bool
    opponents: tuple[OpponentGuess, ...]
    seal_sha256: str
    seal_holds: bool

    @property
    def models(self) -> list[OpponentGuess]:
        return [each for each in self.opponents if each.player.kind == PlayerKind.MODEL]


@dataclass(frozen=True, slots=True)
class Total:
    player: Player
    points: int
    is_you: bool = False


@dataclass(frozen=True, slots=True)
class GameSummary:
    rounds: tuple[RoundSummary, ...]
    totals: tuple[Total, ...]  # best first

    @property
    def points(self) -> int:
        return sum(each.score for each in self.rounds)

    @property
    def right_countries(self) -> int:
        return sum(each.country_is_right for each in self.rounds)


def sum_up(game: Game) -> GameSummary:
    """Of the rounds that were guessed or missed; photos without a place are left out."""
    guesses = Guess.objects.filter(
        round__game=game, player=game.player, round__photo__point__isnull=False
    )
    made = list(
        guesses.select_related("round__photo", "round__game__player").order_by("round__number")
    )
    places = places_at([truth_of(each.round) for each in made])
    machines = known_machines()
    rounds = tuple(round_summary(*each, machines) for each in zip(made, places, strict=True))
    return GameSummary(rounds, totals(game.player, rounds))


def truth_of(played: Round) -> LatLng:
    assert played.photo.point  # noqa: S101 - photos in games have one
    return to_latlng(played.photo.point)


def round_summary(made: Guess, place: Near, machines: Machines) -> RoundSummary:
    played = made.round
    return RoundSummary(
        number=played.number,
        truth=truth_of(played),
        place=place,
        pin=to_latlng(made.point) if made.point else None,
        distance_km=made.distance_km,
        score=made.score,
        country_is_right=made.country_is_right,
        opponents=tuple(opponent_guesses(played, machines=machines)),
        seal_sha256=played.seal_sha256,
        seal_holds=holds(played),
    )


def totals(player: Player, rounds: Sequence[RoundSummary]) -> tuple[Total, ...]:
    """Only of those who guessed every photo: sums over different photos say nothing."""
    made: dict[Player, list[int]] = defaultdict(list)
    for each in rounds:
        for opponent in each.opponents:
            made[opponent.player].append(opponent.score)
    all_of_them = [
        Total(who, sum(scores)) for who, scores in made.items() if len(scores) == len(rounds)
    ]
    you = Total(player, sum(each.score for each in rounds), is_you=True)
    return tuple(sorted([you, *all_of_them], key=lambda total: (-total.points, not total.is_you)))
