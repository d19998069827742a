"""/api/ and /api/schema/: everything is described, and what is shown can be typed."""

import json
import re

import pytest
from django.urls import get_resolver

from geoweb.api.schema import document

JSON_VALUE = re.compile(r"--json '([^']+)'")


@pytest.fixture
def schema(client):
    return client.get("/api/schema/").json()


@pytest.fixture
def page(client):
    return client.get("/api/").content.decode()


def test_schema_names_every_endpoint(schema):
    routes = {str(pattern.pattern) for pattern in get_resolver().url_patterns}
    ours = {f"/{route}" for route in routes if route.startswith("api/")} - {"/api/", "/api/schema/"}
    described = {path.replace("{public_id}", "<uuid:public_id>") for path in schema["paths"]}

    assert described == ours


def test_schema_may_be_kept_and_needs_no_database(client):
    response = client.get("/api/schema/")

    assert response["Cache-Control"] == "public, max-age=3600"
    assert response.json()["openapi"].startswith("3.")
    assert "Cookie" not in response.get("Vary", "")


def test_every_call_says_what_may_go_wrong(schema):
    calls = [call for methods in schema["paths"].values() for call in methods.values()]

    for call in calls:
        problems = call["responses"]["default"]["content"]
        assert list(problems) == ["application/problem+json"]
        assert call["summary"]
        assert "429" in call["responses"]


def test_the_language_decides_only_the_words():
    assert document("en")["paths"].keys() == document("de")["paths"].keys()


def test_reference_shows_every_call_and_its_examples(page, schema):
    for path, methods in schema["paths"].items():
        assert path in page
        for call in methods.values():
            assert f'id="{call["operationId"]}"' in page
    assert "&quot;poll_after_ms&quot;: 250" in page


def test_shell_lines_of_the_reference_can_be_typed(page):
    plain = page.replace("&quot;", '"').replace("&#x27;", "'")

    assert "-F photos=@photo.jpg 'http://testserver/api/uploads/'" in plain
    bodies = [json.loads(body) for body in JSON_VALUE.findall(plain)]
    assert {"username", "password"} <= bodies[-1].keys() | bodies[0].keys()


def test_reference_is_linked_from_every_page(client):
    assert 'href="/api/"' in client.get("/api/").content.decode().split("<footer")[1]
