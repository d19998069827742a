"""Why a label is doubted: which evidence weighs how much, with the numbers that words need."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import numpy as np

from predictor.geodesy import Floats, haversine_km
from predictor.resampling import Ints
from predictor.suspicion.companions import companion_km
from predictor.suspicion.judging import COLUMNS, Judged
from predictor.suspicion.rules import middle_km, others_exactly_there

# Which columns are one reason to a person.
REASONS: Final = {
    "far": ("far", "expected"),
    "cell": ("unlikely",),
    "neighbours": ("neighbours", "neighbours_km"),
    "drive": ("companions", "companions_fit"),
    "swap": ("swap",),
    "sign": ("sign",),
    "centroid": ("middle",),
    "sea": ("sea",),
    "pile": ("pile",),
    "null_island": ("null_island",),
    "crowd": ("crowd",),
    "exif": ("exif",),
    "reported": ("reports",),
}
LEAST_WEIGHT: Final = 0.4  # of odds, by half: less is no reason


class Reason(NamedTuple):
    name: str
    weight: float  # log-odds
    detail: dict[str, float]

    def as_json(self) -> dict[str, Any]:
        return {"reason": self.name, "weight": self.weight, **self.detail}


def reasons_of(judged: Judged, at_W: Ints) -> list[list[Reason]]:
    """Of some of the judged rows, heaviest first."""
    weight_WR = np.stack(
        [
            judged.contributions_MF[at_W][:, [COLUMNS.index(each) for each in columns]].sum(axis=1)
            for columns in REASONS.values()
        ],
        axis=1,
    )
    details = list(details_of(judged, judged.rows_M[at_W]))
    names = list(REASONS)
    return [
        [
            Reason(names[number], round(float(weight_R[number]), 2), detail.get(names[number], {}))
            for number in np.argsort(-weight_R, kind="stable")
            if weight_R[number] >= LEAST_WEIGHT
        ]
        for weight_R, detail in zip(weight_WR, details, strict=True)
    ]


def details_of(judged: Judged, rows_W: Ints) -> Iterator[dict[str, dict[str, float]]]:
    numbers = numbers_of(judged, rows_W)
    for at in range(len(rows_W)):
        yield {
            reason: {
                name: round(float(values_W[at]), 1)
                for name, values_W in each.items()
                if np.isfinite(values_W[at])
            }
            for reason, each in numbers.items()
        }


def numbers_of(judged: Judged, rows_W: Ints) -> dict[str, dict[str, Floats]]:
    judge = judged.judge
    labelled, expected = judge.labelled, judge.expected
    label_W2 = labelled.latlng_N2[rows_W]
    support = judge.support(rows_W, label_W2)
    answer_W2 = judge.ground.cells_C2[expected.answer_N[rows_W]]
    drive_km_W = companion_km(
        judge.companions_NK[rows_W], label_W2, labelled.latlng_N2, judge.trust_N
    )
    others_N = others_exactly_there(labelled.latlng_N2, labelled.group_N)
    return {
        "far": {
            "km": haversine_km(label_W2, answer_W2),
            "usual_km": expected.usual_km_N[rows_W],
        },
        "cell": {"percent": 100.0 * np.exp(support.cells_M)},
        "neighbours": {"km": support.neighbour_km_M},
        "drive": {"km": drive_km_W},
        "centroid": {"km": middle_km(label_W2, judge.ground.middles_R2)},
        "pile": {"others": others_N[rows_W].astype(np.float64)},
        "crowd": {
            "km": haversine_km(label_W2, labelled.crowd_N2[rows_W]),
            "spread_km": labelled.crowd_spread_km_N[rows_W],
        },
        "exif": {"km": haversine_km(label_W2, labelled.exif_N2[rows_W])},
        "reported": {"reports": labelled.reports_N[rows_W].astype(np.float64)},
    }
