"""The region of each row, and a doubt about those that make sense only with exchanged numbers."""

from collections.abc import Sequence

from predictor.geodesy import LatLng
from predictor.intake.candidate import Incoming

SUSPICIOUS_TRUST = 0.5


def region_ids(points: Sequence[LatLng]) -> list[int | None]:
    return [None for _ in points]


def locate_rows(rows: Sequence[Incoming]) -> list[str]:
    """What is suspicious, per row; empty for most. A point at sea may be right: it is kept."""
    for row, region_id in zip(rows, region_ids([row.latlng for row in rows]), strict=True):
        row.region_id = region_id
    at_sea = [row for row in rows if row.region_id is None and abs(row.latlng.lng) <= 90.0]
    exchanged = region_ids([LatLng(row.latlng.lng, row.latlng.lat) for row in at_sea])
    on_land = {id(row) for row, region in zip(at_sea, exchanged, strict=True) if region}
    return [doubt(row, id(row) in on_land) for row in rows]


def doubt(row: Incoming, looks_exchanged: bool) -> str:
    if looks_exchanged:
        row.label_trust = min(row.label_trust, SUSPICIOUS_TRUST)
        return f"{row.latlng.lat}, {row.latlng.lng} is at sea, and on land when exchanged"
    return "the hemisphere was guessed" if row.label_trust < 1.0 else ""
