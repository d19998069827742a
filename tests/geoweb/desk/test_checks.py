"""Which photos may be checks, and that they are shown as suspicion would show them."""

from io import StringIO

import pytest
from django.core.management import call_command

from geoweb.domain.desk.checks import LEAST_KM, PoorCheck, candidates, make_check
from geoweb.domain.reports import report
from geoweb.enums import FlagReason
from geoweb.models import CheckPhoto
from predictor.geodesy import LatLng, distance_km
from predictor.models import Photo, Split
from predictor.models.points import to_latlng
from tests.album import add_photo
from tests.geoweb.desk.at_desk import LYON, PARIS, SYDNEY, add_square, add_suspect, suspect
from tests.geoweb.sent import add_player

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("split", [Split.TRAIN, Split.TEST])
def test_photo_that_anyone_can_look_up_is_no_check(split):
    photo = add_photo("public", split=split)

    with pytest.raises(PoorCheck):
        make_check(photo, SYDNEY)


def test_doubtful_photos_are_no_checks():
    add_suspect("suspected", score=0.3, split=Split.TUNE)
    reported = add_photo("reported", split=Split.TUNE)
    report(reported, add_player(), FlagReason.WRONG_PLACE)
    add_photo("untrusted", split=Split.TUNE, label_trust=0.5)
    good = add_photo("good", split=Split.TUNE)

    assert list(candidates()) == [good]


def test_wrong_label_near_the_right_one_is_no_check():
    with pytest.raises(PoorCheck):
        make_check(add_photo("near", split=Split.TUNE), LatLng(LYON.lat + 0.5, LYON.lng))


def test_check_carries_what_the_wrong_label_would():
    australia = add_square("AU", "Australia", SYDNEY)
    photo = add_photo("check", split=Split.TUNE)
    kinds = [("swap", PARIS), ("locator", LYON)]
    kept = [{"kind": kind, "lat": at.lat, "lng": at.lng, "share": 0.5} for kind, at in kinds]
    suspect(photo, score=0, hypotheses=kept)

    made = make_check(photo, SYDNEY)

    assert made.shown_region == australia
    assert [(each["kind"], each["lat"]) for each in made.hypotheses] == [
        ("sign", 33.87), ("sign", -33.87), ("locator", LYON.lat),
    ]  # fmt: skip
    assert made.reasons[0]["km"] > 10_000
    assert Photo.objects.get().point == photo.point


def test_checks_are_made_far_from_the_truth():
    add_suspect("elsewhere", place=SYDNEY)
    photos = [add_photo(f"tune {n}", split=Split.TUNE) for n in range(6)]

    call_command("make_checks", "4", stdout=StringIO())
    call_command("make_checks", "40", stdout=StringIO())

    checks = CheckPhoto.objects.select_related("photo")
    assert {each.photo for each in checks} == set(photos)
    for each in checks:
        assert distance_km(to_latlng(each.shown_point), LYON) >= LEAST_KM
