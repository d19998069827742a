"""The reference of the API in a browser: it fits a phone, and every link in it leads somewhere."""

import pytest

from tests.pages.conftest import DESK, PHONE, screenshot
from tests.pages.test_accessibility import faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("name", "viewport"), [("phone", PHONE), ("desk", DESK)])
def test_reference_fits(open_page, name, viewport):
    page = open_page("/api/", viewport=viewport)
    screenshot(page, f"reference-{name}", full_page=True)

    assert page.evaluate("document.querySelector('main').scrollWidth") <= viewport["width"]


def test_reference_has_no_fault(open_page):
    page = open_page("/api/", viewport=PHONE, bypass_csp=True)

    assert faults(page) == []


def test_links_inside_the_reference_lead_somewhere(open_page):
    page = open_page("/api/")
    missing = page.evaluate(
        """[...document.querySelectorAll('main a[href^="#"]')]
           .map((link) => link.getAttribute("href").slice(1))
           .filter((name) => !document.getElementById(name))"""
    )

    assert missing == []
    assert page.locator("main a[href^='#']").count() > 20
