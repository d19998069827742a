"""Files without a row go once they are old; all others stay."""

import os
import time
import uuid

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from geoweb.domain.orphans import remove_orphans
from tests.geoweb.pending import wait


def put(name, age_s=7200):
    default_storage.save(name, ContentFile(b"somebody's picture"))
    os.utime(default_storage.path(name), (time.time() - age_s,) * 2)
    return name


@pytest.mark.django_db
def test_orphans_go_once_they_are_old():
    old = put(f"incoming/{uuid.uuid4().hex}"), put(f"uploads/{uuid.uuid4().hex}.jpg")
    young = put(f"incoming/{uuid.uuid4().hex}", age_s=60)

    assert remove_orphans() == 2
    assert [default_storage.exists(name) for name in (*old, young)] == [False, False, True]


@pytest.mark.django_db
def test_files_of_uploads_stay_however_old():
    view = wait().views.get()
    copy = put(f"uploads/{view.photo.source_id}.jpg")  # made, and the worker died
    os.utime(default_storage.path(view.incoming), (0, 0))

    assert remove_orphans() == 0
    assert default_storage.exists(view.incoming)
    assert default_storage.exists(copy)


@pytest.mark.django_db
def test_nothing_uploaded_yet_is_nothing_removed():
    assert remove_orphans() == 0


@pytest.mark.django_db
def test_many_orphans_are_asked_for_in_parts(monkeypatch):
    monkeypatch.setattr("geoweb.domain.orphans.ASKED_TOGETHER", 3)
    for _ in range(7):
        put(f"incoming/{uuid.uuid4().hex}")
    assert remove_orphans() == 7
