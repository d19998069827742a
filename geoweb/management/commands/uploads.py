"""The operator's hand on uploads: the kill switch, takedowns, how things stand."""

import re
import uuid
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count

from geoweb.domain.removal import take_down, take_down_upload
from geoweb.domain.switches import switch_uploads, uploads_switch
from geoweb.models import Upload

SHA256 = re.compile(r"[0-9a-f]{64}")


class Command(BaseCommand):
    help = "Switch uploads off and on, take photos down, or say how things stand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("status", help="open or not, and how many are in which state")
        acts.add_parser("on", help="take and answer uploads again")
        off = acts.add_parser("off", help="refuse new uploads; those that wait are kept")
        off.add_argument("--why", default="", help="a sentence that visitors see")
        down = acts.add_parser("takedown", help="delete a photo, and refuse its bytes for good")
        down.add_argument("what", help="the SHA-256 of the bytes, or the id of an upload")
        down.add_argument("--why", default="", help="for the log")

    def handle(self, *_args: Any, **options: Any) -> None:
        getattr(self, options["act"])(**options)

    def status(self, **_options: Any) -> None:
        switch = uploads_switch()
        why = f" ({switch.why})" if switch.why else ""
        self.stdout.write(f"uploads are {'on' if switch.is_on else 'off'}{why}")
        states = Upload.objects.values_list("state").annotate(Count("pk")).order_by("state")
        self.stdout.write(", ".join(f"{count} {state}" for state, count in states) or "none yet")

    def on(self, **_options: Any) -> None:
        switch_uploads(on=True)
        self.stdout.write("Uploads are on.")

    def off(self, why: str, **_options: Any) -> None:
        switch_uploads(on=False, why=why)
        self.stdout.write("Uploads are off. Those that wait are kept: manage.py uploads on")

    def takedown(self, what: str, why: str, **_options: Any) -> None:
        count = self.taken_down(what.lower(), why)
        self.stdout.write(f"{count} uploads deleted; their bytes are refused from now on.")

    def taken_down(self, what: str, why: str) -> int:
        if SHA256.fullmatch(what):
            return take_down(what, why=why)
        try:
            upload = Upload.objects.filter(public_id=uuid.UUID(what)).first()
        except ValueError:
            raise CommandError(f"{what!r} is neither a SHA-256 nor the id of an upload.") from None
        if upload is None:
            raise CommandError(f"There is no upload {what}; it may have been deleted.")
        return take_down_upload(upload, why=why)
