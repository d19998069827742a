"""Secrets stay: photos that may be played, others' uploads, the point of a coarse answer."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from geoweb.enums import Terms
from predictor.geodesy import LatLng
from predictor.models import Split
from tests.album import add_photo, add_region
from tests.geoweb.sent import add_player, add_upload, answer_upload, made_answer
from tests.geoweb.views.conftest import as_player

pytestmark = pytest.mark.django_db

SECRET = LatLng(-33.4417, 151.2345)
ADDRESSES = [
    "/", "/photos/", "/photos/?page=1", "/photos/?page=2", "/robots.txt",
    "/photos/{public_id}.jpg", "/photos/{public_id}.jpg?w=320", "/photos/{public_id}/",
    "/photos/{id}/", "/media/{file}", "/api/", "/api/photos/", "/api/photos/{public_id}/",
    "/api/schema/", "/api/uploads/", "/api/uploads/{public_id}/", "/api/uploads/{public_id}/areas/",
    "/api/photos/{public_id}/reports/",
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
    asked_for, _, _ = address.format(**names).partition("?")

    assert [secret for secret in secrets if secret in told] == []
    assert str(secret_photo.public_id) not in told.replace(asked_for, "")


EXACT = LatLng(45.76543, 4.83219)


def every_address(upload):
    """All routes but the admin's, with every id of the upload that they could take."""
    photo = upload.views.get().photo
    for route in get_resolver().url_patterns:
        if not isinstance(route, URLPattern) or not route.name:
            continue
        if route.name == "tile":
            yield reverse("tile", args=["places", "6", "32", "22"])
        elif "public_id" in route.pattern.converters:
            yield from (filled(route, each.public_id) for each in (upload, photo))
        else:
            yield filled(route, None)


def filled(route, public_id):
    names = dict.fromkeys(route.pattern.converters, 1)
    if "public_id" in names:
        names["public_id"] = public_id
    return reverse(route.name, kwargs=names)


def every_byte(client, address, headers):
    response = client.get(address, headers=headers)
    return (response.getvalue() + str(response.headers).encode()).decode(errors="replace")


@pytest.fixture(params=["coarse from the start", "coarse since the site became stricter"])
def coarse_upload(request, settings):
    """What a worker answered: the same photo, whatever the site promised then."""
    if "since" in request.param:
        settings.UPLOAD_ANSWERS = "exact"
    lookalike = add_photo("lookalike", EXACT)
    upload = answer_upload(add_upload(add_player()), made_answer(EXACT, photo_ids=[lookalike.pk]))
    assert upload.terms == (Terms.EXACT if "since" in request.param else Terms.COARSE)
    settings.UPLOAD_ANSWERS = "coarse"
    lookalike.delete()  # public as it is, the gallery shows its place
    return upload


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}, {"Accept": "application/json"}])
def test_point_of_a_coarse_answer_is_in_no_byte_of_any_route(coarse_upload, headers):
    uploader, stranger = as_player(coarse_upload.player), Client()

    told = [
        (address, every_byte(client, address, headers))
        for address in every_address(coarse_upload)
        for client in (uploader, stranger)
    ]

    secrets = ["45.765", "4.8321", "4.8322", "Lyon"]
    assert len(told) > 40
    found = [(address, each) for address, text in told for each in secrets if each in text]
    assert found == []


def test_stranger_learns_nothing_of_an_upload(settings):
    truth = LatLng(-33.44172, 151.23451)
    upload = answer_upload(add_upload(add_player("Ada"), truth), made_answer(EXACT))
    strangers = [Client(), as_player(add_player("Bo"))]

    told = "".join(
        every_byte(client, address, {}).replace(address, "")
        for address in every_address(upload)
        for client in strangers
    )

    secrets = ["45.765", "4.8321", "-33.44", "151.23", upload.views.get().photo.source_id]
    assert [secret for secret in secrets if secret in told] == []
