"""Everything that reads or writes files, on a storage that has no paths."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from geoweb.domain.chunks import Sight, work_on
from geoweb.domain.renditions import rendition
from predictor.models import Embedding, Photo, Prediction
from predictor.photo_files import MissingFileError, source
from predictor.stored_files import local_copy, local_path, store_once
from tests.album import add_photo, jpeg
from tests.object_store import SETTINGS
from tests.predictor.conftest import fitted, recipe, small_world

__all__ = ["fitted", "recipe", "small_world"]


@pytest.fixture(autouse=True)
def object_store(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.STORAGES = settings.STORAGES | {"default": SETTINGS}


def test_it_has_no_paths():
    assert local_path("photos/1.jpg") is None


def test_a_file_is_stored_once():
    assert store_once("photos/1.jpg", b"one") == store_once("photos/1.jpg", b"one")
    assert source("photos/1.jpg") == b"one"


def test_a_missing_object_is_named():
    with pytest.raises(MissingFileError, match=r"photos/2\.jpg of a photo is gone"):
        source("photos/2.jpg")


def test_a_copy_is_fetched_once(tmp_path):
    default_storage.save("checkpoints/1.safetensors", ContentFile(b"weights"))

    path = local_copy("checkpoints/1.safetensors", tmp_path)
    default_storage.delete("checkpoints/1.safetensors")

    assert path.read_bytes() == b"weights"
    assert local_copy("checkpoints/1.safetensors", tmp_path) == path


@pytest.mark.django_db
def test_renditions_are_drawn(settings):
    photo = add_photo("here", body=jpeg())
    assert rendition(photo, 320).read_bytes()[:2] == b"\xff\xd8"


@pytest.mark.django_db(transaction=True)
def test_a_locator_is_fitted_read_and_asked(fitted):
    from predictor.locate import decide, look

    photos = list(Photo.objects.order_by("pk"))
    default_storage.delete(photos[0].file.name)

    work_on(
        photo_ids=[photo.pk for photo in photos],
        work="predict",
        locator=fitted,
        sight=Sight(look, decide),
        between=lambda: None,
    )

    assert Prediction.objects.count() == len(photos) - 1
    assert "is gone" in Embedding.objects.get().failure
