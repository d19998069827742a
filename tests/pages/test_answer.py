"""The page of an upload in a browser: waiting, duel, coarse, failed, the list, deleting, reporting."""

import pytest
from django.core.files.base import ContentFile

from geoweb.domain.switches import switch_uploads
from geoweb.enums import UploadState
from geoweb.models import Flag, Upload
from predictor.geodesy import LatLng
from tests.album import jpeg
from tests.geoweb.sent import add_player, add_upload, answer_upload, made_answer
from tests.pages.conftest import DESK, PHONE, map_is_drawn, screenshot
from tests.pages.uploading import browser_of, whole_screenshot

SIZES = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
PARIS = LatLng(48.8566, 2.3522)
MODEL = LatLng(45.7654, 4.8321)


@pytest.fixture
def ada(transactional_db):
    return add_player("Ada")


@pytest.fixture
def open_as_ada(open_page, live_server, ada):
    def opened(path, **options):
        page = open_page(path, before=browser_of(ada, live_server), **options)
        page.set_default_timeout(30_000)
        return page

    return opened


def address(upload):
    return f"/uploads/{upload.public_id}/"


def duel(player, album):
    answer = made_answer(MODEL, photo_ids=[photo.pk for photo in album[18:24]])
    return answer_upload(add_upload(player, PARIS, views=2), answer)


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@SIZES
def test_waiting_turns_into_the_answer_by_itself(open_as_ada, ada, some_countries, viewport):
    add_upload(ada)
    upload = add_upload(ada, PARIS)
    page = open_as_ada(address(upload), viewport=viewport)
    page.get_by_text("1 upload comes first.").wait_for()
    assert fits(page)
    screenshot(page, f"answer-waiting-{viewport['width']}")

    answer_upload(upload, made_answer(MODEL))

    page.get_by_role("heading", level=1, name="km apart").wait_for()
    map_is_drawn(page)


def test_waiting_asks_less_and_less_often(open_as_ada, ada):
    asked, upload = [], add_upload(ada)
    page = open_as_ada(address(upload))
    page.on(
        "response",
        lambda response: response.url.endswith(address(upload)) and asked.append(response.status),
    )

    page.wait_for_timeout(6000)

    assert 3 <= len(asked) <= 7
    assert set(asked) == {304}


def test_waiting_shows_the_kill_switch(open_as_ada, ada):
    page = open_as_ada(address(add_upload(ada)))

    switch_uploads(on=False, why="We are moving house.")

    page.get_by_text("Yours waits, and is not lost.").wait_for()
    assert page.get_by_text("We are moving house.").is_visible()


def test_waiting_without_script_reloads_itself(open_as_ada, ada):
    upload = add_upload(ada, PARIS)
    page = open_as_ada(address(upload), java_script_enabled=False)

    answer_upload(upload, made_answer(MODEL))

    page.get_by_role("heading", level=1, name="km apart").wait_for()


@SIZES
@SCHEMES
@pytest.mark.usefixtures("some_countries")
def test_duel_is_shown_whole(open_as_ada, ada, album, viewport, scheme):
    page = open_as_ada(
        address(duel(ada, album)), viewport=viewport, color_scheme=scheme, reduced_motion="reduce"
    )
    map_is_drawn(page)

    assert page.locator(".pin-model").is_visible()
    assert page.locator(".pin-truth").is_visible()
    assert page.locator(".similar a").count() == 6
    assert fits(page)
    whole_screenshot(page, f"answer-duel-{viewport['width']}-{scheme}")


def test_shades_survive_a_change_of_theme(open_as_ada, ada, some_countries):
    page = open_as_ada(address(answer_upload(add_upload(ada))), color_scheme="light")
    map_is_drawn(page)

    page.get_by_role("button", name="Dark colours").click()
    page.wait_for_timeout(1000)

    assert page.get_attribute("#map", "data-map-state") == "ready"
    screenshot(page, "answer-coarse-toggled")


def test_similar_photo_leads_to_its_place(open_as_ada, ada, some_countries, album):
    page = open_as_ada(address(duel(ada, album)), reduced_motion="reduce")
    map_is_drawn(page)

    page.locator(".similar a").first.click()

    assert page.locator("#viewer").is_visible()
    assert page.locator("#viewer-report").get_attribute("href").startswith("/report/")
    page.wait_for_timeout(1000)
    screenshot(page, "answer-similar-1280")


@SIZES
@SCHEMES
def test_coarse_answer_is_shown_whole(open_as_ada, ada, some_countries, viewport, scheme):
    upload = answer_upload(add_upload(ada), made_answer(MODEL))
    page = open_as_ada(address(upload), viewport=viewport, color_scheme=scheme)
    map_is_drawn(page)

    assert page.locator(".pin").count() == 0
    assert page.locator(".shades tbody tr").count() == 3
    assert fits(page)
    whole_screenshot(page, f"answer-coarse-{viewport['width']}-{scheme}")


@SIZES
def test_failure_says_what_to_do(open_as_ada, ada, viewport):
    upload = add_upload(ada)
    Upload.objects.update(state=UploadState.FAILED, failure="too_large")

    page = open_as_ada(address(upload), viewport=viewport)

    assert page.get_by_text("more pixels than we take").is_visible()
    screenshot(page, f"answer-failed-{viewport['width']}")


@pytest.fixture
def some_uploads(ada):
    """One of each state, the last with a picture of its own."""
    answer_upload(add_upload(ada, PARIS, views=2, may_be_played=True))
    failed = add_upload(ada)
    Upload.objects.filter(pk=failed.pk).update(state=UploadState.FAILED, failure="unreadable")
    waiting = add_upload(ada)
    for view in waiting.views.all():
        view.photo.file.delete()
    photo = answer_upload(add_upload(ada)).views.get().photo
    photo.file.save("other.jpg", ContentFile(jpeg(colour="peachpuff")))


@SIZES
def test_list_shows_what_was_sent(open_as_ada, some_uploads, viewport):
    page = open_as_ada("/uploads/", viewport=viewport)
    page.wait_for_load_state("networkidle")

    assert page.locator(".sent-row").count() == 4
    assert page.evaluate("document.querySelector('.sent-row img').naturalWidth") > 0
    assert fits(page)
    screenshot(page, f"uploads-{viewport['width']}", full_page=True)


@SIZES
def test_empty_list_says_what_to_do(open_as_ada, viewport):
    page = open_as_ada("/uploads/", viewport=viewport)

    assert page.get_by_text("You have sent nothing yet.").is_visible()
    screenshot(page, f"uploads-empty-{viewport['width']}")


def test_upload_is_deleted_with_two_presses(open_as_ada, ada):
    page = open_as_ada(address(answer_upload(add_upload(ada, PARIS))), viewport=PHONE)

    page.get_by_role("link", name="Delete").click()
    screenshot(page, "upload-delete-360")
    page.get_by_role("button", name="Delete").click()

    assert page.get_by_text("It is deleted").is_visible()
    assert Upload.objects.count() == 0
    screenshot(page, "upload-deleted-360")


def test_photo_of_the_gallery_is_reported_from_its_viewer(open_page, album):
    page = open_page("/photos/", viewport=PHONE)
    page.locator("a[data-photo]").first.click()

    page.get_by_role("link", name="Report this photo").click()
    page.get_by_label("It was not taken there").check()
    page.get_by_label("In your words").fill("This is Lyon.")
    screenshot(page, "report-360", full_page=True)
    page.get_by_role("button", name="Report").click()

    assert page.get_by_role("heading", name="Thank you").is_visible()
    assert Flag.objects.get().text == "This is Lyon."
    screenshot(page, "report-thanks-360")
