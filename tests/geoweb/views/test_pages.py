import json
import re

import pytest

from tests.album import add_photo, add_region

pytestmark = pytest.mark.django_db


def test_front_page_takes_two_queries(client, django_assert_num_queries):
    for number in range(30):
        add_photo(f"photo {number}", body=b"-")

    with django_assert_num_queries(2):
        client.get("/")


def test_front_page_without_regions_says_what_to_do(client):
    html = client.get("/").content.decode()

    assert 'data-map-state="empty"' in html
    assert "<code>make run</code>" in html


def test_front_page_with_regions_waits_for_the_map(client):
    add_region("FR", "France")

    assert 'data-map-state="waiting"' in client.get("/").content.decode()


def test_page_has_no_inline_code_without_the_nonce(client):
    response = client.get("/")
    html = response.content.decode()
    [nonce] = re.findall(r"'nonce-([^']+)'", response["Content-Security-Policy"])

    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", html)

    assert all(f'nonce="{nonce}"' in tag or "application/json" in tag for tag in inline)
    assert "<style" not in html
    assert " style=" not in html


def test_import_map_covers_every_module(client):
    html = client.get("/").content.decode()
    [source] = re.findall(r'<script type="importmap"[^>]*>(.*?)</script>', html)

    imports = json.loads(source)["imports"]

    assert imports["maplibre-gl"] == "/static/vendor/maplibre/maplibre-gl.mjs"
    assert imports["/static/js/world-map.js"] == "/static/js/world-map.js"


def test_raster_tiles_are_offered_with_their_attribution(client, settings):
    settings.RASTER_TILES_URL = "https://tiles.example/{z}/{x}/{y}.png"
    settings.RASTER_TILES_ATTRIBUTION = "© Example <Maps>"

    html = client.get("/").content.decode()

    assert '"raster": "https://tiles.example/{z}/{x}/{y}.png"' in html
    assert "© Example &lt;Maps&gt;" in html


def test_icon_asked_for_by_its_old_name_is_found(client):
    response = client.get("/favicon.ico")

    assert (response.status_code, response["Location"]) == (302, "/static/img/favicon.svg")


def test_social_preview_is_an_address_on_this_site(client):
    html = client.get("/", headers={"Host": "localhost:8000"}).content.decode()

    assert 'content="http://localhost:8000/static/img/preview.jpg"' in html


def test_robots_may_read_the_public_pages(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /admin/" in response.content.decode()
