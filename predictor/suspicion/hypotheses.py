"""Where a doubted photo may have been taken instead: pins for whoever repairs its label."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import numpy as np

from predictor.geodesy import Floats, haversine_km
from predictor.resampling import Ints
from predictor.suspicion.features import Judge
from predictor.suspicion.rules import SIGNS, unmixed

LOCATOR_PINS: Final = 3
LEAST_SHARE: Final = 0.01
ONE_PIN_KM: Final = 25.0  # nearer ones are one pin
# One name a column of `candidates`; what a camera or a crowd says goes before a guess.
KINDS: Final = (
    *("exif", "crowd", "drive", "swap"),
    *("sign" for _ in SIGNS),
    *("locator" for _ in range(LOCATOR_PINS)),
)


class Hypothesis(NamedTuple):
    kind: str
    lat: float
    lng: float
    share: float  # of the support of all pins

    def as_json(self) -> dict[str, Any]:
        return self._asdict()


def hypotheses_of(judge: Judge, rows_W: Ints) -> list[list[Hypothesis]]:
    """Best first; none of them is where the label is."""
    place_WH2 = candidates(judge, rows_W)
    label_W2 = judge.labelled.latlng_N2[rows_W]
    place_WH2[haversine_km(label_W2[:, None], place_WH2) < ONE_PIN_KM] = np.nan
    support_WH = judge.support_of_many(rows_W, place_WH2)
    raw_WH = np.nan_to_num(np.exp(support_WH), nan=0.0)
    share_WH = raw_WH / np.maximum(raw_WH.sum(axis=1, keepdims=True), 1e-12)
    return [
        list(pins(place_H2, share_H)) for place_H2, share_H in zip(place_WH2, share_WH, strict=True)
    ]


def candidates(judge: Judge, rows_W: Ints) -> Floats:
    """(W, H, 2) in the order of KINDS; NaN where there is none."""
    labelled = judge.labelled
    unmixed_W42 = unmixed(labelled.latlng_N2[rows_W])
    likely_WL = np.argsort(-judge.expected.chance_NC[rows_W], axis=1)[:, :LOCATOR_PINS]
    cells_WL2 = judge.ground.cells_C2[likely_WL]
    missing_W2 = np.full((len(rows_W), LOCATOR_PINS - cells_WL2.shape[1], 2), np.nan)
    pointed_W32 = np.stack(
        [labelled.exif_N2[rows_W], labelled.crowd_N2[rows_W], drive_place(judge, rows_W)], axis=1
    )
    found: Floats = np.concatenate([pointed_W32, unmixed_W42, cells_WL2, missing_W2], axis=1)
    return found


def drive_place(judge: Judge, rows_W: Ints) -> Floats:
    """The label of that photo of the drive whose own picture it fits best."""
    others_WK = judge.companions_NK[rows_W]
    fit_WK = np.where(others_WK >= 0, judge.own_fit_N[others_WK], -np.inf)
    best_W = others_WK[np.arange(len(rows_W)), fit_WK.argmax(axis=1)]
    is_there_W = (best_W >= 0)[:, None]
    return np.where(is_there_W, judge.labelled.latlng_N2[best_W], np.nan)


def pins(place_H2: Floats, share_H: Floats) -> Iterator[Hypothesis]:
    taken: list[Floats] = []
    for number in np.argsort(-share_H, kind="stable"):
        place = place_H2[number]
        if share_H[number] < LEAST_SHARE or not np.isfinite(place).all():
            continue
        if any(float(haversine_km(place, other)) < ONE_PIN_KM for other in taken):
            continue
        taken.append(place)
        lat, lng = (round(float(degrees), 6) for degrees in place)
        yield Hypothesis(KINDS[number], lat, lng, round(float(share_H[number]), 3))
