"""/api/uploads/: sending, waiting, listing, deleting."""

import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from geoweb.enums import UploadAct, UploadFailure, UploadState
from geoweb.models import Upload, UploadEvent
from predictor.geodesy import LatLng
from tests.album import jpeg
from tests.geoweb.sent import NEAR_LYON, add_player, add_upload, answer_upload

pytestmark = pytest.mark.django_db
URL = "/api/uploads/"
PIN = {"lat": "45.76", "lng": "4.84"}


def photo(colour="steelblue", body=None):
    return SimpleUploadedFile("IMG_1.jpg", body or jpeg(colour=colour), "image/jpeg")


@pytest.fixture
def player(ada):
    return add_player("Ada", user=ada)


@pytest.fixture
def program(bearer):
    return Client(enforce_csrf_checks=True, headers=bearer)


def test_upload_is_taken_and_named_where_it_can_be_asked_for(program, ada):
    response = program.post(URL, {"photos": [photo(), photo("tan")]})

    told, upload = response.json(), Upload.objects.get()
    assert response.status_code == 201
    assert response["Location"] == told["url"] == f"{URL}{upload.public_id}/"
    assert (told["state"], told["terms"], told["answer"]) == ("pending", "coarse", None)
    assert told["poll_after_ms"] == 250
    assert len(told["photos"]) == 2
    assert upload.player.user == ada


def test_pinned_upload_is_a_duel(program):
    told = program.post(URL, {"photos": photo(), **PIN, "may_be_played": "true"}).json()

    assert (told["terms"], told["may_be_played"]) == ("duel", True)
    assert told["truth"] == {"lat": 45.76, "lng": 4.84}


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "first"}])
def test_the_same_sent_again_is_one_upload(program, headers):
    first = program.post(URL, {"photos": photo()}, headers=headers)
    again = program.post(URL, {"photos": photo()}, headers=headers)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["url"] == again.json()["url"] == again["Location"]
    assert Upload.objects.count() == 1


def test_key_of_other_photos_is_refused(program):
    program.post(URL, {"photos": photo()}, headers={"Idempotency-Key": "one"})
    response = program.post(URL, {"photos": photo("tan")}, headers={"Idempotency-Key": "one"})

    assert (response.status_code, response.json()["code"]) == (422, "idempotency_key_reused")


@pytest.mark.parametrize("key", ["", "a b", "x" * 101, "caf\xe9", "a\0"])
def test_odd_key_is_a_problem(program, key):
    response = program.post(URL, {"photos": photo()}, headers={"Idempotency-Key": key})

    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "Idempotency-Key"


@pytest.mark.parametrize(
    ("form", "parameter"),
    [
        ({}, "photos"),
        ({"photos": "text"}, "photos"),
        ({"photos": [photo(str(n)) for n in ("red", "tan", "navy", "gold", "pink")]}, "photos"),
        ({"photos": photo(), "lat": "3"}, "lng"),
        ({"photos": photo(), "lat": "91", "lng": "0"}, "lat"),
        ({"photos": photo(), "lat": "nan", "lng": "0"}, "lat"),
        ({"photos": photo(), "may_be_played": "perhaps"}, "may_be_played"),
    ],
)
def test_odd_form_is_a_problem_that_names_the_field(program, form, parameter):
    response = program.post(URL, form)

    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == parameter
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    "body", [b"", b"--x", b"--x\r\n", b"--x\r\nContent-Disposition: form-data; name=photos\r\n\r\n"]
)
@pytest.mark.parametrize("boundary", ["; boundary=x", "", "; boundary=" + "y" * 300])
def test_malformed_multipart_is_a_problem(program, body, boundary):
    response = program.post(URL, body, content_type=f"multipart/form-data{boundary}")

    assert response.status_code in {400, 415}
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("body", [b"", b"GIF89a", b"\xff\xd8\xff\xe0", b"%PDF-1.7"])
def test_what_is_no_picture_says_so(program, body):
    response = program.post(URL, {"photos": SimpleUploadedFile("a.jpg", body)})

    assert response.status_code in {400, 422}
    assert response.json()["detail"]
    assert not Upload.objects.exists()


def test_too_large_a_body_is_refused_unread(program, settings):
    settings.UPLOAD_LARGEST_MB = 1
    body = SimpleUploadedFile("a.jpg", b"x" * (6 * 2**20))
    response = program.post(URL, {"photos": body})

    assert (response.status_code, response.json()["code"]) == (413, "body_too_large")


def test_too_many_fields_is_a_problem(program):
    response = program.post(URL, {f"field{number}": "x" for number in range(1500)})

    assert (response.status_code, response.json()["code"]) == (400, "parse_error")


def test_coarse_answer_has_areas_and_no_point(program, player):
    upload = answer_upload(add_upload(player))
    told = program.get(f"{URL}{upload.public_id}/").json()

    assert (told["state"], told["poll_after_ms"]) == ("answered", None)
    answer = told["answer"]
    assert answer["point"] is answer["near"] is answer["duel"] is None
    assert answer["similar"] == []
    assert answer["areas"][0]["percent"] == 70
    assert str(NEAR_LYON.lat) not in json.dumps(told)


def test_duel_answer_has_point_distance_and_score(program, player):
    upload = answer_upload(add_upload(player, LatLng(45.76, 4.84)))
    answer = program.get(f"{URL}{upload.public_id}/").json()["answer"]

    assert answer["point"] == pytest.approx({"lat": NEAR_LYON.lat, "lng": NEAR_LYON.lng})
    assert answer["duel"]["distance_km"] == pytest.approx(0.86, abs=0.1)
    assert answer["duel"]["score"] > 4900
    assert answer["near"]["place"] == "Lyon"


def test_answer_is_withheld_when_the_site_tells_nothing_any_more(program, player, settings):
    upload = answer_upload(add_upload(player))
    settings.UPLOAD_ANSWERS = "off"
    told = program.get(f"{URL}{upload.public_id}/").json()
    areas = program.get(f"{URL}{upload.public_id}/areas/").json()

    assert (told["state"], told["terms"], told["answer"]) == ("answered", None, None)
    assert areas["features"] == []


def test_areas_are_geojson(program, player):
    upload = answer_upload(add_upload(player))
    response = program.get(f"{URL}{upload.public_id}/areas/")

    first = response.json()["features"][0]
    assert response["Content-Type"] == "application/geo+json"
    assert response.json()["type"] == "FeatureCollection"
    assert (first["type"], first["geometry"]["type"]) == ("Feature", "Polygon")
    assert first["properties"]["percent"] == 70


def test_failed_upload_says_why(program, player):
    failed = {"state": UploadState.FAILED, "failure": UploadFailure.UNREADABLE}
    upload = add_upload(player, **failed)
    told = program.get(f"{URL}{upload.public_id}/").json()

    assert (told["state"], told["poll_after_ms"]) == ("failed", None)
    assert told["failure"] == "This is no picture that we can read."


@pytest.mark.parametrize("tail", ["", "areas/"])
def test_known_answer_is_not_sent_again(program, player, tail):
    url = f"{URL}{add_upload(player).public_id}/{tail}"
    etag = program.get(url)["ETag"]
    known = program.get(url, headers={"If-None-Match": etag})
    answer_upload(Upload.objects.get())
    new = program.get(url, headers={"If-None-Match": etag})

    assert (known.status_code, known.content, known["ETag"]) == (304, b"", etag)
    assert known["Vary"] == new["Vary"]
    assert known["Vary"].startswith("Authorization, Cookie")
    assert (new.status_code, new["Cache-Control"]) == (200, "private, no-cache")


def test_list_is_own_uploads_newest_first_in_pages(program, player):
    add_upload(add_player("Bob"))
    sent = [str(add_upload(player).public_id) for _ in range(25)]

    first = program.get(URL).json()
    second = program.get(first["next"]).json()

    listed = [upload["id"] for upload in first["results"] + second["results"]]
    assert listed == sent[::-1]
    assert (len(first["results"]), second["next"]) == (20, None)


def test_list_of_pages_is_three_queries(program, player, django_assert_num_queries):
    for _ in range(5):
        add_upload(player)

    with django_assert_num_queries(3):  # token, player, page
        program.get(URL)


@pytest.mark.parametrize(
    "cursor",
    ["x", "\xff", "cD1x", "cD0wMDAxLTAxLTAxVDAwOjAwKzIzOjU5", "bz05OTk5OTk5OTk5", "cD0lMDA="],
)
def test_odd_cursor_is_a_problem(program, player, cursor):
    response = program.get(URL, {"cursor": cursor})

    assert response.status_code in {200, 404}
    assert response["Content-Type"].endswith("json")


def test_deleted_upload_is_gone_and_logged(program, player):
    upload = add_upload(player)
    url = f"{URL}{upload.public_id}/"

    assert program.delete(url).status_code == 204
    assert not Upload.objects.exists()
    assert UploadEvent.objects.filter(act=UploadAct.DELETED).count() == 1
    for gone in (program.get(url), program.get(f"{url}areas/"), program.delete(url)):
        assert (gone.status_code, gone.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("tail", ["", "areas/"])
def test_another_players_upload_looks_like_none(program, tail):
    of_bob = answer_upload(add_upload(add_player("Bob")))
    theirs = program.get(f"{URL}{of_bob.public_id}/{tail}")
    nobodys = program.get(f"{URL}{uuid.uuid4()}/{tail}")

    assert (theirs.status_code, theirs.json()) == (nobodys.status_code, nobodys.json())
    assert theirs.status_code == 404
    assert program.delete(f"{URL}{of_bob.public_id}/").status_code == 404
    assert Upload.objects.exists()
