"""`manage.py make_checks`: photos with a known place among those that annotators look at."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from geoweb.domain.desk.wrong_labels import make_checks
from geoweb.models import CheckPhoto


class Command(BaseCommand):
    help = "Hide photos whose place is certain, with a wrong label, in the queue of the label desk."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int, help="how many more")
        parser.add_argument("--seed", type=int, default=1, help="which of them (default: 1)")

    def handle(self, **options: Any) -> None:
        made = make_checks(options["count"], seed=options["seed"])
        total = CheckPhoto.objects.count()
        self.stdout.write(f"{len(made)} checks were made; there are {total} now.")
