"""Corrections as files, a part at a time: CSV, GeoJSON, Parquet."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Final

from django.contrib.gis.geos import Point

from geoweb.domain.desk.photos import note_looks
from geoweb.models import LabelEvent, User
from predictor.models import Split
from predictor.models.points import to_latlng

BATCH: Final = 2000
Row = dict[str, Any]
# Their types in Parquet, which needs to know them before the first row.
COLUMNS: Final[dict[str, str]] = {
    "event": "string",
    "photo": "string",
    "dataset": "string",
    "source_id": "string",
    "lat": "float64",
    "lng": "float64",
    "region": "string",
    "lat_before": "float64",
    "lng_before": "float64",
    "region_before": "string",
    "version": "int64",
    "reverts": "string",
    "actor": "string",
    "why": "string",
    "at": "string",
}


def export(user: User, write: Callable[[Iterable[Row]], Iterator[bytes]]) -> Iterator[bytes]:
    """Oldest first. Whoever takes them has seen where the photos in play were taken."""
    played = LabelEvent.objects.filter(photo__split=Split.TEST)
    note_looks(user, played.values_list("photo", flat=True))
    return write(rows())


def rows() -> Iterator[Row]:
    events = LabelEvent.objects.select_related(
        "photo", "actor", "version", "reverts", "region_before", "region_after"
    ).defer("photo__facts", "region_before__geom", "region_after__geom")
    for event in events.order_by("created_at", "pk").iterator(BATCH):
        yield row(event)


def row(event: LabelEvent) -> Row:
    lat, lng = degrees(event.after)
    lat_before, lng_before = degrees(event.before)
    return {
        "event": str(event.public_id),
        "photo": str(event.photo.public_id),
        "dataset": event.photo.dataset,
        "source_id": event.photo.source_id,
        "lat": lat,
        "lng": lng,
        "region": event.region_after.code if event.region_after else None,
        "lat_before": lat_before,
        "lng_before": lng_before,
        "region_before": event.region_before.code if event.region_before else None,
        "version": event.version.number if event.version else None,
        "reverts": str(event.reverts.public_id) if event.reverts else None,
        "actor": event.actor.get_username() if event.actor else None,
        "why": event.why,
        "at": event.created_at.isoformat(),
    }


def degrees(point: Point | None) -> tuple[float | None, float | None]:
    return to_latlng(point) if point else (None, None)


# --- Formats


def as_csv(found: Iterable[Row]) -> Iterator[bytes]:
    text = io.StringIO()
    lines = csv.DictWriter(text, COLUMNS)
    lines.writeheader()
    for each in found:
        lines.writerow({name: safe(value) for name, value in each.items()})
        if text.tell() > BATCH:
            yield taken(text)
    yield taken(text)


def safe(value: Any) -> Any:
    """A spreadsheet takes text that begins so for a formula, and would run it."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def taken(text: io.StringIO) -> bytes:
    found = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return found


def as_geojson(found: Iterable[Row]) -> Iterator[bytes]:
    """Where photos are now; one that cannot be located has no geometry."""
    yield b'{"type":"FeatureCollection","features":['
    comma = b""
    for each in found:
        yield comma + json.dumps(feature(each), separators=(",", ":")).encode()
        comma = b",\n"
    yield b"]}\n"


def feature(found: Row) -> dict[str, Any]:
    has_place = found["lat"] is not None
    geometry = {"type": "Point", "coordinates": [found["lng"], found["lat"]]}
    properties = {name: value for name, value in found.items() if name not in {"lat", "lng"}}
    return {
        "type": "Feature",
        "geometry": geometry if has_place else None,
        "properties": properties,
    }


def as_parquet(found: Iterable[Row]) -> Iterator[bytes]:
    import pyarrow as pa  # noqa: PLC0415 - large, and seldom asked for
    from pyarrow import parquet  # noqa: PLC0415

    schema = pa.schema([(name, getattr(pa, kind)()) for name, kind in COLUMNS.items()])
    sink = Sink()
    with parquet.ParquetWriter(pa.PythonFile(sink, mode="w"), schema) as file:
        for some in in_batches(found):
            file.write_table(pa.Table.from_pylist(some, schema=schema))
            yield sink.take()
    yield sink.take()


def in_batches(found: Iterable[Row]) -> Iterator[list[Row]]:
    source = iter(found)
    while some := list(islice(source, BATCH)):
        yield some


class Sink(io.RawIOBase):
    """A file that is handed on as it is written."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[bytes] = []
        self.length = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.parts.append(bytes(data))
        self.length += len(self.parts[-1])
        return len(self.parts[-1])

    def tell(self) -> int:
        return self.length

    def take(self) -> bytes:
        found = b"".join(self.parts)
        self.parts.clear()
        return found
