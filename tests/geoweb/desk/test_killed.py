"""A process is killed in the middle of a correction: the label is the old one or the new one."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection, transaction

from geoweb.domain.desk.following import follow
from geoweb.models import Guess, LabelEvent, Proposal, Round
from predictor.models import DatasetVersion, Photo, Reference, StaleReference
from predictor.models.points import to_latlng
from tests.geoweb.dealt import add_account, add_playable
from tests.geoweb.desk.at_desk import LILLE, PARIS, add_worker, say
from tests.geoweb.desk.games import play_all

pytestmark = pytest.mark.django_db(transaction=True)
PROGRAM = """
import sys, django
django.setup()
from django.conf import settings
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[1]
from tests.geoweb.desk.at_desk import say
from geoweb.models import User
from predictor.geodesy import LatLng
from predictor.models import Photo
say(Photo.objects.get(pk=int(sys.argv[2])), User.objects.get(username="bob"), LatLng(50.63, 3.06))
"""
FOLLOW = """
import sys, django
django.setup()
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[1]
from geoweb.domain.desk.following import follow
follow()
"""
# Each table is written at another step; whoever waits for its lock has done the steps before.
STEPS = [
    "geoweb_proposal", "predictor_photo", "geoweb_labelevent", "predictor_stalereference",
    "geoweb_guess", "geoweb_result", "geoweb_flag",
]  # fmt: skip


@pytest.fixture
def waiting():
    """A photo in play that one annotator has moved; the other is about to agree."""
    photo = add_playable(8)[0]
    play_all(add_account("player"))
    say(photo, add_worker("ann"), LILLE)
    add_worker("bob")
    return photo


def state(photo):
    found = Photo.objects.get(pk=photo.pk)
    return (
        to_latlng(found.point),
        LabelEvent.objects.count(),
        DatasetVersion.objects.count(),
        StaleReference.objects.count(),
        sorted(Proposal.objects.values_list("state", flat=True)),
        sorted(Guess.objects.values_list("pk", "distance_km", "score")),
        sorted(Round.objects.values_list("pk", "game__points")),
    )


def killed_at(table, program, *arguments):
    """Starts it while the table is locked, waits until it waits there, and kills it."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "geoweb.settings"}
    name = connection.settings_dict["NAME"]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
        process = subprocess.Popen(
            [sys.executable, "-c", program, name, *map(str, arguments)], env=environment
        )
        while not somebody_waits(cursor):
            assert process.poll() is None, f"{table} was never waited for"
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()


def somebody_waits(cursor):
    cursor.execute(
        "SELECT EXISTS (SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database"
        " WHERE NOT granted AND datname = current_database())"
    )
    return cursor.fetchone()[0]


def gone(cursor_s=10):
    """Until the server has seen that the killed process is gone."""
    deadline = time.monotonic() + cursor_s
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
            )
            if cursor.fetchone()[0] == 0:
                return
            time.sleep(0.02)
    raise AssertionError("Somebody still holds a transaction.")


@pytest.mark.parametrize("table", STEPS)
def test_killed_correction_leaves_the_old_label(waiting, table):
    before = state(waiting)

    killed_at(table, PROGRAM, waiting.pk)
    gone()

    assert state(waiting) == before
    bob = Proposal.annotator.field.related_model.objects.get(username="bob")
    say(waiting, bob, LILLE)  # and nothing stands in the way of doing it again
    assert state(waiting)[0] == LILLE
    assert state(waiting)[1:4] == (1, 1, 1)


@pytest.mark.parametrize(
    "table", ["predictor_stalereference", "geoweb_result", "geoweb_boardrefresh"]
)
def test_killed_follower_leaves_the_rows_for_the_next(waiting, table):
    say(waiting, add_worker("cy"), LILLE)

    killed_at(table, FOLLOW)
    gone()

    follow()
    assert not StaleReference.objects.exists()
    assert Reference.objects.count() == 0
    assert state(waiting)[0] == LILLE
    assert PARIS != LILLE
