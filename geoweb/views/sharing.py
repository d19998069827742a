"""A game as a few lines to send to friends, without spoilers."""

from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from geoweb.domain.summing import GameSummary, RoundSummary
from geoweb.enums import GameMode, PlayerKind
from geoweb.models import Game
from predictor.scoring import SCORE_MAX

# Least points for each square; a missed round is black, whatever is less is white.
SQUARES: Final = ((4500, "🟩"), (3000, "🟨"), (1000, "🟧"), (0, "⬜"))
MISSED: Final = "⬛"


def share_text(game: Game, told: GameSummary, link: str) -> str:
    squares = "".join(square(each) for each in told.rounds)
    return "\n".join([title(game), f"{squares} {result(game, told)}", *models(told), link])


def square(each: RoundSummary) -> str:
    if each.distance_km is None:
        return MISSED
    return next(sign for least, sign in SQUARES if each.score >= least)


def title(game: Game) -> str:
    if game.deck.day is not None:
        return f"Homing {game.deck.day.isoformat()}"
    return f"Homing · {GameMode(game.mode).label}"


def result(game: Game, told: GameSummary) -> str:
    if game.mode == GameMode.STREAK:
        return _("%(count)s in a row") % {"count": told.right_countries}
    return f"{points(told.points)} / {points(SCORE_MAX * len(told.rounds))}"


def models(told: GameSummary) -> list[str]:
    return [
        f"{total.player.name}: {points(total.points)}"
        for total in told.totals
        if total.player.kind == PlayerKind.MODEL
    ]


def points(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)
