"""The command on the real database: whole, resumable, idempotent, byte for byte the same."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from predictor.models import Photo, Region
from predictor.models.points import to_latlng
from predictor.planet.route import LENGTHS
from predictor.planet_photos import world_name
from tests.predictor.planet.conftest import provinces  # noqa: F401

ROOT = Path(__file__).parents[3]
WORLD = {"mix": "PT=1", "seed": 5, "lengths": (2, 3), "processes": 1}


@pytest.fixture
def portugal(db, provinces):  # noqa: F811
    for area, shape in provinces:
        if area.country_code == "PT":
            outline = GEOSGeometry(memoryview(shape.wkb), srid=4326)
            many = (
                outline if outline.geom_type == "MultiPolygon" else MultiPolygon(outline, srid=4326)
            )
            Region.objects.create(
                level=1, code=area.region_code, name=area.region_name, country_code="PT", geom=many
            )


def make_planet(**options):
    out = StringIO()
    call_command("make_planet", stdout=out, json=True, **WORLD | options)
    return json.loads(out.getvalue())


def stored():
    return {photo.source_id: photo.sha256 for photo in Photo.objects.all()}


def test_make_planet_stores_photos_with_their_truth(portugal):
    figures = make_planet(photos=5)

    assert figures["photos"] == figures["drawn"] == Photo.objects.count() == 5
    photo = Photo.objects.order_by("id").first()
    assert (photo.dataset, photo.source_id) == ("planet", "5/PT=1/2-3:0")
    assert (photo.licence, photo.attribution) == ("CC0-1.0", "Homing planet")
    assert photo.region.geom.contains(photo.point)
    assert (photo.facts["country"], photo.facts["drives_on"]) == ("PT", "right")
    assert 30 < to_latlng(photo.point).lat < 43


def test_make_planet_names_files_by_their_content(portugal):
    make_planet(photos=3)

    for photo in Photo.objects.all():
        content = default_storage.open(photo.file.name).read()
        assert hashlib.sha256(content).hexdigest() == photo.sha256
        assert photo.file.name == f"photos/{photo.sha256[:2]}/{photo.sha256}.jpg"
        assert content[:2] == b"\xff\xd8"


def test_make_planet_draws_the_same_bytes_again(portugal):
    make_planet(photos=4)
    first = stored()
    Photo.objects.all().delete()

    make_planet(photos=4, processes=2)

    assert stored() == first


def test_make_planet_twice_draws_nothing(portugal):
    make_planet(photos=4)

    assert make_planet(photos=4)["drawn"] == 0


def test_make_planet_draws_only_what_is_missing(portugal):
    make_planet(photos=6)
    before = stored()
    Photo.objects.filter(source_id__endswith=(":2")).delete()

    assert make_planet(photos=6)["drawn"] == 1
    assert stored() == before


def test_make_planet_grows_a_world(portugal):
    make_planet(photos=3)
    small = stored()

    assert make_planet(photos=7)["drawn"] == 4
    assert small.items() <= stored().items()


def test_make_planet_keeps_drives_in_one_split(portugal):
    make_planet(photos=12)

    drives = Photo.objects.values_list("sequence", "split").distinct()
    assert len({sequence for sequence, _ in drives}) == len(drives) > 1


def test_worlds_are_named_by_what_sets_them_apart():
    long_mix = ",".join(
        f"{code}=1" for code in ("FR", "DE", "IT", "ES", "PT", "NL", "BE", "CH", "AT")
    )

    assert world_name(7, "surface", LENGTHS) == "7"
    assert world_name(7, "FR=1", (1, 1)) == "7/FR=1/1-1"
    assert len(world_name(7, long_mix, LENGTHS)) < 20
    assert world_name(7, long_mix, LENGTHS) != world_name(7, long_mix + ",GR=1", LENGTHS)


def test_make_planet_asks_for_regions(db):
    with pytest.raises(CommandError, match="load_regions"):
        make_planet(photos=1)


def test_make_planet_refuses_a_mix_it_does_not_know(portugal):
    with pytest.raises(CommandError, match="No facts, land or towns for FR"):
        make_planet(photos=1, mix="FR=1")


def test_make_planet_says_what_it_did(portugal):
    out = StringIO()
    call_command("make_planet", stdout=out, photos=2, **WORLD)

    assert out.getvalue().startswith("2 photos in 1 countries; 2 drawn in")


def test_make_planet_writes_a_sheet_and_no_photos(portugal, tmp_path):
    out = StringIO()
    call_command("make_planet", stdout=out, sheet=tmp_path / "sheet.png", **WORLD)

    assert "one photo from each of 1 countries" in out.getvalue()
    assert not Photo.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_make_planet_goes_on_after_a_kill(portugal, settings):
    command = "make_planet --photos 40 --mix PT=1 --seed 5 --lengths 2-3 --processes 2"
    running = subprocess.Popen(
        [sys.executable, "manage.py", *command.split()],
        cwd=ROOT,
        env=os.environ | database_of_this_test() | {"HOMING_DATA": str(settings.MEDIA_ROOT.parent)},
        stderr=subprocess.DEVNULL,
    )
    wait_for(lambda: Photo.objects.count() > 0 or running.poll() is not None)
    running.send_signal(signal.SIGKILL)
    running.wait()
    killed_at = stored()

    assert 0 < len(killed_at) < 40
    assert all(default_storage.exists(photo.file.name) for photo in Photo.objects.all())
    assert make_planet(photos=40)["drawn"] == 40 - len(killed_at)
    assert killed_at.items() <= stored().items()


def database_of_this_test():
    names = {"NAME": "DATABASE_NAME", "HOST": "DATABASE_HOST", "PORT": "DATABASE_PORT"}
    given = connection.settings_dict
    return {names[key]: str(given[key]) for key in names}


def wait_for(happened, seconds=60):
    deadline = time.monotonic() + seconds
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.05)
