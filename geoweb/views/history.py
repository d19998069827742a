"""Mean points by day, as a line: the table beside it says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from geoweb.models import Standing
from predictor.scoring import SCORE_MAX

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 12, 28
LEVELS: Final = (0, 1000, 2000, 3000, 4000, 5000)
DAY_CODE: Final = "day-"


@dataclass(frozen=True, slots=True)
class Mark:
    x: float
    y: float
    day: date
    standing: Standing


@dataclass(frozen=True, slots=True)
class Level:
    y: float
    points: int


@dataclass(frozen=True, slots=True)
class Chart:
    marks: Sequence[Mark]
    levels: Sequence[Level]
    line: str  # the points of a polyline


def chart_of(days: Sequence[Standing]) -> Chart | None:
    """Oldest to the left, by the calendar: days without a game leave a gap in length."""
    if not days:
        return None
    dated = sorted(((day_of(each), each) for each in days), key=lambda pair: pair[0])
    first, last = dated[0][0], dated[-1][0]
    span = max(1, (last - first).days)
    marks = [
        Mark(across((day - first).days / span), up(each.mean_points), day, each)
        for day, each in dated
    ]
    line = " ".join(f"{mark.x},{mark.y}" for mark in marks)
    return Chart(marks, [Level(up(points), points) for points in LEVELS], line)


def day_of(standing: Standing) -> date:
    return date.fromisoformat(standing.scope.code.removeprefix(DAY_CODE))


def across(share: float) -> float:
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def up(points: float) -> float:
    return round(TOP + (1 - points / SCORE_MAX) * (HEIGHT - TOP - BOTTOM), 1)
