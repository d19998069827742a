"""Make a key of the API for somebody."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from geoweb.domain.tokens import issue_token
from geoweb.models import User


class Command(BaseCommand):
    help = "Make a key of the API for a user and print it, once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--days", type=int, default=settings.API_TOKEN_DAYS)
        parser.add_argument("--note", default="", help="what it is for")

    def handle(self, *, username: str, days: int, note: str, **_: Any) -> None:
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(
                f"There is no active user {username!r}. Make one: manage.py createsuperuser"
            )
        if days < 1:
            raise CommandError(f"--days {days}: a key lives for at least one day.")
        key, token = issue_token(user=user, note=note, days=days)
        self.stdout.write(key)
        self.stderr.write(f"token: for {user}, until {token.expires_at:%Y-%m-%d %H:%M} UTC")
