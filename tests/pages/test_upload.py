"""Sending photos with a browser: choosing, pinning, sending, being refused."""

import re

import pytest

from geoweb.domain.switches import switch_uploads
from geoweb.models import Upload
from predictor.models.points import to_latlng
from tests.album import jpeg
from tests.pages.conftest import DESK, PHONE, map_is_drawn, screenshot
from tests.pages.uploading import choose, file, heavy_file, refusal, slow_line, whole_screenshot

SIZES = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


@pytest.fixture(autouse=True)
def generous_quotas(settings):
    """Every browser here comes from one address."""
    settings.UPLOADS_PER_ADDRESS_HOUR = 1_000_000


@pytest.fixture
def upload_page(open_page, some_countries):
    page = open_page("/upload/", reduced_motion="reduce")
    map_is_drawn(page)
    return page


WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5 && !element.closest(".map"))
  .map((element) => element.outerHTML.slice(0, 120))"""


def too_wide(page):
    wide = page.evaluate("document.documentElement.scrollWidth") > page.viewport_size["width"]
    return page.evaluate(WIDE) if wide else []


def typed(page):
    return [page.locator(f"#id_{name}").input_value() for name in ("lat", "lng")]


def send(page):
    page.get_by_role("button", name="Send", exact=True).click()


@SIZES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_empty_page_says_everything_before_anything_is_sent(
    open_page, some_countries, viewport, scheme
):
    page = open_page("/upload/", viewport=viewport, color_scheme=scheme)
    map_is_drawn(page)

    for words in ("JPEG, PNG or WebP, up to 20 MB", "Kept for 30 days", "Without a place:"):
        assert page.get_by_text(words).first.is_visible()
    assert too_wide(page) == []
    whole_screenshot(page, f"upload-empty-{viewport['width']}-{scheme}")


@SIZES
def test_chosen_photos_are_shown_with_their_pin(open_page, some_countries, viewport):
    page = open_page("/upload/", viewport=viewport, reduced_motion="reduce")
    map_is_drawn(page)

    choose(page, file(), file("market square.jpg"), file("a-rather-long-name-of-a-photo.jpg"))
    page.locator("#id_lat").fill("45.7640")
    page.locator("#id_lng").fill("4.8357")

    page.get_by_text("Pinned at 45.7640, 4.8357.").wait_for()
    assert page.locator("#chosen canvas").count() == 3
    assert page.locator(".pin-truth").is_visible()
    assert not page.get_by_text("Without a place:").is_visible()
    assert too_wide(page) == []
    whole_screenshot(page, f"upload-chosen-{viewport['width']}")


def test_photos_are_removed_one_by_one(upload_page):
    page = upload_page
    choose(page, file(), file("market square.jpg"))

    page.get_by_role("button", name="Remove harbour.jpg").click()

    assert page.locator("#chosen li").count() == 1
    assert page.evaluate("document.querySelector('#views').files.length") == 1
    assert page.evaluate("document.activeElement.ariaLabel") == "Remove market square.jpg"


def test_photos_are_added_to_those_chosen_before_up_to_four(upload_page):
    page = upload_page
    for number in range(5):
        choose(page, file(f"{number}.jpg", jpeg(320, 240 + number)))

    assert "At most 4 photos" in refusal(page)
    assert page.locator("#chosen li").count() == 4


DROP = """([kind, type, names]) => {
  const data = new DataTransfer();
  for (const name of names) data.items.add(new File([name], name, { type: "image/png" }));
  const target = document.querySelector(kind === "drop" ? "#drop" : "body");
  const options = { bubbles: true, cancelable: true };
  options[kind === "drop" ? "dataTransfer" : "clipboardData"] = data;
  target.dispatchEvent(new window[type](kind, options));
}"""


@pytest.mark.parametrize(("kind", "type_"), [("drop", "DragEvent"), ("paste", "ClipboardEvent")])
def test_photos_are_dropped_and_pasted(upload_page, kind, type_):
    upload_page.evaluate(DROP, [kind, type_, ["one.png", "two.png"]])

    assert upload_page.locator("#chosen li").count() == 2


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        (file("notes.txt", b"words", "text/plain"), "notes.txt is no JPEG, PNG or WebP"),
        (file("huge.jpg", bytes(21 * 2**20)), "huge.jpg has more than 20 MB"),
    ],
    ids=["format", "size"],
)
def test_what_the_server_would_refuse_is_not_even_sent(upload_page, odd, words):
    choose(upload_page, odd)

    assert words in refusal(upload_page)
    assert upload_page.locator("#chosen li").count() == 0


def test_click_pins_and_drag_mends(upload_page):
    page = upload_page
    page.locator("#map").scroll_into_view_if_needed()
    box = page.locator("#map").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    page.mouse.click(*middle)
    first = typed(page)
    page.mouse.move(middle[0], middle[1] - 10)
    page.mouse.down()
    page.mouse.move(middle[0] + 40, middle[1] - 40, steps=4)
    page.mouse.up()

    assert float(first[0]) == pytest.approx(28, abs=1)
    assert float(first[1]) == pytest.approx(12, abs=1)
    assert float(typed(page)[1]) > float(first[1]) + 2


def test_enter_pins_the_centre(upload_page):
    upload_page.locator("#map canvas").focus()

    upload_page.keyboard.press("Enter")

    assert [float(value) for value in typed(upload_page)] == pytest.approx([28, 12], abs=0.01)
    assert upload_page.locator("#upload").is_visible()


def test_pin_is_removed(upload_page):
    page = upload_page
    page.locator("#map canvas").press("Enter")

    page.get_by_role("button", name="Remove the pin").click()

    assert typed(page) == ["", ""]
    assert not page.locator(".pin-truth").is_visible()
    assert page.get_by_text("Without a place:").is_visible()


def test_playing_needs_a_place(upload_page):
    page = upload_page
    game = page.get_by_label("May be played after review")
    assert game.is_disabled()

    page.locator("#map canvas").press("Enter")
    game.check()
    page.get_by_role("button", name="Remove the pin").click()

    assert game.is_disabled()
    assert page.get_by_label("Private").is_checked()


def test_upload_goes_through_with_everything_said(upload_page):
    page = upload_page
    choose(page, file(), file("market square.jpg"))
    page.locator("#id_lat").fill("45.76")
    page.locator("#id_lng").fill("4.84")
    page.get_by_label("May be played after review").check()

    send(page)
    page.get_by_role("heading", name="Waiting for the model").wait_for()

    upload = Upload.objects.get()
    assert page.url.endswith(f"/uploads/{upload.public_id}/")
    assert (upload.views.count(), to_latlng(upload.truth)) == (2, (45.76, 4.84))
    assert upload.may_be_played


@SIZES
def test_progress_is_shown_and_can_be_cancelled(open_page, some_countries, viewport):
    page = open_page("/upload/", viewport=viewport)
    map_is_drawn(page)
    choose(page, heavy_file())
    slow_line(page, 60_000)

    send(page)
    page.locator("#sending-words", has_text=re.compile(r"0\.[2-9] of \d\.\d MB sent")).wait_for()
    screenshot(page, f"upload-progress-{viewport['width']}")
    page.get_by_role("button", name="Cancel").click()

    assert page.get_by_role("button", name="Send", exact=True).is_visible()
    assert page.locator("#chosen li").count() == 1
    assert Upload.objects.count() == 0


def test_line_that_breaks_loses_nothing(open_page):
    page = open_page("/upload/", expects=["ERR_FAILED"])
    choose(page, file())
    page.route("**/upload/", lambda route: route.abort())
    send(page)

    assert "press Send again" in refusal(page)
    page.unroute("**/upload/")
    send(page)
    page.get_by_role("heading", name="Waiting for the model").wait_for()
    assert Upload.objects.count() == 1


@SIZES
def test_refusal_is_said_in_place(open_page, some_countries, viewport):
    page = open_page("/upload/", viewport=viewport, expects=["422"])
    map_is_drawn(page)
    choose(page, file("broken.jpg", b"not a picture at all"))
    page.locator("#map canvas").press("Enter")

    send(page)

    assert "Send" in refusal(page)
    assert page.evaluate("document.activeElement.className") == "refusal"
    assert page.locator("#chosen li").count() == 1
    assert typed(page)[0] != ""
    screenshot(page, f"upload-refusal-{viewport['width']}")


@SIZES
def test_quota_passed_says_when_to_come_back(open_page, settings, viewport):
    settings.UPLOADS_PER_PLAYER_DAY = 1
    page = open_page("/upload/", viewport=viewport, expects=["429"])
    choose(page, file())
    send(page)
    page.get_by_role("link", name="Send another").click()
    choose(page, file("market square.jpg"))

    send(page)

    assert "You can send again in 24 hours." in refusal(page)
    screenshot(page, f"upload-quota-{viewport['width']}")


@SIZES
def test_closed_page_says_so(open_page, viewport):
    switch_uploads(on=False, why="We are moving house until Sunday.")
    page = open_page("/upload/", viewport=viewport, expects=["503"])

    assert "We are moving house until Sunday." in refusal(page)
    screenshot(page, f"upload-closed-{viewport['width']}")


def test_page_without_script_sends_too(open_page, some_countries):
    page = open_page("/upload/", viewport=PHONE, java_script_enabled=False, expects=["422"])
    choose(page, file())
    page.locator("#id_lat").fill("95")
    page.locator("#id_lng").fill("4.84")
    send(page)
    assert "latitude from -90 to 90" in refusal(page)
    screenshot(page, "upload-no-script-360", full_page=True)

    choose(page, file())
    page.locator("#id_lat").fill("45.76")
    send(page)

    assert page.get_by_role("heading", name="Waiting for the model").is_visible()
    assert to_latlng(Upload.objects.get().truth) == (45.76, 4.84)
