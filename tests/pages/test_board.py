"""The board and profiles in a real browser: readable, faultless, at both widths and themes."""

import os

import pytest

from geoweb.domain.board import refresh
from geoweb.models import Player
from predictor.geodesy import LatLng
from predictor.models.points import to_latlng
from tests.geoweb.board.league import add_guess, add_league, days_ago, near
from tests.geoweb.dealt import add_account, foretell
from tests.geoweb.sent import add_locator
from tests.pages.conftest import DESK, PHONE, map_is_drawn, screenshot
from tests.pages.test_accessibility import faults

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
LOOKS = pytest.mark.parametrize(
    "look",
    [(PHONE, "light"), (PHONE, "dark"), (DESK, "light"), (DESK, "dark")],
    ids=["phone-light", "phone-dark", "desk-light", "desk-dark"],
)


@pytest.fixture
def people(transactional_db):
    """A league of ten and two models; Ada has played for a week and more."""
    people, cards = add_league(players=9, photos=40, each=20)
    better = add_locator("barycentric", 2)
    for card in cards:
        truth = to_latlng(card.point)
        foretell(card, LatLng(truth.lat + 0.3, truth.lng), better)
    ada = add_account("ada")
    for number, card in enumerate(cards[:35]):
        add_guess(ada, card, near(card, 30 + 25 * number, number), at=days_ago(9 - number // 4))
    refresh()
    return [ada, *people]


@pytest.fixture
def as_ada(people, client):
    """Before a page is opened: Ada's session."""
    client.force_login(people[0].user)

    def log_in(page):
        cookie = client.cookies["sessionid"]
        page.context.add_cookies(
            [{"name": "sessionid", "value": cookie.value, "domain": "localhost", "path": "/"}]
        )

    return log_in


@LOOKS
def test_board_has_no_fault(open_page, as_ada, look):
    viewport, scheme = look
    page = open_page(
        "/board/", viewport=viewport, color_scheme=scheme, before=as_ada, bypass_csp=True
    )

    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    screenshot(page, f"board-{viewport['width']}-{scheme}", full_page=True)


@LOOKS
def test_own_profile_has_no_fault(open_page, some_countries, people, as_ada, look):
    viewport, scheme = look
    path = f"/players/{people[0].public_id}/"
    page = open_page(path, viewport=viewport, color_scheme=scheme, before=as_ada, bypass_csp=True)
    map_is_drawn(page)

    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.wait_for_timeout(500)
    screenshot(page, f"player-{viewport['width']}-{scheme}", full_page=True)


def test_first_column_stays_while_the_table_scrolls(open_page, people):
    page = open_page("/board/", viewport=PHONE)
    name = page.locator("tbody th.first a").first

    page.locator(".board-scroll").evaluate("box => { box.scrollLeft = 400 }")

    assert 0 <= name.bounding_box()["x"] < 60


def test_filters_work_by_keyboard_and_without_script(open_page, people):
    page = open_page("/board/", java_script_enabled=False)

    page.get_by_label("Players", exact=True).select_option("model")
    page.get_by_role("button", name="Show").press("Enter")
    page.wait_for_url("**kind=model**")

    assert page.locator("tbody tr").count() == 2


def test_empty_board_has_no_fault(open_page):
    page = open_page("/board/", bypass_csp=True)

    assert faults(page) == []


def test_profile_of_a_model_has_no_fault(open_page, people):
    model = Player.objects.filter(kind="model").first()
    page = open_page(f"/players/{model.public_id}/", bypass_csp=True)

    assert faults(page) == []
