"""Offenders as lines of text and as a file."""

import csv
import io
from pathlib import Path
from typing import Final

from predictor.auditing.offenders import UNITS, AuditReport, Offender
from predictor.whole_files import write_whole

SHOWN_PHOTOS: Final = 4  # of a long drive; the file and --json list them all
COLUMNS: Final = ("kind", "is_leak", "name", "splits", "photo_ids", "distance", "unit")


def as_table(report: AuditReport, most: int) -> list[str]:
    lines = [as_line(offender) for offender in report.offenders[:most]]
    if len(report.offenders) > most:
        lines.append(f"... and {len(report.offenders) - most} more: --most or --json shows them")
    photos = ", ".join(f"{n} {split}" for split, n in report.photos.items())
    found = ", ".join(f"{n} {kind}" for kind, n in report.counts.items())
    lines.append(f"{photos} photos; {report.unhashed} without a picture; across splits: {found}")
    return lines


def as_line(offender: Offender) -> str:
    pairs = list(zip(offender.splits, offender.photo_ids, strict=True))
    photos = ", ".join(f"{split} {photo_id}" for split, photo_id in pairs[:SHOWN_PHOTOS])
    more = f", {len(pairs) - SHOWN_PHOTOS} more" if len(pairs) > SHOWN_PHOTOS else ""
    distance = f"{offender.distance:g}" if offender.distance is not None else ""
    return f"{offender.kind:<16}  {distance:>6}  {photos}{more}  {offender.name}".rstrip()


def save_offenders(report: AuditReport, path: Path) -> None:
    """One row an offender; its photos and their splits stand in one order."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for each in report.offenders:
        listed = (" ".join(each.splits), " ".join(map(str, each.photo_ids)))
        distance = "" if each.distance is None else each.distance
        unit = UNITS.get(each.kind, "")
        writer.writerow([each.kind, each.is_leak, each.name, *listed, distance, unit])
    write_whole(path, out.getvalue().encode())
