"""What a locator answered: kept predictions first, the rest asked for and then kept too."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from predictor.evaluation.places import cells_of_answers
from predictor.evaluation.questions import Questions
from predictor.evaluation.seam import Answer, Locate
from predictor.geodesy import Floats, LatLng
from predictor.models import Locator, Prediction
from predictor.models.points import to_latlng
from predictor.predictions import keep
from predictor.resampling import Ints

BATCH: Final = 256  # a killed evaluation loses at most the work on so many


class Kept(NamedTuple):
    point: LatLng
    cell: int
    probability: float


@dataclass(frozen=True, slots=True)
class Answers:
    """Rows in the order of the questions; NaN, and cell -1, where there is no answer."""

    latlng_N2: Floats
    coarse_N2: Floats  # centroid of the likeliest cell: the answer without refinement
    cell_N: Ints
    confidence_N: Floats
    hit_N: Floats  # 1 where the photo lies in the likeliest cell


def answer(
    questions: Questions,
    locator: Locator,
    locate: Locate,
    on_progress: Callable[[int], object] = lambda _: None,
) -> Answers:
    single = all(len(place) == 1 for place in questions.places)
    kept = read_kept(questions, locator) if single else {}
    on_progress(len(kept))
    missing = [row for row in range(len(questions)) if row not in kept]
    for start in range(0, len(missing), BATCH):
        rows = missing[start : start + BATCH]
        places = [questions.places[row] for row in rows]
        answers = locate(places, locator)
        if single:
            answered = zip((place[0] for place in places), answers, strict=True)
            keep(answered, locator)
        kept |= {row: kept_of(a) for row, a in zip(rows, answers, strict=True) if a is not None}
        on_progress(len(rows))
    return as_columns(kept, questions, locator)


def read_kept(questions: Questions, locator: Locator) -> dict[int, Kept]:
    row_of = {place[0].pk: row for row, place in enumerate(questions.places)}
    rows = Prediction.objects.filter(locator=locator, photo_id__in=list(row_of))
    return {
        row_of[each.photo_id]: Kept(
            to_latlng(each.point), each.cell_numbers[0], each.probabilities[0]
        )
        for each in rows
        if each.cell_numbers
    }


def kept_of(answer: Answer) -> Kept:
    return Kept(answer.point, *answer.cells[0])


def as_columns(kept: Mapping[int, Kept], questions: Questions, locator: Locator) -> Answers:
    count = len(questions)
    rows = np.array(sorted(kept), dtype=np.int64)
    found = [kept[int(row)] for row in rows]
    latlng_N2, coarse_N2 = np.full((2, count, 2), np.nan)
    confidence_N, hit_N = np.full(count, np.nan), np.zeros(count)
    cell_N = np.full(count, -1, dtype=np.int64)
    if found:
        latlng_N2[rows] = [each.point for each in found]
        cell_N[rows] = [each.cell for each in found]
        confidence_N[rows] = [each.probability for each in found]
        coarse_N2[rows], hit_N[rows] = cells_of_answers(
            locator.cell_set_id, cell_N[rows], questions.latlng_N2[rows]
        )
    return Answers(latlng_N2, coarse_N2, cell_N, confidence_N, hit_N)
