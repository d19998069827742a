"""Imports that are killed, and imports that run at once, against the database of the tests."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from predictor.models import Photo
from tests.predictor.intake.pictures import fill

ROOT = Path(__file__).parents[3]
DATASET = "resuming"
PHOTOS = 120


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """Rows that other processes see; only those of one dataset are written and removed."""
    with django_db_blocker.unblock():
        yield connection.settings_dict["NAME"]
        Photo.objects.filter(dataset=DATASET).delete()
        connection.close()


@pytest.fixture
def begin(committed, tmp_path):
    """Starts an import of its own process, one worker each, on a folder of photos."""
    places = [(10 + n / 10, 20 + n / 10) for n in range(PHOTOS)]
    for number, path in enumerate(fill(tmp_path / "trip", places)):
        path.rename(path.with_name(f"{number % 7} {path.name}"))
    environment = os.environ | {"DATABASE_NAME": committed, "HOMING_DATA": str(tmp_path / "data")}
    command = [sys.executable, "manage.py", "import_photos", str(tmp_path / "trip"), "--json"]
    options = ["--dataset", DATASET, "--processes", "1", "--rejects", str(tmp_path / "rejects")]

    def begin():
        return subprocess.Popen(
            [*command, *options], cwd=ROOT, env=environment, stdout=-1, stderr=-1, text=True
        )

    return begin


def finished(process):
    out, error = process.communicate(timeout=120)
    assert process.returncode == 0, error
    return json.loads(out)


def stored(folder):
    return set((folder / "data" / "media" / "photos").glob("??/*.jpg"))


def wait_until(condition, process):
    while process.poll() is None and not condition():
        time.sleep(0.01)


def test_a_killed_import_goes_on_where_it_stopped(begin, tmp_path):
    process = begin()
    wait_until(lambda: len(stored(tmp_path)) > 80, process)
    process.send_signal(signal.SIGKILL)
    process.communicate()

    rows = Photo.objects.filter(dataset=DATASET)
    assert 0 < rows.count() < PHOTOS
    files = {Path(name).name for name in rows.values_list("file", flat=True)}
    assert files <= {path.name for path in stored(tmp_path)}
    counts = finished(begin())

    assert counts["imported"] + counts["duplicate"] == PHOTOS
    assert Photo.objects.filter(dataset=DATASET).count() == PHOTOS
    assert len(stored(tmp_path)) == PHOTOS


def test_two_imports_at_once_share_the_photos(begin):
    counts = [finished(process) for process in (begin(), begin())]

    assert sum(count["imported"] for count in counts) == PHOTOS
    assert sum(count["duplicate"] for count in counts) == PHOTOS
    assert Photo.objects.filter(dataset=DATASET).count() == PHOTOS


def test_a_killed_import_leaves_no_worker(begin, tmp_path):
    process = begin()
    wait_until(lambda: stored(tmp_path), process)
    workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    process.send_signal(signal.SIGKILL)
    process.communicate()

    assert workers
    for _ in range(200):
        alive = [pid for pid in workers if is_running(pid)]
        if not alive:
            break
        time.sleep(0.05)
    assert not alive


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False
