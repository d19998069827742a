"""Lists what photos of different splits share: drives, authors, pictures, ground."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from predictor.auditing import audit
from predictor.auditing.offenders import LeakError
from predictor.auditing.photos import unhashed
from predictor.auditing.tables import as_table
from predictor.management.arguments import whole


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
