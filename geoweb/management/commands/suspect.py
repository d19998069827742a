"""Judges labels anew, beside the beat that does so all the time."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from geoweb.domain.bulk import locator_named
from geoweb.domain.suspecting import suspect
from predictor.errors import HomingError
from predictor.suspicion.judging import PASSES

STEPS = PASSES + 2  # reading and writing


class Command(BaseCommand):
    help = "Estimate how likely each label is wrong: those that changed, or all of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--locator", default="", help="NAME or NAME:VERSION; default: newest")
        parser.add_argument("--dataset", default="", help="only its photos, by themselves")
        parser.add_argument("--full", action="store_true", help="judge every label from nothing")

    def handle(self, *, locator: str, dataset: str, full: bool, **_: Any) -> None:
        with tqdm(total=STEPS, unit="step", desc="suspect", disable=None) as bar:

            def tell(step: str) -> None:
                bar.set_postfix_str(step)
                bar.update()

            try:
                chosen = locator_named(locator)
                run = suspect(locator=chosen, dataset=dataset, full=full, tell=tell)
            except HomingError as error:
                raise CommandError(str(error)) from error
        if run is None:
            self.stdout.write(
                "Nothing to do: no label has changed, another process is at it, or fewer than a "
                "hundred photos are embedded (manage.py embed)."
            )
            return
        self.stdout.write(
            f"{run.judged} of {run.photos} labels judged in {run.took_s:.1f} s; about "
            f"{run.share:.1%} are wrong."
        )
