"""Trains the encoder's two towers on photos and captions composed from what is known of them."""

import json
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from predictor.errors import HomingError
from predictor.management.arguments import add_changes, add_recipe
from predictor.recipes import read


class Command(BaseCommand):
    help = "Pretrain an encoder on captioned photos; a run that was killed goes on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_recipe(parser)
        add_changes(parser, "pretrain.epochs=20")
        parser.add_argument(
            "--out", type=Path, help="the .safetensors file; a .json is written beside it"
        )
        parser.add_argument("--json", action="store_true", help="the closing line for a script")

    def handle(self, **options: Any) -> None:
        try:
            recipe = read(options["recipe"], options["changes"])
            # torch takes seconds to import: an odd recipe is refused before.
            from predictor.fitting.pretraining import course_of, pretrain  # noqa: PLC0415
            from predictor.nn.processes import together  # noqa: PLC0415

            folder = Path(settings.DATA_DIR) / "pretraining"
            target = options["out"] or folder / f"{recipe.name}.safetensors"
            with together():
                said = pretrain(course_of(recipe), folder, target, self.progress)
        except HomingError as error:
            raise CommandError(str(error)) from error
        if said:
            self.report(target, said, as_json=options["json"])

    def progress(self, run: Any) -> Any:
        """A bar of photos with the loss; only the first of several processes shows it."""
        batch = run.sampler.batch
        bar = tqdm(
            total=run.steps * batch,
            unit="photo",
            desc="pretrain",
            disable=None if int(os.environ.get("RANK", "0")) == 0 else True,
        )

        def show(step: int, steps: int, loss: float) -> None:
            bar.set_postfix(loss=f"{loss:.3f}", refresh=False)
            bar.update(step * batch - bar.n)
            if step == steps:
                bar.close()

        return show

    def report(self, target: Path, said: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(said["scores"]))
            return
        for split, scores in said["scores"].items():
            self.stdout.write(
                "{0}: country of the nearest neighbour {neighbour_country:.1%}, from captions "
                "{zero_shot_country:.1%}, by chance {chance_country:.1%}; median "
                "{neighbour_median_km:.0f} km".format(split, **scores)
            )
        self.stdout.write(f"{target} written")
