"""What an uploader is told: page, API and whoever else show this and nothing beside it."""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from typing import Any, Final

from django.db import connection

from geoweb.domain.policy import LEAST_SHOWN, Share, shares_in, terms_today
from geoweb.enums import Terms, UploadFailure, UploadState
from geoweb.memory import Memory
from geoweb.models import Upload
from geoweb.sql import load
from predictor.geodesy import LatLng, distance_km
from predictor.models import GeoCell, Prediction
from predictor.models.points import to_latlng
from predictor.regions import Located, locate_regions
from predictor.scoring import score

SHOWN_CELLS: Final = 5
SHOWN_EVIDENCE: Final = 8
# Cells are drawn over a continent: a hundredth of a degree is less than a pixel.
DETAIL_DEG: Final = 0.01
DETAIL_SHARE: Final = 0.002  # of a cell's width: a pixel or two where it fills the map
DECIMALS: Final = 3
KEPT_OUTLINES: Final = 512
MOST_CELLS: Final = 4096
REMEMBERED_S: Final = 300.0


@dataclass(frozen=True, slots=True)
class Shade:
    """A part of the world and how likely it is."""

    draw: Callable[[], str]  # only for maps: whoever asks for words need not wait
    percent: int
    name: str

    @property
    def geometry(self) -> str:
        """GeoJSON, written down."""
        return self.draw()


@dataclass(frozen=True, slots=True)
class Similar:
    """A known photo that the answer leans on."""

    public_id: str
    latlng: LatLng
    percent: int


@dataclass(frozen=True, slots=True)
class Near:
    place: str
    distance_km: float
    province: str
    country: str


@dataclass(frozen=True, slots=True)
class Duel:
    truth: LatLng
    distance_km: float
    score: int


@dataclass(frozen=True, slots=True)
class Told:
    public_id: str
    state: UploadState
    terms: Terms | None  # as they hold today; None: nothing is told
    created_at: datetime
    answered_at: datetime | None
    photo_ids: tuple[str, ...]  # of its views, for their uploader
    truth: LatLng | None
    may_be_played: bool
    ahead: int = 0  # uploads that are looked at first
    failure: str = ""  # a sentence
    shades: tuple[Shade, ...] = ()
    point: LatLng | None = None
    near: Near | None = None
    duel: Duel | None = None
    similar: tuple[Similar, ...] = ()
    timings_ms: dict[str, float] | None = None
    locator: str = ""


def told(upload: Upload) -> Told:
    answer = answered(upload) if upload.state == UploadState.ANSWERED else {}
    return Told(
        public_id=str(upload.public_id),
        state=UploadState(upload.state),
        terms=terms_today(upload),
        created_at=upload.created_at,
        answered_at=upload.answered_at,
        photo_ids=tuple(
            str(public_id)
            for public_id in upload.views.order_by("number").values_list(
                "photo__public_id", flat=True
            )
        ),
        truth=to_latlng(upload.truth) if upload.truth else None,
        may_be_played=upload.may_be_played,
        ahead=ahead_of(upload),
        failure=failure_of(upload),
        **answer,
    )


def ahead_of(upload: Upload) -> int:
    if upload.state != UploadState.PENDING:
        return 0
    pending = Upload.objects.filter(state=UploadState.PENDING)
    return pending.filter(created_at__lt=upload.created_at).count()


def failure_of(upload: Upload) -> str:
    if upload.state != UploadState.FAILED:
        return ""
    sentence = str(UploadFailure(upload.failure).label)
    return f"{sentence} ({upload.reason})" if upload.reason else sentence


def answered(upload: Upload) -> dict[str, Any]:
    prediction, terms = upload.prediction, terms_today(upload)
    if prediction is None or terms is None:
        return {}
    about = {"locator": str(prediction.locator), "timings_ms": prediction.timings_ms}
    if terms == Terms.COARSE:
        return about | {"shades": shades_of_areas(shares_in(prediction))}
    return about | exactly(upload, prediction)


def exactly(upload: Upload, prediction: Prediction) -> dict[str, Any]:
    point = to_latlng(prediction.point)
    return {
        "shades": shades_of_cells(prediction),
        "point": point,
        "near": near_of(prediction.evidence),
        "duel": duel(to_latlng(upload.truth), point) if upload.truth else None,
        "similar": similar_photos(prediction.evidence),
    }


def duel(truth: LatLng, point: LatLng) -> Duel:
    apart = distance_km(truth, point)
    return Duel(truth, apart, score(apart))


def shades_of_areas(shares: Sequence[Share]) -> tuple[Shade, ...]:
    """Named by what lies in their middle: of the photo this says no more than the area does."""
    located = locate_regions([share.area.centre for share in shares])
    return tuple(
        Shade(partial(json.dumps, share.area.as_geojson()), share.percent, name_of(where))
        for share, where in zip(shares, located, strict=True)
    )


def name_of(where: Located) -> str:
    return ", ".join(region.name for region in (where.province, where.country) if region)


def shades_of_cells(prediction: Prediction) -> tuple[Shade, ...]:
    chances = dict(zip(prediction.cell_numbers, prediction.probabilities, strict=True))
    shown = [number for number, p in chances.items() if p >= LEAST_SHOWN][:SHOWN_CELLS]
    cell_set = prediction.locator.cell_set_id
    known = cells.values([(cell_set, number) for number in shown], look_up_cells)
    return tuple(
        Shade(partial(outline, cell_id), round(100 * chances[number]), name)
        for number in shown
        for cell_id, name in [known.get((cell_set, number), (0, ""))]
        if cell_id
    )


def look_up_cells(wanted: list[tuple[int, int]]) -> dict[tuple[int, int], tuple[int, str]]:
    """Of one set: their ids, and the names of where their middles lie."""
    numbers = [number for _, number in wanted]
    found = GeoCell.objects.filter(cell_set=wanted[0][0], number__in=numbers)
    here = list(found.only("cell_set", "number", "centroid"))
    located = locate_regions([to_latlng(cell.centroid) for cell in here])
    return {
        (cell.cell_set_id, cell.number): (cell.pk, name_of(where))
        for cell, where in zip(here, located, strict=True)
    }


# Cells never change; their names do when other boundaries are loaded.
cells: Memory[tuple[int, int], tuple[int, str]] = Memory(seconds=REMEMBERED_S, most=MOST_CELLS)


@lru_cache(maxsize=KEPT_OUTLINES)
def outline(cell_id: int) -> str:
    """Cells never change; reading a country's coast takes longer than everything else here."""
    geometry = GeoCell.objects.values_list("geom", flat=True).get(pk=cell_id)
    finest = max(DETAIL_DEG, math.sqrt(geometry.area) * DETAIL_SHARE)
    drawn = geometry.simplify(finest, preserve_topology=True)
    return json.dumps(json.loads(drawn.json, parse_float=short), separators=(",", ":"))


def short(degrees: str) -> float:
    return round(float(degrees), DECIMALS)


def near_of(evidence: Any) -> Near | None:
    place = evidence.get("place")
    if not place:
        return None
    country, province = evidence.get("country") or {}, evidence.get("province") or {}
    return Near(
        place["name"], place["distance_km"], province.get("name", ""), country.get("name", "")
    )


def similar_photos(evidence: Any) -> tuple[Similar, ...]:
    """Training photos only: the place of any other is what players guess."""
    members = {member["photo_id"]: member for member in evidence.get("members", [])}
    with connection.cursor() as cursor:
        cursor.execute(load("photos_still_shown"), {"photos": list(members)})
        photos = cursor.fetchall()
    found = [
        Similar(str(public_id), LatLng(*members[pk]["latlng"]), round(100 * members[pk]["weight"]))
        for pk, public_id in photos
    ]
    return tuple(sorted(found, key=lambda each: -each.percent)[:SHOWN_EVIDENCE])
