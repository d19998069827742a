"""Fits a recipe with one part changed at a time and says what each part is worth."""

import json
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from predictor.errors import HomingError
from predictor.evaluation.ablation import VARIANTS, Row, Variant, as_markdown, rows
from predictor.management.arguments import add_recipe
from predictor.management.locking import alone
from predictor.models import Locator, Split
from predictor.recipes import read

KNOWN = ", ".join(variant.name for variant in VARIANTS)


class Command(BaseCommand):
    help = "Compare a recipe with variants of itself; they stay drafts, nobody is answered by them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_recipe(parser)
        parser.add_argument("--split", choices=Split.values, default=Split.TEST.value)
        parser.add_argument("--only", default="", help=f"some of {KNOWN}")
        parser.add_argument("--save", type=Path, help="write the Markdown table here too")
        parser.add_argument("--json", action="store_true", help="the figures for a script")

    def handle(self, **options: Any) -> None:
        try:
            variants = chosen(options["only"])
            with alone(Path(settings.DATA_DIR) / "fits"):
                base, found = self.compared(options["recipe"], variants, options["split"])
        except HomingError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps([row.as_dict() for row in found]))
            return
        table = as_markdown(found, base)
        if options["save"]:
            options["save"].write_text(table + "\n", encoding="utf-8")
        self.stdout.write(table)

    def compared(
        self, recipe: str, variants: list[Variant], split: str
    ) -> tuple[Locator, list[Row]]:
        from predictor.locate import locate  # noqa: PLC0415  # torch comes with it

        base = self.fitted(recipe, "", ())
        whole = read(recipe)
        fitted = [
            (each, self.fitted(recipe, each.name, each.changes))
            for each in variants
            if read(recipe, each.changes) != whole  # nothing would change
        ]
        return base, list(rows(base, fitted, split, locate))

    def fitted(self, name: str, variant: str, changes: tuple[str, ...]) -> Locator:
        """The recipe itself keeps its name: where it is published, it is not fitted again."""
        from predictor.fitting.fit import fit, job_of  # noqa: PLC0415  # torch comes with it

        recipe = read(name, changes)
        if variant:
            recipe = replace(recipe, name=f"{recipe.name}-{variant}")
        self.stderr.write(f"{recipe.name}:")
        job = job_of(recipe, Path(settings.DATA_DIR) / "fits")
        return fit(job, self.stderr.write, publish=False)


def chosen(only: str) -> list[Variant]:
    wanted = [name.strip() for name in only.split(",") if name.strip()]
    if strangers := sorted(set(wanted) - {variant.name for variant in VARIANTS}):
        raise CommandError(f"No variant is called {', '.join(strangers)}. Known are {KNOWN}.")
    return [variant for variant in VARIANTS if not wanted or variant.name in wanted]
