"""What `make run` does before the site opens: after it, the demonstration can be played."""

from io import StringIO

import pytest
from django.core.management import call_command

from geoweb.domain.beginning import begin
from geoweb.domain.sealing import holds
from geoweb.enums import GameMode
from geoweb.management.commands.prepare import PLANET
from predictor.geodesy import LatLng
from predictor.models import Locator, Photo, Place, Prediction, Split
from predictor.models.points import to_point
from tests.geoweb.bulk.conftest import fitted, recipe, small_world
from tests.geoweb.dealt import add_account

__all__ = ["fitted", "recipe", "small_world"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def world(small_world, settings, tmp_path):
    """Whatever takes minutes is there already: regions, places, photos. No weights are sought."""
    settings.STATIC_ROOT, settings.DATA_DIR = tmp_path / "static", tmp_path
    somewhere = to_point(LatLng(45.0, 5.0))
    Place.objects.create(geoname_id=1, name="Here", country_code="AA", point=somewhere)


@pytest.fixture
def locator(fitted, world):
    Photo.objects.update(dataset=PLANET)  # the recipe was one for others
    return fitted


def prepare():
    said = StringIO()
    call_command("prepare", photos=0, stdout=said, stderr=said)
    return said.getvalue()


def played():
    return Photo.objects.filter(split=Split.TEST, dataset=PLANET)


def test_the_test_photos_are_foretold_and_no_others(locator):
    said = prepare()

    foretold = Prediction.objects.filter(locator=locator).values("photo")
    assert set(played()) == set(Photo.objects.filter(pk__in=foretold))
    assert f"games: {played().count()} photos can be played" in said
    assert f"locator: {locator} answers" in said


def test_then_a_game_is_dealt_with_sealed_guesses(locator):
    prepare()

    rounds = begin(add_account(), mode=GameMode.CLASSIC).rounds.all()

    assert len(rounds) == 5
    assert all(holds(each) and str(locator) in each.sealed for each in rounds)


def test_what_was_foretold_stays(locator):
    prepare()
    before = list(Prediction.objects.order_by("pk").values())

    prepare()

    assert list(Prediction.objects.order_by("pk").values()) == before


def test_photos_that_were_brought_wait_for_the_workers(locator):
    brought = played().first()
    Photo.objects.filter(pk=brought.pk).update(dataset="mine")

    prepare()

    assert not Prediction.objects.filter(photo=brought).exists()
    assert Prediction.objects.count() == played().count() > 0


def test_a_world_without_its_own_photos_needs_nothing(locator):
    Photo.objects.update(dataset="mine")

    assert "games:" not in prepare()
    assert Prediction.objects.count() == 0


def test_a_locator_that_cannot_be_read_leaves_the_site_open(locator):
    Locator.objects.update(checkpoint="nowhere.safetensors")

    said = prepare()

    assert "games: nothing can be played yet." in said
    assert said.endswith("static files: collected\n")
    assert Prediction.objects.count() == 0
