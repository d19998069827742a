"""Accounts in a real browser: every page of theirs, and the way through all of them."""

import re

import pytest

from tests.pages.conftest import DESK, PHONE, screenshot
from tests.pages.test_accessibility import faults

LOOKS = pytest.mark.parametrize(
    "look",
    [(PHONE, "light"), (PHONE, "dark"), (DESK, "light"), (DESK, "dark")],
    ids=["phone-light", "phone-dark", "desk-light", "desk-dark"],
)
PASSWORD = "a long pass phrase"


def sign_up(page, name="ada"):
    page.locator("[name=username]").fill(name)
    page.locator("[name=email]").fill(f"{name}@example.org")
    page.locator("[name=password1]").fill(PASSWORD)
    page.locator("[name=password2]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "signup" not in url)


@LOOKS
def test_no_page_of_accounts_has_a_fault(open_page, transactional_db, look):
    viewport, scheme = look
    options = {"viewport": viewport, "color_scheme": scheme, "bypass_csp": True}
    page = open_page("/accounts/signup/", reduced_motion="reduce", **options)
    seen = {}

    def look_at(name):
        seen[name] = faults(page)
        screenshot(page, f"account-{name}-{scheme}-{viewport['width']}", full_page=True)

    look_at("signup")
    sign_up(page)
    for name in ("", "password/", "delete/"):
        page.goto(re.sub(r"(//[^/]+/).*", rf"\1accounts/{name}", page.url))
        look_at(name.strip("/") or "own")
    page.context.clear_cookies()
    for name in ("login/", "password/reset/", "password/reset/sent/", "password/reset/MQ/gone/"):
        page.goto(re.sub(r"(//[^/]+/).*", rf"\1accounts/{name}", page.url))
        look_at(name.strip("/").replace("/", "-"))

    assert {name: found for name, found in seen.items() if found} == {}


def test_a_refused_form_says_why_at_the_field(open_page, transactional_db):
    page = open_page("/accounts/signup/", viewport=PHONE, bypass_csp=True, expects=["422"])
    page.locator("[name=username]").fill("ada")
    page.locator("[name=password1]").fill("abc")
    page.locator("[name=password2]").fill("abd")

    page.locator("main button[type=submit]").click()
    page.locator(".fault").first.wait_for()

    assert page.locator("[name=username]").input_value() == "ada"
    assert page.locator("[aria-invalid=true]").count() >= 1
    assert faults(page) == []
    screenshot(page, "account-refused-360", full_page=True)


def test_an_account_by_keyboard_alone(open_page, transactional_db):
    page = open_page("/accounts/signup/")
    page.locator("[name=username]").focus()
    for typed in ("ada", "ada@example.org", PASSWORD):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)

    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "signup" not in url)

    assert page.get_by_role("link", name="ada").is_visible()
