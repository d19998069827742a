"""Which labels are suspicious: the whole set judged, or those whose evidence has changed."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from geoweb.domain.board_rows import rows as rows_of
from geoweb.domain.opponents import LEAST_CROWD
from geoweb.domain.results import peoples_guesses
from geoweb.enums import FlagReason, FlagState
from geoweb.models import Flag, Suspicion, SuspicionRun
from predictor.geodesy import Floats, LatLng, haversine_km
from predictor.labelled_rows import LabelledRows, ground_of, labelled_rows, land
from predictor.locators import newest
from predictor.medians import spherical_medians
from predictor.models import Locator
from predictor.models.points import to_latlng, to_point
from predictor.resampling import Ints
from predictor.suspicion.hypotheses import hypotheses_of
from predictor.suspicion.judging import Judged, Tell, judge_all, judge_rows, verdict_from
from predictor.suspicion.labelled import Labelled
from predictor.suspicion.reasons import reasons_of

BATCH: Final = 1000
# Of what is less likely wrong and far down the queue, nobody asks why.
WORTH_A_REASON: Final = 0.02
FIRST_SHARE: Final = 0.05
# A cell with fewer photos than that teaches nothing.
FEWEST_PHOTOS: Final = 100
CHANGED: Final = [
    *("locator", "score", "reasons", "hypotheses", "trust", "point", "reports", "guesses"),
    *("is_stale", "computed_at"),
]


@dataclass(frozen=True, slots=True)
class Told:
    """What people said of the photos, in the order of the rows."""

    crowd_N2: Floats
    spread_km_N: Floats
    guesses_N: Ints
    reports_N: Ints


def suspect(
    *, locator: Locator | None = None, dataset: str = "", full: bool = False, tell: Tell = str
) -> SuspicionRun | None:
    """None where nothing had to be done, or another process is at it."""
    locator = locator or newest()
    with transaction.atomic():
        if not rows_of("lock_suspicions")[0][0]:
            return None
        stale = stale_ids(locator, dataset)
        last = last_full_run(locator, dataset)
        if not (stale or full):
            return None
        return judge(locator, dataset, stale, None if full else last, tell)


def stale_ids(locator: Locator, dataset: str) -> list[int]:
    found = rows_of(
        "stale_suspicions", locator=locator.pk, dataset=dataset, least_crowd=LEAST_CROWD
    )
    return [photo_id for (photo_id,) in found]


def last_full_run(locator: Locator, dataset: str) -> SuspicionRun | None:
    runs = SuspicionRun.objects.filter(locator=locator, dataset=dataset, is_full=True)
    return runs.order_by("-at").first()


def mark_stale(photo_ids: Sequence[int]) -> None:
    """Whoever knows that evidence has changed; changes of label, reports and guesses are seen."""
    Suspicion.objects.filter(photo__in=photo_ids).update(is_stale=True)


def judge(
    locator: Locator, dataset: str, stale: Sequence[int], last: SuspicionRun | None, tell: Tell
) -> SuspicionRun | None:
    started = time.perf_counter()
    tell("photos")
    found = labelled_rows(locator, dataset)
    if len(found) < FEWEST_PHOTOS:
        return None
    told = told_of(found)
    labelled, ground, on_land = labelled_of(found, told), ground_of(locator), land()
    if last is None:
        judged, verdict = judge_all(labelled, ground, on_land, tell)
        trust_N, kept, share = verdict.trust_N, verdict.as_json(), verdict.share
    else:
        trust_N, kept, share = trusts(found, stale), {}, last.share
        known = verdict_from(last.verdict, trust_N)
        rows_M = np.flatnonzero(np.isin(found.ids_N, stale))
        judged = judge_rows(labelled, ground, on_land, known, rows_M)
    tell("rows")
    save(locator, found, told, judged, trust_N)
    return SuspicionRun.objects.create(
        locator=locator,
        dataset=dataset,
        is_full=last is None,
        verdict=kept,
        share=share,
        photos=len(found),
        judged=len(judged.rows_M),
        took_s=time.perf_counter() - started,
    )


def labelled_of(found: LabelledRows, told: Told) -> Labelled:
    return Labelled(
        embeddings_ND=found.embeddings_ND,
        latlng_N2=found.latlng_N2,
        group_N=found.group_N,
        fold_N=found.fold_N,
        sequence_N=found.sequence_N,
        crowd_N2=told.crowd_N2,
        crowd_spread_km_N=told.spread_km_N,
        exif_N2=found.exif_N2,
        reports_N=told.reports_N,
    )


def trusts(found: LabelledRows, stale: Sequence[int]) -> Floats:
    """As in the last full run; a label that has changed since is believed until the next one."""
    known = dict(Suspicion.objects.exclude(photo__in=stale).values_list("photo", "trust"))
    return np.array([known.get(photo_id, 1.0) for photo_id in found.ids_N.tolist()])


# --- What people said


def told_of(found: LabelledRows) -> Told:
    at = {photo_id: row for row, photo_id in enumerate(found.ids_N.tolist())}
    crowd_N2, spread_km_N = np.full((len(at), 2), np.nan), np.full(len(at), np.nan)
    guesses_N, reports_N = np.zeros(len(at), np.int64), np.zeros(len(at), np.int64)
    for photo_id, median, spread_km, guesses in crowds():
        if photo_id in at:
            row = at[photo_id]
            crowd_N2[row], spread_km_N[row], guesses_N[row] = median, spread_km, guesses
    flags = Flag.objects.filter(state=FlagState.OPEN, reason=FlagReason.WRONG_PLACE)
    for photo_id, reports in flags.order_by().values_list("photo").annotate(n=Count("pk")):
        if photo_id in at:
            reports_N[at[photo_id]] = reports
    return Told(crowd_N2, spread_km_N, guesses_N, reports_N)


def crowds() -> list[tuple[int, LatLng, float, int]]:
    """Photo, median, the middle distance to it, and guesses; of five people and more."""
    guesses = peoples_guesses().order_by("photo", "player").values_list("photo", "guess__point")
    pins = [(photo_id, to_latlng(pin)) for photo_id, pin in guesses if pin]
    counts = Counter(photo_id for photo_id, _ in pins)
    crowded = [(photo_id, pin) for photo_id, pin in pins if counts[photo_id] >= LEAST_CROWD]
    if not crowded:
        return []
    pin_P2 = np.array([pin for _, pin in crowded])
    ids, group_P = np.unique([photo_id for photo_id, _ in crowded], return_inverse=True)
    median_G2 = np.array(spherical_medians(pin_P2, group_P))
    km_P = haversine_km(pin_P2, median_G2[group_P])
    return [
        (photo_id, LatLng(*median), float(np.median(km_P[group_P == group])), counts[photo_id])
        for group, (photo_id, median) in enumerate(
            zip(ids.tolist(), median_G2.tolist(), strict=True)
        )
    ]


# --- Rows


def save(
    locator: Locator, found: LabelledRows, told: Told, judged: Judged, trust_N: Floats
) -> None:
    first = float(np.quantile(judged.score_M, 1.0 - FIRST_SHARE))
    worth_W = np.flatnonzero(judged.score_M >= min(WORTH_A_REASON, first))
    reasons = dict(zip(worth_W.tolist(), reasons_of(judged, worth_W), strict=True))
    pins = hypotheses_of(judged.judge, judged.rows_M[worth_W])
    hypotheses = dict(zip(worth_W.tolist(), pins, strict=True))
    now = timezone.now()
    made = [
        Suspicion(
            photo_id=int(found.ids_N[row]),
            locator=locator,
            score=float(judged.score_M[at]),
            reasons=[each.as_json() for each in reasons.get(at, [])],
            hypotheses=[each.as_json() for each in hypotheses.get(at, [])],
            trust=float(trust_N[row]),
            point=to_point(LatLng(*found.latlng_N2[row].tolist())),
            reports=int(told.reports_N[row]),
            guesses=int(told.guesses_N[row]),
            computed_at=now,
        )
        for at, row in enumerate(judged.rows_M.tolist())
    ]
    Suspicion.objects.bulk_create(
        made,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["photo"],
        update_fields=CHANGED,
    )
