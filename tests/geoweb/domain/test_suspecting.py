"""Suspicions as rows: all of them, then those whose evidence changed, to the same numbers."""

import numpy as np
import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geoweb.domain.suspecting import crowds, mark_stale, stale_ids, suspect
from geoweb.domain.suspicion_words import in_words
from geoweb.enums import FlagReason, SuspicionReason
from geoweb.models import Flag, Suspicion, SuspicionRun
from predictor.geodesy import LatLng, distance_km
from predictor.labelled_rows import ground_of, labelled_rows
from predictor.models import Photo
from predictor.models.points import to_latlng
from predictor.suspicion.reasons import REASONS
from tests.geoweb.judged import add_little_world, guess, move

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch):
    """No regions are loaded: all of the little planet is land."""
    monkeypatch.setattr(
        "geoweb.domain.suspecting.land", lambda: lambda latlng: np.ones(len(latlng), bool)
    )
    return add_little_world()


def scores():
    return dict(Suspicion.objects.values_list("photo", "score"))


def test_every_embedded_photo_has_a_suspicion(world):
    locator, photos = world

    run = suspect()

    assert (run.is_full, run.judged, run.photos) == (True, 239, 239)
    assert set(scores()) == {photo.pk for photo in photos}
    assert set(Suspicion.objects.values_list("locator", flat=True)) == {locator.pk}


def test_where_nothing_changed_nothing_is_done(world):
    suspect()
    assert suspect() is None
    assert SuspicionRun.objects.count() == 1


def test_a_moved_label_is_judged_again_and_doubted(world):
    _, photos = world
    suspect()
    before = scores()
    move(photos[5], -photos[5].point.y, photos[5].point.x + (90 if photos[5].point.x < 0 else -90))

    run = suspect()

    after = scores()
    assert (run.is_full, run.judged) == (False, 1)
    assert after[photos[5].pk] > max(0.3, 5 * before[photos[5].pk])
    assert {pk for pk in after if after[pk] != before[pk]} == {photos[5].pk}


def test_doubted_labels_say_why_and_where_else(world):
    _, photos = world
    truth = to_latlng(photos[5].point)
    move(photos[5], -photos[5].point.y, photos[5].point.x + (90 if photos[5].point.x < 0 else -90))
    suspect()

    row = Suspicion.objects.get(photo=photos[5])

    assert row.reasons
    assert all(isinstance(words, str) and "%(" not in words for words in in_words(row.reasons))
    nearest = min(distance_km(LatLng(pin["lat"], pin["lng"]), truth) for pin in row.hypotheses)
    assert nearest < 300


def test_incremental_scores_are_those_of_all_judged_by_the_same_measure(world, monkeypatch):
    _, photos = world
    suspect()
    for photo in photos[:7]:
        move(photo, -photo.point.y, photo.point.x)
    suspect()
    some = scores()
    mark_stale([photo.pk for photo in photos])
    Suspicion.objects.filter(photo__in=photos[7:]).update(is_stale=False)

    Suspicion.objects.filter(photo__in=photos[:7]).update(score=0.0)
    suspect()

    again = scores()
    assert [again[photo.pk] for photo in photos] == pytest.approx(
        [some[photo.pk] for photo in photos], abs=1e-9
    )


def test_a_report_makes_a_label_stale_and_its_end_clears_it(world):
    locator, photos = world
    suspect()
    before = scores()[photos[3].pk]
    flag = Flag.objects.create(photo=photos[3], reason=FlagReason.WRONG_PLACE)
    assert stale_ids(locator, "") == [photos[3].pk]
    suspect()
    assert scores()[photos[3].pk] > before
    assert "1 player" in " ".join(in_words(Suspicion.objects.get(photo=photos[3]).reasons))

    flag.state = "dismissed"
    flag.save()
    suspect()

    assert scores()[photos[3].pk] == pytest.approx(before, abs=1e-9)


def test_reports_of_other_things_are_no_evidence(world):
    locator, photos = world
    suspect()
    Flag.objects.create(photo=photos[3], reason=FlagReason.PERSON)
    assert stale_ids(locator, "") == []


def test_a_tight_crowd_elsewhere_is_evidence(world):
    locator, photos = world
    suspect()
    before = scores()[photos[9].pk]
    elsewhere = LatLng(-photos[9].point.y, -photos[9].point.x / 2)
    guess(photos[9], [LatLng(elsewhere.lat, elsewhere.lng + n / 10) for n in range(5)])
    assert stale_ids(locator, "") == [photos[9].pk]

    suspect()

    assert scores()[photos[9].pk] > before
    reasons = Suspicion.objects.get(photo=photos[9]).reasons
    assert "crowd" in [each["reason"] for each in reasons]


def test_four_people_are_no_crowd(world):
    locator, photos = world
    suspect()
    guess(photos[9], [LatLng(0.0, n) for n in range(4)])
    assert stale_ids(locator, "") == []
    assert crowds() == []


def test_new_photos_are_judged_when_they_are_embedded(world):
    locator, photos = world
    suspect()
    Suspicion.objects.filter(photo__in=photos[:4]).delete()
    assert stale_ids(locator, "") == [photo.pk for photo in photos[:4]]
    assert suspect().judged == 4


def test_uploads_without_a_split_are_left_alone(world):
    locator, photos = world
    Photo.objects.filter(pk=photos[0].pk).update(point=None, split=None)
    assert photos[0].pk not in stale_ids(locator, "")
    assert photos[0].pk not in labelled_rows(locator).ids_N


def test_only_the_dataset_asked_for_is_judged(world):
    assert suspect(dataset="other") is None
    assert suspect(dataset="little").judged == 239


def test_few_photos_teach_nothing(world):
    Photo.objects.exclude(pk__in=[photo.pk for photo in world[1][:50]]).delete()
    assert suspect() is None


def test_arrays_say_what_the_rows_say(world):
    locator, photos = world
    Photo.objects.filter(pk=photos[1].pk).update(facts={"exif_lat": 1.5, "exif_lng": -2.0})
    found = labelled_rows(locator)
    for row in (0, 1, 200):
        photo = Photo.objects.get(pk=found.ids_N[row])
        assert found.latlng_N2[row].tolist() == [photo.point.y, photo.point.x]
        same = found.group_N == found.group_N[row]
        drive = Photo.objects.filter(sequence=photo.sequence)
        assert same.sum() == drive.count()
        assert len(set(found.fold_N[same])) == 1
    assert found.exif_N2[1].tolist() == [1.5, -2.0]
    assert np.isnan(found.exif_N2[0]).all()
    assert len(ground_of(locator).cells_C2) == 24


def test_queries_do_not_grow_with_what_is_stale(world):
    _, photos = world
    suspect()
    counts = []
    for stale in (photos[:2], photos[:40]):
        mark_stale([photo.pk for photo in stale])
        with CaptureQueriesContext(
            connection,
        ) as seen:
            suspect()
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_every_reason_has_words():
    assert set(REASONS) == set(SuspicionReason.values)
    detail = {"km": 12.3, "usual_km": 5, "percent": 0.5, "spread_km": 3, "reports": 2, "others": 3}
    for reason in SuspicionReason:
        (words,) = in_words([{"reason": reason.value, "weight": 1.0, **detail}])
        assert words
        assert "%(" not in words
        assert in_words([{"reason": reason.value, "weight": 1.0}])


def test_the_command_says_what_was_judged(world, capsys):
    call_command("suspect")
    call_command("suspect", full=True)
    call_command("suspect")
    said = capsys.readouterr().out
    assert said.count("239 of 239 labels judged") == 2
    assert "Nothing to do" in said
