"""Photos and what a locator's encoder made of them, as the arrays that labels are judged by."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely
from django.contrib.gis.db.models.functions import Centroid
from django.contrib.gis.geos import Point
from django.db.models import F, FloatField, Func, QuerySet

from predictor.exif_facts import EXIF_LAT, EXIF_LNG
from predictor.geodesy import Floats, LatLng
from predictor.models import Embedding, GeoCell, Locator, Region
from predictor.models.points import to_latlng
from predictor.resampling import Ints, group_numbers
from predictor.splits import group_of
from predictor.suspicion.folds import folds_of
from predictor.suspicion.labelled import Ground, Reals
from predictor.suspicion.land import Land, land_of

PAGE: Final = 2000


@dataclass(frozen=True, slots=True)
class LabelledRows:
    """In the order of ids."""

    ids_N: Ints
    embeddings_ND: Reals
    latlng_N2: Floats
    group_N: Ints
    fold_N: Ints
    sequence_N: Ints
    exif_N2: Floats

    def __len__(self) -> int:
        return len(self.ids_N)


def embedded(locator: Locator, dataset: str) -> QuerySet[Embedding]:
    """Of photos that have a label; of all datasets without a name."""
    rows = Embedding.objects.filter(
        locator=locator, embedding__isnull=False, photo__split__isnull=False
    )
    return rows.filter(photo__dataset=dataset) if dataset else rows


def labelled_rows(locator: Locator, dataset: str = "") -> LabelledRows:
    found = list(
        embedded(locator, dataset)
        .order_by("photo_id")
        .annotate(lat=axis("ST_Y"), lng=axis("ST_X"))
        .values_list(
            *("photo_id", "embedding", "lat", "lng", "photo__dataset", "photo__sequence"),
            *("photo__author", "photo__facts"),
        )
        .iterator(PAGE)
    )
    if not found:
        return nothing()
    ids, vectors, lats, lngs, datasets, sequences, authors, facts = zip(*found, strict=True)
    latlng_N2 = np.column_stack([lats, lngs]).astype(np.float64)
    names = [
        "\x1f".join((dataset, *group_of(sequence, author, LatLng(*latlng))))
        for dataset, sequence, author, latlng in zip(
            datasets, sequences, authors, latlng_N2.tolist(), strict=True
        )
    ]
    has_sequence_N = np.array([bool(sequence) for sequence in sequences])
    group_N = group_numbers(names)
    return LabelledRows(
        ids_N=np.array(ids, np.int64),
        embeddings_ND=np.array(vectors, np.float32),
        latlng_N2=latlng_N2,
        group_N=group_N,
        fold_N=folds_of(names),
        sequence_N=np.where(has_sequence_N, group_N, -1),
        exif_N2=np.array([exif_place(each) for each in facts]),
    )


def nothing() -> LabelledRows:
    whole, points = np.zeros(0, np.int64), np.zeros((0, 2))
    return LabelledRows(whole, np.zeros((0, 1), np.float32), points, whole, whole, whole, points)


def axis(function: str) -> Func:
    return Func(F("photo__point"), function=function, output_field=FloatField())


def exif_place(facts: dict[str, Any]) -> tuple[float, float]:
    """NaN where the camera said nothing, or what it said is the label itself."""
    lat, lng = facts.get(EXIF_LAT), facts.get(EXIF_LNG)
    return (float(lat), float(lng)) if lat is not None and lng is not None else (np.nan, np.nan)


def ground_of(locator: Locator) -> Ground:
    """Its finest cells that hold photos, and the middles of countries and provinces."""
    cells = GeoCell.objects.filter(cell_set=locator.cell_set_id, photo_count__gt=0)
    finest = cells.filter(children=None).order_by("number")
    return Ground(places(finest.values_list("centroid", flat=True)), middles())


def middles() -> Floats:
    """As programs compute them, and as maps write the names."""
    regions = Region.objects.order_by("pk")
    countries = regions.filter(level=0).annotate(middle=Centroid("geom"))
    labelled = regions.filter(level__lte=1, label_point__isnull=False)
    computed = places(countries.values_list("middle", flat=True))
    return np.concatenate([computed, places(labelled.values_list("label_point", flat=True))])


def places(points: Iterable[Point | None]) -> Floats:
    return np.array([to_latlng(point) for point in points if point], np.float64).reshape(-1, 2)


def land() -> Land:
    shapes = Region.objects.filter(level=0).values_list("geom", flat=True)
    return land_of(shapely.from_wkb(bytes(each.wkb)) for each in shapes.iterator(50))
