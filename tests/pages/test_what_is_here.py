"""Asking the map: by mouse and by keyboard, on land, at sea, and without an answer."""

import re

import pytest

from predictor.geodesy import LatLng
from predictor.models import Place
from predictor.models.points import to_point
from tests.pages.conftest import map_is_drawn


@pytest.fixture
def map_page(open_page, some_countries):
    page = open_page("/", reduced_motion="reduce", expects=["ERR_FAILED"])
    map_is_drawn(page)
    return page


def answer(page, pattern):
    page.locator("#answer", has_text=re.compile(pattern)).wait_for()
    return page.locator("#answer").text_content()


def test_enter_asks_at_the_centre(map_page):
    map_page.locator("#map canvas").focus()

    map_page.keyboard.press("Enter")

    # 28° N, 12° E: the south of Libya.
    assert answer(map_page, "Libya") == "Libya"
    assert map_page.locator(".asked").is_visible()


def test_arrows_move_the_question(map_page):
    map_page.locator("#map canvas").focus()
    for _ in range(4):
        map_page.keyboard.press("ArrowDown")
        map_page.wait_for_timeout(400)

    map_page.keyboard.press("Enter")

    assert answer(map_page, "Nigeria|At sea").startswith(("Nigeria", "At sea"))


def test_click_asks_where_it_falls(map_page):
    box = map_page.locator("#map").bounding_box()

    map_page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    assert answer(map_page, "Libya") == "Libya"


def test_place_at_sea_is_told_by_its_distance(map_page):
    box = map_page.locator("#map").bounding_box()

    map_page.mouse.click(box["x"] + box["width"] / 2 - 220, box["y"] + box["height"] / 2)

    assert re.fullmatch(r"At sea, [\d,]+ km from \w+", answer(map_page, "At sea"))


def test_nearest_place_is_named(map_page, transactional_db):
    here = to_point(LatLng(28.5, 12.0))
    Place.objects.create(
        geoname_id=1, name="Sabha", search_name="sabha", country_code="LY", point=here
    )
    map_page.locator("#map canvas").focus()

    map_page.keyboard.press("Enter")

    assert re.fullmatch(r"Libya · 5\d km from Sabha", answer(map_page, "Sabha"))


def test_question_without_an_answer_is_said(map_page):
    map_page.route("**/api/regions/at/**", lambda route: route.abort())
    map_page.locator("#map canvas").focus()

    map_page.keyboard.press("Enter")

    answer(map_page, "The place could not be looked up")
