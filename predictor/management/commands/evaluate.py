"""How right a published locator is over the photos of a split, beside controls."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from predictor.errors import HomingError
from predictor.evaluation import Evaluation, evaluate, find_locator
from predictor.evaluation.locators import parse_name, photos_of
from predictor.evaluation.seam import Answer, Place
from predictor.evaluation.tables import as_text, save_rows
from predictor.management.arguments import whole
from predictor.models import Locator, Split


class Command(BaseCommand):
    help = "Measure a locator: distances, points, regions, calibration, each with its interval."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("recipe", help="name of a recipe that was fitted")
        parser.add_argument("--locator-version", type=whole(1, 10**9), help="default: published")
        parser.add_argument("--split", choices=Split.values, default=Split.TEST.value)
        parser.add_argument("--against", help="another locator, NAME or NAME:VERSION")
        parser.add_argument("--views", type=int, choices=[1, 4], default=1, help="photos a place")
        parser.add_argument("--save", type=Path, help="a CSV with a row for every answer")
        parser.add_argument(
            "--no-neighbour",
            action="store_true",
            help="leave out the nearest neighbour, which looks at every photo again",
        )
        parser.add_argument("--json", action="store_true", help="the tables for a script")

    def handle(self, **options: Any) -> None:
        try:
            evaluation = run(options)
            if options["save"]:
                save_rows(evaluation, options["save"])
        except HomingError as error:
            raise CommandError(str(error)) from error
        said = json.dumps(evaluation.as_dict()) if options["json"] else as_text(evaluation)
        self.stdout.write(said)


def run(options: dict[str, Any]) -> Evaluation:
    locator = find_locator(options["recipe"], options["locator_version"])
    rival = find_locator(*parse_name(options["against"])) if options["against"] else None
    with tqdm(unit="photo", desc=options["recipe"], disable=None) as bar:
        bar.total = photos_of(locator, options["split"]).count() * (2 if rival else 1)
        return evaluate(
            locator,
            options["split"],
            locate,
            views=options["views"],
            against=rival,
            embed=None if options["no_neighbour"] else embed,
            on_progress=bar.update,
        )


def locate(places: Sequence[Place], locator: Locator) -> Sequence[Answer | None]:
    """Imported when something is to be asked: kept answers are measured without a model."""
    answers: Sequence[Answer | None] = import_module("predictor.locate").locate(places, locator)
    return answers


def embed(places: Sequence[Place], locator: Locator) -> np.ndarray:
    embeddings_ND: np.ndarray = import_module("predictor.locate").embed(places, locator)
    return embeddings_ND
