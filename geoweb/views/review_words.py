"""Figures of a review in words, with their intervals and bars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.utils.formats import number_format
from django.utils.functional import Promise

from geoweb.enums import Figure
from geoweb.models import Summary

MINUS: Final = "\N{MINUS SIGN}"
DASH: Final = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure as it is shown; empty where there is nothing to be right about."""

    name: str
    label: str | Promise
    value: str
    low: str = ""
    high: str = ""
    is_certain: bool = False  # of a difference: zero is not in the interval


@dataclass(frozen=True, slots=True)
class Row:
    summary: Summary
    name: str
    cells: list[Cell]


def said(figure: str, value: float | None) -> str:
    if value is None:
        return DASH
    digits = digits_of(figure, value)
    # Rounded first: digits that are not shown would be cut off.
    return number_format(round(abs(value), digits), digits, force_grouping=True)


def digits_of(figure: str, value: float) -> int:
    if figure == Figure.MEDIAN:
        return 1 if abs(value) < 100 else 0
    return 0 if figure == Figure.SCORE else 1


def signed(figure: str, value: float) -> str:
    text = said(figure, value)
    if not any(letter in "123456789" for letter in text):
        return text
    return f"{MINUS if value < 0 else '+'}{text}"


def headline_cells(found: Mapping[str, Sequence[float]]) -> list[Cell]:
    return [
        cell_of(figure, [said(figure, each) for each in found[figure]])
        for figure in Figure
        if figure in found
    ]


def cell_of(figure: Figure, texts: Sequence[str], *, is_certain: bool = False) -> Cell:
    value, low, high = texts
    return Cell(figure.value, figure.label, value, low, high, is_certain)


def difference_cells(found: Mapping[str, Sequence[float]]) -> list[Cell]:
    """Certain where zero is not in the interval."""
    return [
        cell_of(
            figure,
            [signed(figure, each) for each in found[figure]],
            is_certain=not found[figure][1] <= 0 <= found[figure][2],
        )
        for figure in Figure
        if figure in found
    ]


def row_of(summary: Summary, name: str | None = None) -> Row:
    known = summary.region.name if summary.region_id and summary.region else summary.value
    columns = zip(Figure, summary.figures, summary.lows, summary.highs, strict=True)
    cells = [
        cell_of(figure, [said(figure, each) for each in values]) for figure, *values in columns
    ]
    return Row(summary, name or known, cells)


def headings(asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Of the table: each sorts by its column, the other way round when pressed again."""
    return [heading(asked, figure.value) | {"label": figure.label} for figure in Figure]


def heading(asked: Mapping[str, Any], name: str) -> dict[str, Any]:
    sort = asked["sort"]
    return {"query": query(asked, sort=turned(sort, name), page=1), "order": direction(sort, name)}


def turned(sort: str, name: str) -> str:
    return name if sort == f"-{name}" else f"-{name}"


def direction(sort: str, name: str) -> str:
    return {name: "ascending", f"-{name}": "descending"}.get(sort, "none")


def query(asked: Mapping[str, Any], **changed: Any) -> str:
    """The address of the same page with something changed."""
    values = {**asked, **changed}
    return urlencode({name: value for name, value in values.items() if value not in (None, "")})
