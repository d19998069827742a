import re

import pytest

from tests.pages.conftest import DESK, PHONE, map_is_drawn, screenshot

SIZES = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


@SIZES
@SCHEMES
def test_map_is_drawn(open_page, some_countries, album, viewport, scheme):
    page = open_page("/", viewport=viewport, color_scheme=scheme)

    map_is_drawn(page)

    width = viewport["width"]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    screenshot(page, f"front-{width}-{scheme}", full_page=True)


def test_theme_is_toggled_and_remembered(open_page, some_countries):
    page = open_page("/", color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)

    page.get_by_role("button", name="Dark colours").click()
    dark = page.evaluate(paper)
    page.reload()

    assert light != dark
    assert page.evaluate(paper) == dark
    assert page.get_by_role("button", name="Dark colours").get_attribute("aria-pressed") == "true"
    map_is_drawn(page)


def test_map_survives_a_change_of_theme(open_page, some_countries, album):
    page = open_page("/")
    map_is_drawn(page)

    page.get_by_role("button", name="Dark colours").click()
    page.wait_for_timeout(500)

    assert page.get_attribute("#map", "data-map-state") == "ready"


def test_globe_and_flat_map_are_switched(open_page, some_countries):
    page = open_page("/")
    map_is_drawn(page)

    page.get_by_role("button", name="Show the flat map").click()

    page.get_by_role("button", name="Show the globe").wait_for()


def test_failing_tiles_are_said_plainly(open_page, some_countries):
    page = open_page(
        "/",
        before=lambda page: page.route("**/tiles/**", lambda route: route.abort()),
        expects=["ERR_FAILED"],
    )

    page.get_by_text("The map tiles could not be loaded").wait_for()

    assert page.get_attribute("#map", "data-map-state") == "failed"


def test_browser_without_webgl_is_told(open_page, some_countries, album):
    without = "HTMLCanvasElement.prototype.getContext = () => null"
    page = open_page("/", before=lambda page: page.add_init_script(without))

    page.get_by_text("it needs WebGL 2").wait_for()

    page.locator("a[data-photo]").first.click()
    assert page.locator("#viewer").is_visible()


def test_page_without_script_still_makes_sense(open_page, some_countries, album):
    page = open_page("/", java_script_enabled=False)

    assert page.locator("noscript p").is_visible()
    assert not page.get_by_role("button", name="Dark colours").is_visible()
    page.get_by_role("link", name="Show more").click()

    assert re.search(r"/photos/\?page=2$", page.url)
    assert page.locator("a[data-photo]").count() == 6
    page.locator("a[data-photo]").first.click()
    assert page.url.endswith(".jpg")


def test_empty_site_says_what_to_do(open_page):
    page = open_page("/")

    assert page.get_by_text("No boundaries are loaded yet").is_visible()
    assert page.get_by_text("There are no photos yet.").is_visible()
    screenshot(page, "front-empty")


def test_skip_link_leads_to_the_content(open_page):
    page = open_page("/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_missing_page_wears_the_same_face(open_page):
    page = open_page("/nowhere", viewport=PHONE, expects=["404"])
    screenshot(page, "missing-360")

    page.get_by_role("link", name="Back to the map").click()

    assert page.get_by_role("heading", level=1).text_content() == "Where was this photo taken?"
