"""axe-core finds no fault with any page, in either theme, at either width."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.pages.conftest import DESK, PHONE, map_is_drawn

AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"


def faults(page):
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run()")["violations"]
    return [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_front_page_has_no_fault(open_page, some_countries, album, viewport, scheme):
    page = open_page("/", viewport=viewport, color_scheme=scheme, bypass_csp=True)
    map_is_drawn(page)

    assert faults(page) == []


@pytest.mark.parametrize("path", ["/", "/photos/", "/nowhere"])
def test_other_pages_have_no_fault(open_page, path):
    page = open_page(path, bypass_csp=True, expects=["404"])

    assert faults(page) == []


def test_open_photo_has_no_fault(open_page, album):
    page = open_page("/photos/", bypass_csp=True)

    page.locator("a[data-photo]").first.click()

    assert faults(page) == []
