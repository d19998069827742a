"""The queue: most suspicious first, one annotator a photo, checks that nobody can tell."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from geoweb.domain.desk.claims import claim, release, skip
from geoweb.domain.desk.proposing import undo
from geoweb.domain.desk.queue import Wish, next_photo, next_second
from geoweb.domain.desk.refusals import HeldByAnother, NothingToDo, NotOnTheDesk, PhotoWithdrawn
from geoweb.domain.reports import report
from geoweb.enums import FlagReason
from geoweb.models import DeskClaim, DeskLook
from predictor.models import Photo
from tests.album import add_photo
from tests.geoweb.desk.at_desk import (
    LYON,
    PARIS,
    SYDNEY,
    add_check,
    add_square,
    add_suspect,
    add_worker,
    say,
)
from tests.geoweb.sent import add_player, add_upload

pytestmark = pytest.mark.django_db


def names(user, count, **wish):
    """Of the photos that come one after the other when each is skipped."""
    found = []
    for _ in range(count):
        photo = next_photo(user, Wish(**wish)).photo
        found.append(Photo.objects.get(pk=photo.pk).source_id)
        skip(photo, user)
    return found


def expire():
    DeskClaim.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def test_most_suspicious_comes_first(ann):
    for name, score in (("b", 0.5), ("a", 0.9), ("c", 0.1)):
        add_suspect(name, score)

    assert names(ann, 3) == ["a", "b", "c"]
    with pytest.raises(NothingToDo):
        next_photo(ann)


def test_two_never_look_at_the_same(ann, bob):
    for name in "ab":
        add_suspect(name)

    assert next_photo(ann).photo != next_photo(bob).photo


def test_asking_again_is_the_same_photo(ann):
    add_suspect("a"), add_suspect("b")

    first = next_photo(ann)

    assert next_photo(ann).photo == first.photo
    assert DeskClaim.objects.get().since == first.since


def test_claim_expires_and_another_may_take_it(ann, bob):
    photo = add_suspect()
    next_photo(ann)
    with pytest.raises(HeldByAnother):
        claim(photo, bob)

    expire()

    assert next_photo(bob).photo == photo
    with pytest.raises(HeldByAnother):
        claim(photo, ann)


def test_claim_is_renewed_while_one_works(ann, settings):
    photo = add_suspect()
    before = claim(photo, ann)
    settings.DESK_CLAIM_S = 600

    after = claim(photo, ann)

    assert after.since == before.since
    assert after.expires_at > before.expires_at + timedelta(seconds=250)


def test_nobody_holds_two(ann):
    first, second = add_suspect("a"), add_suspect("b")
    claim(first, ann)
    claim(second, ann)

    assert DeskClaim.objects.get().photo == second


def test_released_photo_is_free(ann, bob):
    photo = add_suspect()
    next_photo(ann)
    release(photo, ann)
    release(photo, ann)

    assert next_photo(bob).photo == photo


def test_skipped_photo_comes_to_others(ann, bob):
    photo = add_suspect()
    skip(next_photo(ann).photo, ann)

    with pytest.raises(NothingToDo):
        next_photo(ann)
    assert next_photo(bob).photo == photo


def test_wishes_choose(ann):
    france = add_square("FR", "France", LYON)
    rhone = add_square("FR-69", "Rhône", LYON, france, 0.5)
    add_suspect("here", region=rhone, reasons=[{"reason": "sea", "weight": 1.0}])
    add_suspect("there", place=SYDNEY)

    assert names(ann, 1, region="FR") == ["here"]
    assert names(add_worker("cy"), 1, region="FR-69") == ["here"]
    assert names(add_worker("di"), 1, reason="sea") == ["here"]
    for wish in ({"region": "AU"}, {"dataset": "other"}, {"reason": "swap"}):
        with pytest.raises(NothingToDo):
            next_photo(ann, Wish(**wish))


def test_whoever_looked_is_noted(ann):
    photo = add_suspect()
    next_photo(ann)

    assert list(DeskLook.objects.values_list("user", "photo")) == [(ann.pk, photo.pk)]


def test_private_uploads_and_withdrawn_photos_never_come(ann):
    private = add_upload(add_player()).views.get().photo
    gone = add_suspect()
    Photo.objects.filter(pk=gone.pk).update(file="")

    with pytest.raises(NothingToDo):
        next_photo(ann)
    with pytest.raises(NotOnTheDesk):
        claim(private, ann)
    with pytest.raises(PhotoWithdrawn):
        claim(gone, ann)


# --- What was said


def test_proposed_photo_waits_for_another(ann, bob):
    photo = add_suspect()
    say(photo, ann, PARIS)

    for user in (ann, bob):
        with pytest.raises(NothingToDo):
            next_photo(user)
    with pytest.raises(NothingToDo):
        next_second(ann)
    assert next_second(bob).photo == photo


def test_oldest_opinion_is_seconded_first(ann, bob):
    photos = [add_suspect(name) for name in "abc"]
    for photo in photos:
        say(photo, ann, PARIS)

    found = []
    for _ in photos:
        found.append(next_second(bob).photo)
        skip(found[-1], bob)
    assert found == photos


def test_what_was_taken_back_comes_again(ann):
    photo = add_suspect()
    undo(say(photo, ann, PARIS).public_id, ann)

    assert next_photo(ann).photo == photo


def test_settled_photo_comes_back_only_when_it_is_reported(ann, bob):
    photo = add_suspect()
    say(photo, ann), say(photo, bob)
    with pytest.raises(NothingToDo):
        next_photo(ann)

    report(photo, add_player(), FlagReason.WRONG_PLACE)

    assert next_photo(ann).photo == photo


# --- Checks


def test_checks_come_once_each_and_by_chance(ann, settings):
    add_suspect("real")
    check = add_check()
    settings.DESK_CHECKS_PERCENT = 100

    assert next_photo(ann).photo == check
    say(check, ann, PARIS)
    assert next_photo(ann).photo.source_id == "real"


def test_checks_follow_the_wish(ann, settings):
    australia = add_square("AU", "Australia", SYDNEY)
    add_check()
    check = add_check("other")
    check.check_photo.shown_region = australia
    check.check_photo.save()
    settings.DESK_CHECKS_PERCENT = 100

    assert next_photo(ann, Wish(region="AU")).photo == check
    with pytest.raises(NothingToDo):
        next_photo(add_worker("cy"), Wish(region="AU", reason="swap"))


def test_check_never_waits_for_a_second_opinion(ann, bob):
    made = say(add_check(), ann, PARIS)

    assert (made.is_check, made.state) == (True, "open")
    with pytest.raises(NothingToDo):
        next_second(bob)


# --- At once


@pytest.mark.django_db(transaction=True)
def test_askers_at_once_never_get_the_same():
    users = [add_worker(f"w{n}") for n in range(4)]
    for n in range(40):
        add_suspect(f"p{n}", score=n / 100)
    got, together = [], threading.Barrier(4)

    def work(user):
        together.wait()
        for _ in range(10):
            photo = next_photo(user).photo
            got.append(photo.pk)
            say(photo, user, PARIS)
        connection.close()

    threads = [threading.Thread(target=work, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == sorted(Photo.objects.values_list("pk", flat=True))


def test_photo_without_a_suspicion_is_opened_by_its_address(ann):
    assert claim(add_photo("plain"), ann).photo.source_id == "plain"
