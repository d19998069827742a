"""The views of a whole set as charts and tables."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from geoweb.queries.review_order import by_geography
from geoweb.views.plots import Plot, Series
from predictor.metrics import RADII_KM

MOST_COUNTRIES: Final = 40  # of which a square can still be told from the next
MOST_PAIRS: Final = 100
PERCENT: Final = 100.0


@dataclass(frozen=True, slots=True)
class Pair:
    true_code: str
    true_name: str
    answered: str
    photos: int
    share: float  # of the photos of the true country


@dataclass(frozen=True, slots=True)
class Matrix(Plot):
    """Its table is that of the pairs, not of the squares."""

    pairs: Sequence[Pair] = ()


def confusion(found: Sequence[Sequence[Any]]) -> Matrix:
    totals: Counter[str] = Counter()
    for true, _answered, photos in found:
        totals[true] += photos
    codes = {code for row in found for code in row[:2] if code}
    names = dict(by_geography(codes))
    shown = {code for code, _n in totals.most_common(MOST_COUNTRIES)}
    order = [code for code in names if code in shown]
    place = {code: number for number, code in enumerate(order)}
    cells = [
        [place[true], place[answered], photos / totals[true]]
        for true, answered, photos in found
        if true in place and answered in place
    ]
    return Matrix(
        "confusion",
        _("Rows: where photos were taken; columns: what was answered"),
        _("answered"),
        _("taken in"),
        order,
        [],
        kind="matrix",
        says=_("In the order of the continents, neighbours beside each other."),
        options={"kind": "matrix", "cells": cells},
        pairs=list(pairs_of(found, totals, names)),
    )


def pairs_of(
    found: Sequence[Sequence[Any]], totals: Mapping[str, int], names: Mapping[str, str]
) -> Iterator[Pair]:
    wrong = [row for row in found if row[0] != row[1]][:MOST_PAIRS]
    for true, answered, photos in wrong:
        to = names.get(answered, answered) if answered else _("at sea, or no answer")
        yield Pair(true, names.get(true, true), to, photos, photos / totals[true])


def calibration(found: Sequence[Sequence[Any]]) -> list[Plot]:
    confidence = [PERCENT * row[1] for row in found]
    columns = [[PERCENT * (row[number] or 0.0) for row in found] for number in range(2, 8)]
    names = [_("in the likeliest cell"), *(within(radius) for radius in RADII_KM)]
    ideal = Series(_("as sure as right"), confidence, is_dashed=True)
    lines = [Series(name, values) for name, values in zip(names, columns, strict=True)]
    return [
        Plot(
            "calibration",
            _("Confidence against truth"),
            _("confidence in the likeliest cell, %"),
            _("right, %"),
            confidence,
            [ideal, *lines],
            says=_("Bins of equally many photos. Below the dashed line it is surer than right."),
            options={"min": 0, "max": 100, "top": 100},
        )
    ]


def within(radius: int) -> str:
    return _("within %(km)s km") % {"km": number_format(radius, force_grouping=True)}


def coverage(found: Sequence[Sequence[Any]]) -> list[Plot]:
    share = [PERCENT * row[0] for row in found]
    names = [_("beyond 200 km"), _("beyond 750 km"), _("in another country")]
    lines = [
        Series(name, [None if row[number] is None else PERCENT * row[number] for row in found])
        for number, name in enumerate(names, start=2)
    ]
    return [
        Plot(
            "coverage",
            _("Risk among the surest answers"),
            _("percent of the photos answered, surest first"),
            _("wrong, %"),
            share,
            lines,
            says=_("If only the surest answers were given, how many of them would be wrong."),
            options={"min": 0, "max": 100, "top": 100},
        )
    ]


def balance(found: Sequence[Mapping[str, Any]]) -> list[Plot]:
    kinds = {"country": _("countries"), "province": _("provinces"), "cell": _("cells")}
    splits = {"train": _("training"), "test": _("test")}
    steps = max((len(each["curve"]) for each in found), default=0)
    share = [PERCENT * step / max(1, steps) for step in range(steps + 1)]
    lines = [
        Series(
            f"{splits[each['split']]}, {kinds[each['kind']]}: Gini {two_digits(each['gini'])}",
            padded([0.0, *(PERCENT * value for value in each["curve"])], steps + 1),
        )
        for each in found
    ]
    even = Series(_("evenly spread"), share, is_dashed=True)
    return [
        Plot(
            "balance",
            _("Balance of the data"),
            _("places, %, those with fewest photos first"),
            _("photos, %"),
            share,
            [even, *lines],
            says=_("Lorenz curves: the further below the dashed line, the fewer places have most."),
            options={"min": 0, "max": 100, "top": 100},
        )
    ]


def two_digits(value: float) -> str:
    """Rounded first: digits that are not shown would be cut off."""
    return number_format(round(value, 2), 2)


def padded(values: list[float], length: int) -> list[float | None]:
    """With fewer places than steps a curve has fewer points."""
    return [*values, *[None] * (length - len(values))]


def drift(found: Sequence[Mapping[str, Any]]) -> list[Plot]:
    titles = {
        "neighbour": _("Distance to the nearest training photo, as the encoder sees it"),
        "confidence": _("Confidence in the likeliest cell"),
    }
    return [
        Plot(
            f"drift-{each['name']}",
            titles[each["name"]],
            _("from … to, a tenth of the test photos each"),
            _("photos, %"),
            tenths(each["bounds"]),
            [
                Series(_("test photos"), shares(each["test"])),
                Series(_("uploads"), shares(each["uploads"])),
            ],
            kind="bar",
            says=stability_said(each["psi"], sum(each["uploads"])),
        )
        for each in found
    ]


def tenths(bounds: Sequence[float]) -> list[str]:
    said = [two_digits(bound) for bound in bounds]
    return [f"< {said[0]}", *map("{}\N{EN DASH}{}".format, said, said[1:]), f"≥ {said[-1]}"]


def shares(counts: Sequence[int]) -> list[float]:
    return [PERCENT * count / max(1, sum(counts)) for count in counts]


def stability_said(psi: float | None, uploads: int) -> str:
    """The thresholds that are customary for this index."""
    if psi is None:
        return _("No upload with an exact answer yet: of coarse answers nothing is kept.")
    said = _("hardly other") if psi < 0.1 else _("somewhat other") if psi < 0.25 else _("other")
    return _("Uploads (%(n)s) are %(said)s than test photos: stability index %(psi)s.") % {
        "n": uploads,
        "said": said,
        "psi": two_digits(psi),
    }


def by_aspect(rows: Sequence[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.summary.get_aspect_display()].append(row)
    return dict(found)
