"""Lists what photos of different splits share: drives, authors, pictures, ground."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from predictor.auditing import AuditReport, Offender, audit
from predictor.auditing.offenders import LeakError
from predictor.auditing.photos import unhashed
from predictor.management.arguments import whole

SHOWN_PHOTOS = 4  # of a long drive; --json lists them all


class Command(BaseCommand):
    help = "Check that no drive, author, picture or ground is shared by two splits."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("datasets", nargs="*", help="default: all located photos")
        parser.add_argument("--most", type=whole(0, 10**6), default=50, help="rows to show")
        parser.add_argument("--json", action="store_true", help="everything, for a script")

    def handle(self, **options: Any) -> None:
        datasets = options["datasets"]
        with tqdm(total=len(unhashed(datasets)), unit="photo", desc="hashes", disable=None) as bar:
            report = audit(datasets, bar.update)
        if not sum(report.photos.values()):
            raise CommandError(f"No located photos in {', '.join(datasets) or 'the database'}.")
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict()))
        else:
            self.stdout.write("\n".join(as_table(report, options["most"])))
        try:
            report.refuse_leaks()
        except LeakError as error:
            raise CommandError(str(error)) from error


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
