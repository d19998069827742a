"""A whole round in each language: nothing is cut off, nothing sticks out, numbers stay numbers."""

import pytest
from django.conf import settings
from django.utils.translation import gettext, override

from tests.pages.conftest import DESK, map_is_drawn, screenshot
from tests.pages.test_accessibility import faults
from tests.pages.test_play import (  # noqa: F401 - the fixture of the games
    deck_of_photos,
)

SMALL = {"width": 360, "height": 740}


def sticks_out(page):
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize("viewport", [SMALL, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_a_round_in_each_language(open_page, deck_of_photos, language, viewport):  # noqa: F811
    page = open_page("/board/", viewport=viewport, reduced_motion="reduce", bypass_csp=True)
    seen = {}

    def look_at(name):
        seen[name] = faults(page), max(0, sticks_out(page))
        screenshot(page, f"{language}-{name}-{viewport['width']}", full_page=True)

    page.locator(f".languages button[value={language}]").click()
    page.wait_for_selector(f"html[lang={language}]")
    look_at("board")
    page.locator(".site-nav a[href='/play/']").click()
    look_at("play")
    page.locator("button[value=classic]").click()
    map_is_drawn(page)
    look_at("round")
    box = page.locator("#map").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    with override(language):
        page.locator("#pinned", has_text=gettext("Your pin: %(place)s").split("%")[0]).wait_for()
    page.locator("#guess").click()
    page.locator("#next").wait_for()
    map_is_drawn(page)
    look_at("revealed")
    page.goto(page.url.split("/games/")[0] + "/upload/")
    map_is_drawn(page)
    look_at("upload")

    assert {name: found for name, found in seen.items() if found != ([], 0)} == {}
