"""Load countries and provinces from the shipped file or any GDAL source."""

from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from predictor.boundaries.errors import BoundariesError
from predictor.boundaries.incoming import Batch, read_batch
from predictor.boundaries.presets import Preset, preset, preset_names
from predictor.boundaries.sources import read_features
from predictor.boundaries.store import save_regions

SHIPPED: Final = Path(__file__).resolve().parents[2] / "data" / "regions.geojson.gz"
STEPS: Final = 6
FIELD_OPTIONS: Final = ("code", "name", "parent", "country")


class Command(BaseCommand):
    help = (
        "Load regions from FILE (default: the shipped outlines). Replaces the countries it brings."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED, metavar="FILE")
        parser.add_argument("--preset", choices=preset_names(), default="homing")
        parser.add_argument("--layer", help="needed when the file has several")
        parser.add_argument("--level", type=int, choices=(0, 1, 2), help="0 country, 1 province")
        for field in FIELD_OPTIONS:
            parser.add_argument(f"--{field}-field", metavar="FIELD")
        parser.add_argument("--source", help="named beside each region")

    def handle(self, *, file: Path, **options: Any) -> None:
        chosen = self.chosen(options)
        with tqdm(total=STEPS, unit="step", disable=None, leave=False) as bar:
            report = self.reporter(bar)
            report("reading outlines")
            batch = self.read(file, chosen, options["level"])
            moved = save_regions(batch.regions, chosen.source, report)
        self.sum_up(batch, moved)

    def chosen(self, options: dict[str, Any]) -> Preset:
        base = preset(options["preset"], options["level"])
        if options["code_field"]:
            # Not of the shipped form: what is not named on the command line is not there.
            base = replace(base, fields=replace(base.fields, parent="", level=""))
        given = {field: options[f"{field}_field"] for field in FIELD_OPTIONS}
        fields = replace(base.fields, **{k: v for k, v in given.items() if v is not None})
        return Preset(fields, options["source"] or base.source, options["layer"] or base.layer)

    def reporter(self, bar: Any) -> Any:
        def report(step: str) -> None:
            bar.set_description(step)
            bar.update()

        return report

    def read(self, file: Path, chosen: Preset, level: int | None) -> Batch:
        # A level on the command line stands in for the field of a file that has none.
        fields = replace(chosen.fields, level="") if level is not None else chosen.fields
        if level is None and not fields.level:
            raise CommandError("This source does not say the level of its regions: add --level.")
        try:
            features = read_features(file, chosen.layer, fields.used())
        except BoundariesError as error:
            raise CommandError(str(error)) from error
        batch = read_batch(features, fields, level)
        if not batch.regions:
            raise CommandError(f"{file} holds no usable region; first: {batch.refused[0]}.")
        return batch

    def sum_up(self, batch: Batch, moved: int) -> None:
        for line in batch.refused:
            self.stderr.write(f"left out {line}")
        self.stdout.write(
            f"Loaded {len(batch.regions)} regions ({batch.repaired} repaired, "
            f"{len(batch.refused)} left out); {moved} photos changed region."
        )
