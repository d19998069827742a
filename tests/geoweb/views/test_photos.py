import uuid

import pytest

from predictor.models import Split
from tests.album import add_photo

pytestmark = pytest.mark.django_db


def address(photo, query=""):
    return f"/photos/{photo.public_id}.jpg{query}"


def test_photo_is_a_jpeg_that_may_be_cached(client):
    response = client.get(address(add_photo("seen")))

    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert "Cookie" not in response.get("Vary", "")


def test_photo_known_to_the_browser_is_not_sent_again(client):
    photo = add_photo("seen")
    etag = client.get(address(photo))["ETag"]

    response = client.get(address(photo), headers={"If-None-Match": etag})

    assert (response.status_code, response.content) == (304, b"")


def test_widths_have_their_own_tags(client):
    photo = add_photo("seen")

    tags = {client.get(address(photo, query))["ETag"] for query in ("", "?w=320", "?w=640")}

    assert len(tags) == 3


@pytest.mark.parametrize("width", ["321", "-1", "", "1e3", "٣٢٠"])
def test_width_outside_the_set_is_a_bad_request(client, width):
    assert client.get(address(add_photo("seen"), f"?w={width}")).status_code == 400


@pytest.mark.parametrize("split", [Split.TUNE, Split.TEST])
def test_photo_outside_the_training_split_is_not_found(client, split):
    assert client.get(address(add_photo("kept", split=split))).status_code == 404


def test_unknown_photo_is_not_found(client):
    assert client.get(f"/photos/{uuid.uuid4()}.jpg").status_code == 404


def test_photo_with_a_lost_file_is_not_found(client):
    photo = add_photo("lost")
    photo.file.storage.delete(photo.file.name)

    assert client.get(address(photo)).status_code == 404


def test_photo_takes_one_query(client, django_assert_num_queries):
    photo = add_photo("seen")

    with django_assert_num_queries(1):
        client.get(address(photo))


def test_photo_is_only_read(client):
    assert client.post(address(add_photo("seen"))).status_code == 405


def test_media_folder_has_no_address(client):
    photo = add_photo("seen")

    assert client.get(f"/media/{photo.file.name}").status_code == 404
