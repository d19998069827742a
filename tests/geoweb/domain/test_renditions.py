from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from geoweb.domain.renditions import UnreadablePhotoError, rendition
from tests.album import add_photo, jpeg

pytestmark = pytest.mark.django_db


def exif_with(orientation=1, comment="taken at home"):
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = orientation, comment
    return exif.tobytes()


def test_rendition_is_scaled_and_keeps_the_shape():
    photo = add_photo("wide", body=jpeg(1000, 500))

    with Image.open(rendition(photo, 320)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (320, 160))


def test_rendition_does_not_enlarge():
    photo = add_photo("small", body=jpeg(200, 160))

    with Image.open(rendition(photo, 640)) as picture:
        assert picture.size == (200, 160)


def test_rendition_carries_no_metadata():
    photo = add_photo("told", body=jpeg(exif=exif_with(comment="taken at home")))

    body = rendition(photo, 640).read_bytes()

    assert b"taken at home" not in body
    assert b"Exif" not in body


def test_rendition_stands_upright():
    turned_by_the_viewer = exif_with(orientation=6)
    photo = add_photo("turned", body=jpeg(400, 200, exif=turned_by_the_viewer))

    with Image.open(rendition(photo, 640)) as picture:
        assert picture.size == (200, 400)


def test_renditions_asked_for_at_once_are_the_same_whole_picture():
    photo = add_photo("rush")

    with ThreadPoolExecutor(8) as people:
        bodies = {path.read_bytes() for path in people.map(rendition, [photo] * 16, [320] * 16)}

    assert len(bodies) == 1
    assert bodies.pop().endswith(b"\xff\xd9")


def test_rendition_is_drawn_once():
    photo = add_photo("once")
    first = rendition(photo, 320).stat().st_mtime_ns

    assert rendition(photo, 320).stat().st_mtime_ns == first


@pytest.mark.parametrize("body", [b"no picture", b"", jpeg()[:300]])
def test_rendition_of_an_unreadable_file_is_refused(body):
    photo = add_photo("broken", body=body or b"\0")

    with pytest.raises(UnreadablePhotoError):
        rendition(photo, 320)


def test_rendition_of_a_lost_file_is_refused():
    photo = add_photo("lost")
    photo.file.storage.delete(photo.file.name)

    with pytest.raises(UnreadablePhotoError, match=str(photo.public_id)):
        rendition(photo, 320)


def test_failed_rendition_leaves_nothing_behind(settings):
    photo = add_photo("broken", body=jpeg()[:300])

    with pytest.raises(UnreadablePhotoError):
        rendition(photo, 320)

    assert not list(settings.MEDIA_ROOT.glob("renditions/**/*.*"))
