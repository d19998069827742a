"""Uploads from POST to answer through real gunicorn, Celery, Redis and PostgreSQL.

Beside it, in the same run: batches of one, and one process that has only the files.
"""

import sys
from collections.abc import Iterator
from json import loads
from pathlib import Path
from typing import Any

from tests.bench.figure import Figure
from tests.bench.site import python, site
from tests.faults.house import House, children, until

PHOTOS, CLIENTS, LONE = 400, 32, 40
BATCH = 16
FREELY = {
    "UPLOADS_PER_PLAYER_DAY": 1_000_000,
    "UPLOADS_PER_ADDRESS_HOUR": 1_000_000,
    "API_ADDRESS_PER_MINUTE": 1_000_000,
    "API_USER_PER_MINUTE": 1_000_000,
}
COPY = """
import django, shutil, sys
django.setup()
from django.core.files.storage import default_storage
from predictor.models import Photo
shown = Photo.objects.filter(dataset="planet").exclude(split="test").order_by("id")
for photo in shown[:int(sys.argv[2])]:
    shutil.copy(default_storage.path(photo.file.name), sys.argv[1])
"""
TOKEN = """
import django, uuid
django.setup()
from geoweb.domain.tokens import issue_token
from geoweb.models import User
print(issue_token(user=User.objects.create(username=uuid.uuid4().hex))[0])
"""
FORGET = """
import django
django.setup()
from geoweb.domain.removal import delete_all
from geoweb.models import Upload
delete_all(Upload.objects.all())
"""


def run() -> Iterator[Figure]:
    with site(**FREELY) as house:
        yield from measure(house, pictures(house, house.data / "pictures"))


def pictures(house: House, folder: Path) -> Path:
    folder.mkdir()
    python(house, COPY, str(folder), str(PHOTOS))
    return folder


def measure(house: House, folder: Path) -> Iterator[Figure]:
    alone = float(house.run(sys.executable, "-m", "tests.bench.uploads_alone", folder, str(BATCH)))
    house.start_web()
    yield Figure("uploads.alone_per_s", round(alone, 1), "photos/s", PHOTOS, "")
    together = crowd(house, folder, BATCH)
    yield from figures("uploads.", together)
    share = PHOTOS / together["took_s"] / alone
    yield Figure("uploads.share", round(share, 3), "", PHOTOS, ">= 0.6")
    yield from figures("uploads.single_", crowd(house, folder, 1))
    lone = crowd(house, folder, BATCH, clients=1, count=LONE)["waits_s"]
    yield Figure("uploads.lone_p50_s", round(quantile(lone, 0.5), 3), "s", LONE, "")
    yield Figure("uploads.lone_p95_s", round(quantile(lone, 0.95), 3), "s", LONE, "<= 1.0")


def crowd(
    house: House, folder: Path, batch: int, clients: int = CLIENTS, count: int = PHOTOS
) -> Any:
    """A player of its own each time: what the same one sent before is not looked at again."""
    house.environment["UPLOAD_BATCH"] = str(batch)
    house.start_worker()
    assert until(lambda: any(map(is_warm, children(house.pid("worker"))))), house.log("worker")
    token = python(house, TOKEN).strip()
    ask = [sys.executable, "-m", "tests.bench.uploads_crowd", str(house.port), token]
    house.run(*ask, str(folder), "4", "16")
    ask[4] = python(house, TOKEN).strip()
    measured = loads(house.run(*ask, str(folder), str(clients), str(count)))
    house.kill("worker")
    python(house, FORGET)
    return measured


def is_warm(pid: int) -> bool:
    """Its decoders are there, and then its model."""
    return bool(children(pid))


def figures(prefix: str, measured: Any) -> Iterator[Figure]:
    waits_s = measured["waits_s"]
    per_s = len(waits_s) / measured["took_s"]
    yield Figure(f"{prefix}per_s", round(per_s, 1), "uploads/s", len(waits_s), "")
    yield Figure(f"{prefix}p50_s", round(quantile(waits_s, 0.5), 3), "s", len(waits_s), "")
    yield Figure(f"{prefix}p95_s", round(quantile(waits_s, 0.95), 3), "s", len(waits_s), "")


def quantile(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
