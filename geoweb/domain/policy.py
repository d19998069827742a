"""Who may be told what about a photo's place (docs/safety.md).

A pinned truth earns the exact answer. Without one there is an area of a coarse grid, and the exact
point is not even written down: what no table holds, no page, export or log can give away.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings

from geoweb.domain.coarse import Area, area_of
from geoweb.enums import Terms
from geoweb.models import Upload
from predictor.geodesy import LatLng
from predictor.models import CellSet, GeoCell, Locator, Photo, Prediction
from predictor.models.points import to_latlng, to_point
from predictor.predictions import Answer, as_prediction

SHOWN_AREAS: Final = 3
LEAST_SHOWN: Final = 0.02  # of a whole: less is not worth a shade


@dataclass(frozen=True, slots=True)
class Share:
    """An area and how likely it is, in whole per cent: finer would tell one photo from another."""

    area: Area
    percent: int


def terms_for(truth: LatLng | None) -> Terms | None:
    """What an upload would be told today; None: nothing."""
    if truth is not None:
        return Terms.DUEL
    return {"off": None, "coarse": Terms.COARSE, "exact": Terms.EXACT}[settings.UPLOAD_ANSWERS]


def terms_today(upload: Upload) -> Terms | None:
    """What was promised, or less when the site has become stricter since."""
    promised, allowed = Terms(upload.terms), terms_for(None)
    if promised == Terms.DUEL or allowed == Terms.EXACT:
        return promised
    return allowed


def tellable(*, upload: Upload, photo: Photo, answer: Answer, locator: Locator) -> Prediction:
    """The row to keep, not saved yet: of a coarse answer nothing exact is in it."""
    if terms_today(upload) in {Terms.DUEL, Terms.EXACT}:
        return as_prediction(photo, answer, locator)
    shares = shares_of(answer, locator.cell_set)
    return Prediction(
        photo=photo,
        locator=locator,
        point=to_point(shares[0].area.centre),
        cell_numbers=[],
        probabilities=[],
        evidence={"areas": [[s.area.band, s.area.column, s.percent] for s in shares]},
        timings_ms=dict(answer.timings_ms),
    )


def shares_of(answer: Answer, cell_set: CellSet) -> list[Share]:
    """The area of the answer first. Its cell counts there, other cells where their middles lie."""
    first = area_of(answer.point)
    refined = answer.evidence.cells
    own_cell = refined[0].number if refined else answer.cells[0][0]
    middles = {
        number: area_of(to_latlng(centroid))
        for number, centroid in GeoCell.objects.filter(
            cell_set=cell_set, number__in=[number for number, _ in answer.cells]
        ).values_list("number", "centroid")
    }
    return summed(first, answer.cells, middles | {own_cell: first})


def summed(
    first: Area, cells: Iterable[tuple[int, float]], areas: Mapping[int, Area]
) -> list[Share]:
    chances: dict[Area, float] = defaultdict(float)
    for number, probability in cells:
        chances[areas[number]] += probability
    others = sorted(chances.keys() - {first}, key=lambda area: (-chances[area], area))
    shown = [first, *(area for area in others if chances[area] >= LEAST_SHOWN)][:SHOWN_AREAS]
    return [Share(area, round(100 * chances[area])) for area in shown]


def shares_in(prediction: Prediction) -> list[Share]:
    """Of a coarse row as it was kept; of an exact one made under laxer rules, its area."""
    kept: Any = prediction.evidence
    areas = kept.get("areas") if isinstance(kept, dict) else None
    if areas:
        return [Share(Area(band, column), percent) for band, column, percent in areas]
    likeliest = prediction.probabilities[0] if prediction.probabilities else 0.0
    return [Share(area_of(to_latlng(prediction.point)), round(100 * likeliest))]
