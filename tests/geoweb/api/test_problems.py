"""Whatever goes wrong below /api/ is told as problem details."""

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import path
from rest_framework.response import Response

from geoweb.api.endpoint import LARGEST_BODY_BYTES, Endpoint
from geoweb.domain.refusals import UploadsClosed

TOKEN = "/api/token/"
JSON = "application/json"


class Faulty(Endpoint):
    authentication_classes = ()
    fault = None

    def get(self, request):
        raise self.fault

    def post(self, request):
        return Response(request.data)


@pytest.fixture
def faulty_site(settings):
    from geoweb import urls

    def site(fault):
        faults = [path("api/faulty/", Faulty.as_view(fault=fault))]
        parts = {name: getattr(urls, name) for name in ("handler400", "handler500")}
        parts["urlpatterns"] = [*faults, *urls.urlpatterns]
        settings.ROOT_URLCONF = type("Urls", (), parts)
        return Client(raise_request_exception=False)

    return site


def problem_of(response, status):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert problem["detail"]
    assert problem["code"]
    return problem


@pytest.mark.parametrize(
    "address", ["/api/nothing/", "/api/token", "/api/uploads/17/", "/api/a\0b"]
)
@pytest.mark.parametrize("method", ["get", "post", "delete", "options", "trace"])
def test_unknown_address_is_a_problem(client, address, method):
    problem = problem_of(getattr(client, method)(address), 404)

    assert "slash" in problem["remedy"]


@pytest.mark.parametrize("method", ["get", "put", "options", "trace"])
def test_unknown_method_is_a_problem(client, method):
    assert problem_of(getattr(client, method)(TOKEN), 405)["code"] == "method_not_allowed"


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "application/xml", "x"])
def test_unknown_media_type_is_a_problem(client, kind):
    problem_of(client.post(TOKEN, "x", content_type=kind), 415)


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "3", '"text"', "null", '{"a": NaN}', "[" * 60_000, b"\xff\xfe", "\0"]
)
def test_malformed_json_is_a_problem(client, body):
    problem_of(client.post(TOKEN, body, content_type=JSON), 400)


@pytest.mark.parametrize("value", ["\\u0000", "\\ud800", "x" * 151])
def test_odd_text_in_json_is_a_problem(client, value):
    body = f'{{"username": "{value}", "password": "x"}}'
    problem = problem_of(client.post(TOKEN, body, content_type=JSON), 400)

    assert problem["errors"][0]["parameter"] == "username"


def test_body_is_measured_before_it_is_read(client):
    body = "x" * (LARGEST_BODY_BYTES + 1)

    assert problem_of(client.post(TOKEN, body, content_type=JSON), 413)["code"] == "body_too_large"


def test_body_of_unknown_length_is_a_problem(client):
    response = client.post(TOKEN, "{}", JSON, headers={"Transfer-Encoding": "chunked"})

    assert problem_of(response, 411)["code"] == "length_required"


def test_unacceptable_media_type_is_a_problem(client):
    problem_of(client.get("/api/regions/at/", headers={"Accept": "text/html"}), 406)


def test_refusal_keeps_its_status_code_text_and_patience(faulty_site):
    response = faulty_site(UploadsClosed("Moving house.")).get("/api/faulty/")

    problem = problem_of(response, 503)
    assert (problem["code"], problem["detail"]) == ("uploads_closed", "Moving house.")
    assert problem["remedy"].startswith("Come back later")
    assert response["Retry-After"] == "600"


def test_missing_database_is_told_as_such(faulty_site):
    response = faulty_site(OperationalError("gone: host 10.0.0.7")).get("/api/faulty/")

    problem = problem_of(response, 503)
    assert problem["code"] == "unavailable"
    assert response["Retry-After"] == "5"
    assert "10.0.0.7" not in str(problem)


def test_bug_is_a_problem_without_details(faulty_site):
    problem = problem_of(faulty_site(RuntimeError("secret")).get("/api/faulty/"), 500)

    assert problem["code"] == "bug"
    assert "secret" not in str(problem)


def test_odd_host_is_a_problem(client):
    problem_of(client.get("/api/schema/", headers={"Host": "evil.example"}), 400)
