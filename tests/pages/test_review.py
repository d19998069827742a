"""The review by region in a real browser: faultless and readable, at both widths and themes."""

import os

import pytest

from geoweb.domain.review_refresh import refresh
from geoweb.enums import ReviewChart
from predictor.geodesy import LatLng, destination
from predictor.models import Split
from predictor.regions import assign_photo_regions
from tests.album import add_photo, jpeg
from tests.geoweb.dealt import foretell
from tests.geoweb.review.conftest import add_reviewer
from tests.geoweb.sent import add_locator
from tests.pages.conftest import DESK, PHONE, map_is_drawn, screenshot
from tests.pages.test_accessibility import faults

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
LOOKS = pytest.mark.parametrize(
    "look",
    [(PHONE, "light"), (PHONE, "dark"), (DESK, "light"), (DESK, "dark")],
    ids=["phone-light", "phone-dark", "desk-light", "desk-dark"],
)
PLACES = {
    "FR": (46.5, 2.5),
    "DE": (51, 10),
    "ES": (40, -4),
    "TR": (39, 35),
    "EG": (26, 30),
    "NG": (9, 8),
}


@pytest.fixture
def reviewed(some_countries):
    """Photos in six countries, one far better known than another, two versions of a locator."""
    older, newer = add_locator("pigeon", 1, "retired"), add_locator("pigeon", 2)
    picture = jpeg(320, 256)
    for country, (lat, lng) in enumerate(PLACES.values()):
        for number in range(12 - country):
            truth = LatLng(lat + 0.1 * number, lng)
            photo = add_photo(
                f"{country} {number}",
                truth,
                split=Split.TEST,
                body=picture,
                scene=("rural", "urban")[number % 2],
            )
            for locator, factor in ((older, 2), (newer, 1)):
                km = factor * (30 + 200 * country) * (1 + number % 4)
                foretell(photo, destination(truth, 47 * number, km), locator)
            add_photo(f"train {country} {number}", truth, body=picture)
    assign_photo_regions()
    refresh()


@pytest.fixture
def as_rita(reviewed, client):
    client.force_login(add_reviewer())

    def log_in(page):
        cookie = client.cookies["sessionid"]
        page.context.add_cookies(
            [{"name": "sessionid", "value": cookie.value, "domain": "localhost", "path": "/"}]
        )

    return log_in


def opened(open_page, path, look, before):
    viewport, scheme = look
    return open_page(path, viewport=viewport, color_scheme=scheme, before=before, bypass_csp=True)


def is_fine(page, name, look):
    viewport, scheme = look
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.wait_for_timeout(400)
    screenshot(page, f"{name}-{viewport['width']}-{scheme}", full_page=True)


@LOOKS
def test_dashboard_has_no_fault(open_page, as_rita, look):
    page = opened(open_page, "/review/?metric=within_200_km_pct", look, as_rita)
    map_is_drawn(page)
    page.wait_for_selector('#map[data-coloured="yes"]')

    assert page.locator("#review-legend li").count() > 2
    is_fine(page, "review", look)


@LOOKS
def test_region_page_has_no_fault(open_page, as_rita, look):
    page = opened(open_page, "/review/pigeon:2/regions/DE/", look, as_rita)
    map_is_drawn(page)
    page.wait_for_selector('canvas[data-drawn="yes"]')

    assert page.locator(".worst img").count() == 11
    is_fine(page, "review-region", look)


@pytest.mark.parametrize("kind", ReviewChart.values)
def test_views_of_the_whole_set_have_no_fault(open_page, as_rita, live_server, kind):
    for look in ((PHONE, "light"), (DESK, "dark")):
        page = opened(open_page, f"/review/pigeon:2/{kind}/", look, as_rita)
        if kind != "slices":
            page.wait_for_selector('canvas[data-drawn="yes"]')
        for details in page.locator(".plot details").all():
            details.evaluate("each => { each.open = true }")
        is_fine(page, f"review-{kind}", look)


def test_the_policy_lets_charts_be_drawn(open_page, as_rita):
    page = open_page("/review/pigeon:2/coverage/", before=as_rita)

    page.wait_for_selector('canvas[data-drawn="yes"]')
    blank = "c => { const e = document.createElement('canvas'); e.width = c.width; e.height = c.height; return c.toDataURL() === e.toDataURL() }"
    page.wait_for_timeout(500)
    assert not page.locator("canvas[data-plot]").first.evaluate(blank)


def test_a_click_on_a_country_leads_to_its_page(open_page, as_rita):
    page = open_page("/review/", before=as_rita)
    map_is_drawn(page)
    page.wait_for_selector('#map[data-coloured="yes"]')
    page.wait_for_timeout(800)

    page.locator("#map").evaluate("each => each.scrollIntoView({ block: 'center' })")
    box = page.locator("#map").bounding_box()
    for step in range(20):
        page.mouse.move(box["x"] + box["width"] * (0.4 + 0.01 * step), box["y"] + box["height"] / 2)
        if "photos:" in page.locator("#answer").inner_text():
            page.mouse.down()
            page.mouse.up()
            break
    page.wait_for_url("**/regions/**")


def test_the_table_sorts_without_script(open_page, as_rita):
    page = open_page("/review/", before=as_rita, java_script_enabled=False)

    page.get_by_role("link", name="Median km").click()

    first = page.locator("tbody tr th.first").nth(1).inner_text()
    assert "Egypt" in first
