"""A real browser on a real server; a page that complains or looks elsewhere fails its test."""

import gzip
import json
import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from playwright.sync_api import sync_playwright

from predictor.geodesy import LatLng
from tests.album import add_photo, jpeg

# The browser's driver runs an event loop in this thread; the database is used beside it, not in it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

CHROMIUM = "/usr/bin/chromium"
# Root needs --no-sandbox; there may be no GPU, so WebGL is drawn by the processor.
ARGUMENTS = ["--no-sandbox", "--enable-unsafe-swiftshader", "--disable-background-networking"]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
SCREENSHOTS = Path(django_settings.BASE_DIR) / "build" / "screenshots"
SHIPPED = Path(django_settings.BASE_DIR) / "predictor" / "data" / "regions.geojson.gz"
COUNTRIES = {"DE", "DZ", "EG", "ES", "FR", "LY", "NG", "TR"}
HUES = range(180, 240)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


class Complaints(list):
    """What a page said on its console, threw, or asked of another host."""

    def watch(self, page, site):
        page.on("console", lambda line: line.type == "error" and self.append(line.text))
        page.on("pageerror", lambda error: self.append(str(error)))
        page.on("request", lambda request: self.check_host(request.url, site))

    def check_host(self, url, site):
        if not url.startswith((f"{site}/", "data:", "blob:")):
            self.append(f"asked another host: {url}")


@pytest.fixture
def open_page(browser, live_server):
    """open_page("/", viewport=PHONE, expects=("404",)): a page of its own, closed after the test."""
    contexts, complaints, expected = [], Complaints(), []

    def opened(path, *, viewport=DESK, expects=(), before=None, **options):
        context = browser.new_context(viewport=viewport, **options)
        contexts.append(context)
        expected.extend(expects)
        page = context.new_page()
        complaints.watch(page, live_server.url)
        if before:
            before(page)
        page.goto(live_server.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [said for said in complaints if not any(word in said for word in expected)] == []


@pytest.fixture
def some_countries(transactional_db, tmp_path):
    """A few real outlines: enough of a map, and loaded in a second."""
    with gzip.open(SHIPPED) as file:
        world = json.load(file)
    world["features"] = [
        feature
        for feature in world["features"]
        if feature["properties"]["level"] == 0 and feature["properties"]["code"] in COUNTRIES
    ]
    path = tmp_path / "some.geojson"
    path.write_text(json.dumps(world))
    call_command("load_regions", path, verbosity=0)


@pytest.fixture
def album(transactional_db):
    """Thirty photos on a diagonal from Algeria to Poland."""
    return [
        add_photo(
            f"photo {number}",
            LatLng(28 + number * 0.8, 2 + number * 0.6),
            body=jpeg(colour=f"hsl({HUES[number]}, 60%, 70%)"),
            attribution="Drawn for a test",
            licence="CC0-1.0",
        )
        for number in range(30)
    ]


def map_is_drawn(page):
    page.wait_for_selector('#map[data-map-state="ready"]', timeout=60_000)


def screenshot(page, name, **options):
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", **options)
