"""Imports real photos with their places: a folder with EXIF, a table with images, or shards."""

import json
import os
from argparse import ArgumentParser
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from predictor.auditing import AuditReport, audit
from predictor.auditing.tables import save_offenders
from predictor.intake.columns import PRESETS, USUAL
from predictor.intake.images import Limits
from predictor.intake.importing import Import
from predictor.intake.outcome import IntakeError, Reason, Tally
from predictor.intake.pool import WorkerPool
from predictor.intake.rejects import RejectsFile
from predictor.intake.sources import Request, Source, open_source
from predictor.management.arguments import whole
from predictor.models import Photo, Split

LONGEST_DATASET = Photo._meta.get_field("dataset").max_length or 0  # noqa: SLF001 - public API
# From that share on, exchanged columns are likelier than a few bad rows.
MANY_SWAPPED = 0.05


class Command(BaseCommand):
    help = "Import photos: a folder with EXIF, a CSV with or without images, webdataset shards."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", help="a folder, a table, or shards (also 'x-{000..009}.tar')")
        parser.add_argument("--dataset", help="its name here; default: that of the path")
        parser.add_argument("--preset", choices=sorted(PRESETS), default="", help="known columns")
        parser.add_argument("--images", type=Path, help="folder of a table's images")
        parser.add_argument("--metadata-only", action="store_true", help="rows without images")
        parser.add_argument("--split", choices=["auto", *Split.values], default="auto")
        parser.add_argument("--licence", default="", help="where the source says none")
        parser.add_argument("--attribution", default="", help="where the source says none")
        parser.add_argument("--limit", type=whole(1, 10**9), help="stop after so many photos")
        parser.add_argument("--rejects", type=Path, help="default: DATASET-rejects.csv here")
        parser.add_argument("--json", action="store_true", help="counts for a script")
        cores = len(os.sched_getaffinity(0))
        parser.add_argument("--processes", type=whole(1, 256), default=cores)
        parser.add_argument("--longest-side", type=whole(64, 16_384), default=1280, help="pixels")
        parser.add_argument("--most-megapixels", type=whole(1, 170), default=100)
        for meaning in USUAL:
            parser.add_argument(f"--{meaning}-column", default="", help=f"holds the {meaning}")

    def handle(self, **options: Any) -> None:
        try:
            source = open_source(as_request(options))
            dataset = dataset_name(options["dataset"] or source.name)
            rejects = options["rejects"] or Path(f"{dataset}-rejects.csv")
            with RejectsFile(rejects) as rejects_file:
                tally = run(source, dataset, rejects_file, options)
        except IntakeError as error:
            raise CommandError(str(error)) from error
        audited = audit([dataset])
        offenders = rejects.with_name(f"{dataset}-offenders.csv")
        if audited.offenders:
            save_offenders(audited, offenders)
        if options["json"]:
            said = {
                "rejects": str(rejects) if rejects_file.count else "",
                "across_splits": audited.counts,
                "offenders": str(offenders) if audited.offenders else "",
            }
            self.stdout.write(json.dumps(tally.as_dict() | said))
            return
        self.report(tally, rejects_file)
        if audited.offenders:
            self.stdout.write(f"across splits: {shared(audited)}; see {offenders}")

    def report(self, tally: Tally, rejects: RejectsFile) -> None:
        self.stdout.write(tally.as_line() + (f"; see {rejects.path}" if rejects.count else ""))
        if tally.rejected[Reason.SWAPPED] > MANY_SWAPPED * tally.seen:
            self.stderr.write(
                "Many rows look exchanged: try --lat-column and --lng-column the other way round."
            )


def shared(audited: AuditReport) -> str:
    return ", ".join(f"{n} {kind}" for kind, n in audited.counts.items() if n)


def as_request(options: dict[str, Any]) -> Request:
    chosen = {meaning: options[f"{meaning}_column"] for meaning in USUAL}
    return Request(
        options["path"], options["preset"], chosen, options["images"], options["metadata_only"]
    )


def dataset_name(name: str) -> str:
    if not 0 < len(name) <= LONGEST_DATASET or not name.isprintable() or "/" in name:
        raise IntakeError(
            f"{name!r} cannot name a dataset: give up to {LONGEST_DATASET} printable characters "
            "without / by --dataset."
        )
    return name


def run(source: Source, dataset: str, rejects: RejectsFile, options: dict[str, Any]) -> Tally:
    items = islice(source.items, options["limit"])
    total = min(source.total, options["limit"] or source.total) if source.total else None
    limits = Limits(options["longest_side"], options["most_megapixels"] * 1_000_000)
    forced = "" if options["split"] == "auto" else options["split"]
    said = (forced, options["licence"], options["attribution"])
    with tqdm(total=total, unit="photo", desc=dataset, disable=None) as bar:
        if options["metadata_only"]:
            return Import(dataset, rejects, None, *said, on_progress=bar.update).run(items)
        with WorkerPool(options["processes"], limits) as pool:
            return Import(dataset, rejects, pool, *said, on_progress=bar.update).run(items)
