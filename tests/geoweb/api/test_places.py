"""Towns by their first letters."""

import pytest

from predictor.geodesy import LatLng
from predictor.models import Place
from predictor.models.points import to_point
from predictor.plain_text import search_form
from tests.album import add_region

pytestmark = pytest.mark.django_db


def add_place(name, population, code="FR", **fields):
    return Place.objects.create(
        geoname_id=Place.objects.count() + 1,
        name=name,
        search_name=search_form(name),
        country_code=code,
        population=population,
        point=to_point(LatLng(45, 5)),
        **fields,
    )


def found(client, letters):
    answer = client.get("/api/places/", {"q": letters})
    assert answer.status_code == 200
    return [place["name"] for place in answer.json()["places"]]


def test_the_largest_come_first_without_accents_or_case(client):
    add_place("Évry", 50), add_place("Évreux", 70), add_place("Lyon", 900)

    assert found(client, "  EVR ") == ["Évreux", "Évry"]


def test_a_small_town_is_found_by_its_whole_name(client):
    for number in range(12):
        add_place(f"Urville {number}", 1000 + number)
    add_place("Ur", 3)

    assert found(client, "ur")[-1] == "Ur"
    assert len(found(client, "ur")) == 8


def test_the_country_is_named(client):
    add_region("FR", "France")
    add_place("Lyon", 900)

    (place,) = client.get("/api/places/?q=ly").json()["places"]

    assert (place["country"], place["lat"], place["lng"]) == ("France", 45.0, 5.0)


@pytest.mark.parametrize("letters", ["%", "_", "\\", "ñandú'; --"])
def test_odd_letters_find_nothing(client, letters):
    add_place("Lyon", 900)

    assert found(client, letters) == []


@pytest.mark.parametrize("query", ["", "?q=", "?q=" + "a" * 81, "?q=a%00"])
def test_a_question_without_letters_is_refused(client, query):
    assert client.get(f"/api/places/{query}").status_code == 400


def test_answers_may_be_kept_by_anyone(client):
    answer = client.get("/api/places/?q=ly")

    assert answer["Cache-Control"] == "public, max-age=86400"
    assert "Cookie" not in answer.get("Vary", "")
