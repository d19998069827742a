"""Two claimers at once, dead ones, slow ones; nothing is lost and nothing is held twice."""

import os
import socket
import subprocess
import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from geoweb.domain.claims import (
    claim_batch,
    free_abandoned,
    free_own,
    give_back,
    some_are_due,
    this_process,
    wait_for_company,
)
from geoweb.enums import UploadFailure, UploadState
from geoweb.models import Upload, UploadEvent
from tests.geoweb.pending import claimed, wait

HERE = socket.gethostname()


def dead_process():
    process = subprocess.Popen(["true"])
    process.wait()
    return f"{HERE} {process.pid}"


def again(upload):
    return Upload.objects.get(pk=upload.pk)


# --- Taking


@pytest.mark.django_db
def test_claim_takes_the_oldest_first_and_no_more_than_a_batch(settings):
    settings.UPLOAD_BATCH = 2
    young, oldest, old = wait(age_s=5), wait(age_s=30), wait(age_s=20)

    assert [upload.pk for upload in claim_batch().uploads] == [oldest.pk, old.pk]
    assert [upload.pk for upload in claim_batch().uploads] == [young.pk]
    assert claim_batch() is None


@pytest.mark.django_db
def test_claim_says_who_and_since_when():
    wait()
    claim = claim_batch()

    upload = claim.held().get()
    assert upload.claim == claim.key
    assert upload.claimed_by == f"{HERE} {os.getpid()}" == this_process()
    assert upload.attempts == 1
    assert timezone.now() - upload.claimed_at < timedelta(seconds=5)


@pytest.mark.django_db
def test_claim_leaves_what_is_not_due_yet():
    wait(not_before=timezone.now() + timedelta(seconds=30))
    assert not some_are_due()
    assert claim_batch() is None


@pytest.mark.django_db
def test_tried_before_is_claimed_alone():
    fresh, poison, other = wait(age_s=9), wait(age_s=30, attempts=1), wait(age_s=20)

    assert [u.pk for u in claim_batch().uploads] == [poison.pk]
    assert [u.pk for u in claim_batch().uploads] == [other.pk, fresh.pk]


@pytest.mark.django_db
def test_fresh_ones_do_not_take_a_tried_one_along():
    fresh, poison = wait(age_s=30), wait(age_s=20, attempts=1)

    assert [u.pk for u in claim_batch().uploads] == [fresh.pk]
    assert [u.pk for u in claim_batch().uploads] == [poison.pk]


@pytest.mark.django_db(transaction=True)
def test_claimers_at_once_never_hold_the_same(settings):
    settings.UPLOAD_BATCH = 3
    uploads = {wait().pk for _ in range(40)}
    taken, together = [], threading.Barrier(4)

    def take():
        together.wait()
        while Upload.objects.filter(state=UploadState.PENDING).exists():
            claim = claim_batch()
            taken.extend(upload.pk for upload in claim.uploads) if claim else None
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(uploads)


# --- Waiting for company


def waited_s(settings, delay_ms=200):
    settings.UPLOAD_BATCH_DELAY_MS = delay_ms
    began = time.perf_counter()
    wait_for_company()
    return time.perf_counter() - began


@pytest.mark.django_db
def test_lone_upload_waits_its_share_and_no_longer(settings):
    wait(age_s=0.1)
    assert 0.02 < waited_s(settings) < 0.15


@pytest.mark.django_db
def test_old_upload_does_not_wait(settings):
    wait(age_s=1)
    assert waited_s(settings) < 0.05


@pytest.mark.django_db
def test_upload_from_a_fast_clock_waits_no_longer_than_the_delay(settings):
    upload = wait()
    Upload.objects.filter(pk=upload.pk).update(created_at=timezone.now() + timedelta(hours=1))
    assert waited_s(settings) < 0.3


@pytest.mark.django_db
def test_full_batch_does_not_wait(settings):
    settings.UPLOAD_BATCH = 2
    wait(age_s=0), wait(age_s=0)
    assert waited_s(settings) < 0.05


# --- Giving back


@pytest.mark.django_db
@pytest.mark.parametrize(("attempts", "pause_s"), [(1, 1), (2, 2), (3, 4), (5, 16), (9, 60)])
def test_given_back_upload_pauses_longer_each_time(settings, attempts, pause_s):
    settings.UPLOAD_ATTEMPTS = 20
    upload = claimed(by=this_process(), attempts=attempts)

    assert free_own() == 1

    back = again(upload)
    assert (back.state, back.claim, back.attempts) == (UploadState.PENDING, None, attempts)
    assert abs((back.not_before - timezone.now()).total_seconds() - pause_s) < 0.5


@pytest.mark.django_db
def test_worn_out_upload_fails_with_a_reason(settings):
    upload = claimed(by=this_process(), attempts=settings.UPLOAD_ATTEMPTS)

    give_back(Upload.objects.filter(pk=upload.pk), "Our mistake: OSError.")

    failed = again(upload)
    assert (failed.state, failed.failure) == (UploadState.FAILED, UploadFailure.GAVE_UP)
    assert failed.reason == "Our mistake: OSError."
    assert UploadEvent.objects.get().detail == UploadFailure.GAVE_UP


@pytest.mark.django_db
def test_poison_is_given_up_after_as_many_attempts_as_are_set(settings):
    upload = wait()
    for attempt in range(1, settings.UPLOAD_ATTEMPTS + 1):
        Upload.objects.update(not_before=timezone.now())
        assert claim_batch().held().get().attempts == attempt
        free_own()
    assert claim_batch() is None
    assert again(upload).failure == UploadFailure.GAVE_UP


@pytest.mark.django_db
def test_claim_of_a_dead_process_is_freed():
    upload = claimed(by=dead_process())
    assert free_abandoned() == 1
    assert again(upload).state == UploadState.PENDING


@pytest.mark.django_db
def test_claims_of_the_living_and_of_other_nodes_stay():
    claimed(by=f"{HERE} {os.getppid()}"), claimed(by="elsewhere 1"), claimed(by=f"{HERE} 1")
    assert free_abandoned() == 0


@pytest.mark.django_db
def test_claim_older_than_any_work_is_freed_wherever_it_is(settings):
    upload = claimed(by="elsewhere 1", age_s=settings.UPLOAD_CLAIM_S + 1)
    assert free_abandoned() == 1
    assert again(upload).state == UploadState.PENDING


@pytest.mark.django_db
def test_renewed_claim_is_young_again_and_knows_what_is_gone(settings):
    stays, goes = wait(age_s=20), wait()
    claim = claim_batch()
    Upload.objects.update(claimed_at=timezone.now() - timedelta(hours=1))
    goes.delete()

    assert [upload.pk for upload in claim.renew()] == [stays.pk]
    assert free_abandoned() == 0


@pytest.mark.django_db
def test_late_holder_finds_nothing_that_was_freed():
    wait()
    late = claim_batch()
    free_own()
    Upload.objects.update(not_before=timezone.now())
    claim_batch()
    assert not late.held().exists()
    assert late.renew() == []
