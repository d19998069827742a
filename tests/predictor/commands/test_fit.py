"""The command: a plan, one line for whoever asks the impossible, and kill -9 in every stage."""

import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from predictor.management.locking import alone
from predictor.models import Locator, Reference
from tests.predictor.commands.test_make_planet import database_of_this_test, wait_for
from tests.predictor.fitting.small_world import CHANGES, make_photos, make_regions

ROOT = Path(__file__).parents[3]
# Folders, each made when its stage has its first result.
STAGES = ("cells", "embeddings", "checkpoints")


@pytest.fixture
def world(db):
    make_regions()
    make_photos()


@pytest.fixture
def data(settings):
    settings.DATA_DIR = Path(settings.MEDIA_ROOT).parent
    return settings.DATA_DIR


def fit(*arguments):
    out = StringIO()
    call_command("fit", "pigeon", *arguments, *options(), stdout=out)
    return out.getvalue()


def options():
    return [part for change in CHANGES for part in ("--set", change)]


def test_fit_shows_its_plan_and_does_nothing(world, data):
    said = fit("--dry-run")

    assert [line.split()[0] for line in said.splitlines()] == [
        "cells",
        "embeddings",
        "head",
        "locator",
    ]
    assert not Locator.objects.exists()
    assert not (data / "fits").exists()


def test_fit_without_regions_says_how_to_load_them(db, data):
    make_photos()

    with pytest.raises(CommandError, match=r"Run: manage\.py load_regions"):
        fit()


def test_fit_without_photos_says_where_they_come_from(db, data):
    with pytest.raises(CommandError, match="Run make_planet or import_photos"):
        fit()


def test_fit_of_an_odd_recipe_is_one_line(db, data):
    with pytest.raises(CommandError, match=r"Did you mean cells\.min_photos\?"):
        call_command("fit", "pigeon", "--set", "cells.min_photo=3")


def test_two_fits_do_not_run_at_once(world, data):
    with alone(data / "fits"), pytest.raises(CommandError, match="Another fit is running"):
        fit()


@pytest.mark.django_db(transaction=True)
def test_a_fit_killed_in_every_stage_goes_on(data):
    make_regions()
    make_photos()
    for stage in STAGES:
        kill_when((data / "fits" / stage).exists, data)
        assert not Locator.objects.filter(state="published").exists()
    kill_when(Locator.objects.exists, data)

    said = fit()

    locator = Locator.objects.get(state="published")
    assert "is published" in said
    assert Reference.objects.filter(locator=locator).count() == 36
    assert Locator.objects.count() == 1


def kill_when(happened, data):
    running = subprocess.Popen(
        [sys.executable, "manage.py", "fit", "pigeon", *options()],
        cwd=ROOT,
        env=os.environ | database_of_this_test() | {"HOMING_DATA": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for(lambda: happened() or running.poll() is not None, seconds=120)
    running.send_signal(signal.SIGKILL)
    _, errors = running.communicate()
    assert "Traceback" not in errors
