import pytest

from tests.pages.conftest import DESK, PHONE, map_is_drawn, screenshot

SIZES = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


def photos(page):
    return page.locator("a[data-photo]")


def focused_photo(page):
    return page.evaluate("document.activeElement.dataset.photo")


def test_show_more_adds_the_next_photos_and_moves_the_focus(open_page, album):
    page = open_page("/")

    page.get_by_role("link", name="Show more").press("Enter")
    photos(page).nth(29).wait_for()

    assert photos(page).count() == 30
    assert focused_photo(page) == photos(page).nth(24).get_attribute("data-photo")
    assert page.get_by_role("link", name="Show more").count() == 0
    assert page.url.endswith("/")


def test_show_more_that_fails_is_said(open_page, album):
    page = open_page("/", expects=["503"])
    page.route("**/photos/?page=2", lambda route: route.fulfill(status=503, body="busy"))

    page.get_by_role("link", name="Show more").click()

    page.get_by_text("More photos could not be loaded.").wait_for()
    assert photos(page).count() == 24


@SIZES
def test_photo_opens_beside_the_map(open_page, some_countries, album, viewport):
    page = open_page("/", viewport=viewport, reduced_motion="reduce")
    map_is_drawn(page)

    photos(page).nth(3).click()
    page.locator(".pin-truth").wait_for()

    assert page.locator("#viewer").is_visible()
    assert shows_pin_beside_the_sheet(page)
    page.wait_for_timeout(1500)
    screenshot(page, f"photo-{viewport['width']}")


def shows_pin_beside_the_sheet(page):
    pin, sheet = (page.locator(name).bounding_box() for name in (".pin-truth", "#viewer"))
    if sheet["width"] == page.viewport_size["width"]:
        return pin["y"] >= 0 and pin["y"] + pin["height"] <= sheet["y"]
    return sheet["x"] + sheet["width"] <= pin["x"] <= page.viewport_size["width"]


def test_photos_are_leafed_through_by_keyboard(open_page, album):
    page = open_page("/")
    names = [photo.get_attribute("data-photo") for photo in photos(page).all()]

    photos(page).nth(0).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    shown = page.locator("#viewer-photo").get_attribute("src")
    page.keyboard.press("Escape")

    assert names[1] in shown
    assert not page.locator("#viewer").is_visible()
    # The browser says that a dialog has closed a moment after it is gone.
    page.wait_for_function("name => document.activeElement.dataset.photo === name", arg=names[1])


def test_photo_shows_whose_it_is(open_page, album):
    page = open_page("/photos/")

    photos(page).first.click()

    assert page.locator("#viewer-credit").text_content() == "Drawn for a test, CC0-1.0"


def test_pictures_are_loaded(open_page, album):
    page = open_page("/photos/")
    page.wait_for_load_state("networkidle")

    assert page.evaluate("document.querySelector('.card img').naturalWidth") > 0


def test_mark_on_the_map_opens_its_photo(open_page, some_countries, album):
    page = open_page("/", reduced_motion="reduce")
    map_is_drawn(page)
    photos(page).nth(0).click()
    pin = page.locator(".pin-truth").bounding_box()
    page.keyboard.press("Escape")
    page.locator("#map").scroll_into_view_if_needed()

    page.evaluate("document.querySelector('#map').scrollIntoView({ block: 'start' })")
    page.mouse.click(pin["x"] + 5, pin["y"] + pin["height"] - 2)

    assert page.locator("#viewer").is_visible()
