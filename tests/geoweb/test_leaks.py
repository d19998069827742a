"""Nothing about a photo that may be played reaches a stranger before the game."""

import pytest
from django.test import Client

from predictor.geodesy import LatLng
from predictor.models import Split
from tests.album import add_photo, add_region

pytestmark = pytest.mark.django_db

SECRET = LatLng(-33.4417, 151.2345)
ADDRESSES = [
    "/", "/photos/", "/photos/?page=1", "/photos/?page=2", "/robots.txt",
    "/photos/{public_id}.jpg", "/photos/{public_id}.jpg?w=320", "/photos/{public_id}/",
    "/photos/{id}/", "/media/{file}", "/api/", "/api/photos/", "/api/photos/{public_id}/",
]  # fmt: skip


@pytest.fixture(params=[Split.TEST, Split.TUNE])
def secret_photo(request):
    country = add_region("QX", "Quarantonia")
    province = add_region("QX-01", "Hiddenshire", country)
    add_photo("public")
    return add_photo(
        "hidden original name",
        SECRET,
        split=request.param,
        region=province,
        author="Sue Secret",
        attribution="by Sue Secret",
    )


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_no_address_tells_anything_about_a_playable_photo(secret_photo, address, headers):
    names = {"public_id": secret_photo.public_id, "id": secret_photo.pk, "file": secret_photo.file}
    response = Client().get(address.format(**names), headers=headers)

    told = (response.getvalue() + str(response.headers).encode()).decode(errors="replace")
    secrets = ["-33.4", "151.23", "Hiddenshire", "Quarantonia", "hidden original", "Sue Secret"]
    asked_for = address.format(**names)

    assert [secret for secret in secrets if secret in told] == []
    assert str(secret_photo.public_id) not in told.replace(asked_for, "")
