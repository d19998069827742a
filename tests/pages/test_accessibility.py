"""axe-core finds no fault with any page, in either theme, at either width."""

from pathlib import Path

import pytest
from django.conf import settings

from geoweb.enums import UploadState
from geoweb.models import Upload
from predictor.geodesy import LatLng
from tests.geoweb.sent import add_player, add_upload, answer_upload
from tests.pages.conftest import DESK, PHONE, map_is_drawn
from tests.pages.uploading import browser_of, choose, file, refusal

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


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_filled_upload_page_has_no_fault(open_page, some_countries, viewport, scheme):
    page = open_page("/upload/", viewport=viewport, color_scheme=scheme, bypass_csp=True)
    map_is_drawn(page)
    page.locator("#map canvas").press("Enter")
    choose(page, file(), file("notes.txt", b"words", "text/plain"))

    assert refusal(page)
    assert faults(page) == []


@pytest.mark.parametrize("path", ["/upload/", "/uploads/", "/report/thanks/"])
def test_empty_pages_of_uploads_have_no_fault(open_page, path):
    assert faults(open_page(path, viewport=PHONE, bypass_csp=True)) == []


@pytest.fixture(params=["waiting", "failed", "duel", "coarse"])
def upload(request, transactional_db):
    sent = add_upload(add_player(), LatLng(48.8, 2.3) if request.param == "duel" else None)
    if request.param in {"duel", "coarse"}:
        answer_upload(sent)
    if request.param == "failed":
        Upload.objects.update(state=UploadState.FAILED, failure="unreadable")
    return sent


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_an_upload_have_no_fault(open_page, live_server, upload, scheme):
    paths = [f"/uploads/{upload.public_id}/", f"/uploads/{upload.public_id}/delete/", "/uploads/"]
    photo = upload.views.get().photo.public_id
    page = open_page(
        "/", before=browser_of(upload.player, live_server), color_scheme=scheme, bypass_csp=True
    )

    for path in [*paths, f"/report/{photo}/"]:
        page.goto(live_server.url + path)
        assert (path, faults(page)) == (path, [])
