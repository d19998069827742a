"""An evaluation as text of 100 columns, and its rows as a file."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import numpy as np

from predictor.evaluation.evaluation import Evaluation, System
from predictor.metrics import RADII_KM
from predictor.resampling import Estimate
from predictor.scoring import score
from predictor.whole_files import write_whole

NAME_WIDTH: Final = 22
WIDTH: Final = 26
# Three columns with their intervals fill a line.
BLOCKS: Final = (
    ("median_km", "mean_km", "geoscore"),
    ("country_pct", "province_pct", "ece"),
    tuple(f"within_{radius}_km_pct" for radius in RADII_KM[:3]),
    (*(f"within_{radius}_km_pct" for radius in RADII_KM[3:]), "answered_pct"),
)
COLUMNS: Final = (
    *("system", "photo_id", "group", "true_lat", "true_lng", "lat", "lng", "distance_km"),
    *("points", "country_right", "province_right", "cell", "confidence", "cell_right"),
)


def as_text(evaluation: Evaluation) -> str:
    said = evaluation.as_dict()
    head = "{locator} on {photos} {split} photos ({places} places, {groups} independent groups)"
    lines = [head.format(**said), "value [95 % interval]; a place without an answer counts as the"]
    lines[-1] += " far side of the Earth"
    for block in BLOCKS:
        lines += ["", *block_lines(evaluation.table, block)]
    lines += ["", f"paired differences, {evaluation.locator} minus"]
    lines += block_lines(evaluation.paired, BLOCKS[0])
    return "\n".join(lines)


def block_lines(
    rows: Mapping[str, Mapping[str, Estimate]], metrics: tuple[str, ...]
) -> Iterator[str]:
    yield f"{'':<{NAME_WIDTH}}" + "".join(f"{heading(name):>{WIDTH}}" for name in metrics)
    for name, found in rows.items():
        cells = "".join(f"{cell(found.get(metric)):>{WIDTH}}" for metric in metrics)
        yield f"{name[:NAME_WIDTH]:<{NAME_WIDTH}}{cells}"


def heading(metric: str) -> str:
    return metric.replace("_pct", " %").replace("_", " ")


def cell(estimate: Estimate | None) -> str:
    if estimate is None:
        return "-"
    digits = 3 if abs(estimate.high) < 1.0 else 1 if abs(estimate.high) < 1000.0 else 0
    value, low, high = (f"{number:.{digits}f}" for number in estimate)
    return f"{value} [{low}, {high}]"


def save_rows(evaluation: Evaluation, path: Path) -> None:
    """One row a place and system; empty where there is no answer or nothing to be right about."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for system in evaluation.systems:
        writer.writerows(system_rows(evaluation, system))
    write_whole(path, out.getvalue().encode())


def system_rows(evaluation: Evaluation, system: System) -> Iterator[list[object]]:
    questions, outcome, answers = evaluation.questions, system.outcome, system.answers
    for row, place in enumerate(questions.places):
        km = float(outcome.distance_km_N[row])
        yield [
            *(system.name, place[0].pk, int(questions.group_N[row])),
            *map(number, (*questions.latlng_N2[row], *system.points_N2[row], km)),
            0 if np.isnan(km) else score(km),
            *map(number, (outcome.country_N[row], outcome.province_N[row])),
            int(answers.cell_N[row]) if answers and answers.cell_N[row] >= 0 else "",
            *map(number, (answers.confidence_N[row], answers.hit_N[row]) if answers else ("", "")),
        ]


def number(value: float | str) -> object:
    if isinstance(value, str) or np.isnan(value):
        return ""
    return round(float(value), 6)
