import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from geoweb.domain.workers import record_sign_of_life
from geoweb.enums import UploadFailure, UploadState
from geoweb.metrics import count_refusal
from geoweb.models import Upload

pytestmark = pytest.mark.django_db


def scrape():
    lines = Client().get("/metrics").content.decode()
    return {
        name: float(value)
        for name, value in re.findall(r"^(homing_[^ ]+) ([\d.e+-]+)$", lines, re.MULTILINE)
    }


def upload(state=UploadState.PENDING, age_s=0, **fields):
    made = Upload.objects.create(state=state, **fields)
    Upload.objects.filter(pk=made.pk).update(created_at=timezone.now() - timedelta(seconds=age_s))


def test_an_empty_queue_has_no_age():
    told = scrape()
    assert (told["homing_uploads_pending"], told["homing_uploads_oldest_seconds"]) == (0, 0)


def test_the_age_of_the_queue_is_that_of_its_oldest_upload():
    upload(age_s=90)
    upload(age_s=30)
    upload(UploadState.ANSWERED, age_s=900)

    told = scrape()

    assert told["homing_uploads_pending"] == 2
    assert told["homing_uploads_oldest_seconds"] == pytest.approx(90, abs=5)


def test_a_claim_that_does_not_end_shows_in_the_age():
    claimed = {"claim": "6b1f9a3e-8f0f-4a7e-9f56-3c1f7f2b0c11", "claimed_at": timezone.now()}
    upload(UploadState.CLAIMED, age_s=120, **claimed)

    told = scrape()

    assert told["homing_uploads_claimed"] == 1
    assert told["homing_uploads_oldest_seconds"] == pytest.approx(120, abs=5)


def test_failures_of_yesterday_are_forgotten():
    upload(UploadState.FAILED, age_s=60, failure=UploadFailure.UNREADABLE)
    upload(UploadState.FAILED, age_s=100_000, failure=UploadFailure.UNREADABLE)
    assert scrape()["homing_uploads_failed_day"] == 1


def test_workers_are_counted():
    record_sign_of_life(name="celery@here", queues="gpu")
    assert scrape()["homing_workers_alive"] == 1


def test_refusals_are_told_by_their_code():
    count_refusal("quota_player")
    assert scrape()['homing_upload_refusals_total{code="quota_player"}'] >= 1


def test_without_a_database_the_rest_is_still_told(client):
    def refuse(*_):
        raise DatabaseError("gone")

    with connection.execute_wrapper(refuse):
        told = scrape()

    assert told["homing_database_up"] == 0
    assert "homing_uploads_pending" not in told
