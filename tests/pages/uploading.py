"""What tests of the upload pages do: files to choose, a browser of one's own, a slow line."""

import io
import os

from django.core.signing import get_cookie_signer
from PIL import Image

from geoweb.visitors import COOKIE
from tests.album import jpeg
from tests.pages.conftest import screenshot

HUES = {
    "harbour.jpg": "#9ec5dd",
    "market square.jpg": "#e3c08f",
    "a-rather-long-name-of-a-photo.jpg": "#b7a3d8",
}


def file(name="harbour.jpg", body=None, kind="image/jpeg"):
    body = body or jpeg(1200, 960, HUES.get(name, "#9ec5dd"))
    return {"name": name, "mimeType": kind, "buffer": body}


def heavy_file(name="heavy.jpg"):
    """Noise: about a megabyte that no encoder makes smaller."""
    written = io.BytesIO()
    Image.frombytes("RGB", (800, 600), os.urandom(800 * 600 * 3)).save(written, "JPEG", quality=95)
    return file(name, written.getvalue())


def browser_of(player, site):
    """For open_page(before=...): the browser holds the player's cookie."""
    signed = get_cookie_signer(salt=COOKIE + COOKIE).sign(str(player.public_id))
    cookie = {"name": COOKIE, "value": signed, "url": site.url}
    return lambda page: page.context.add_cookies([cookie])


def slow_line(page, bytes_per_s):
    limits = {
        "offline": False,
        "latency": 0,
        "downloadThroughput": -1,
        "uploadThroughput": bytes_per_s,
    }
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", limits)


def whole_screenshot(page, name):
    """A window as high as the page, which may grow with it: `full_page` would resize the map while
    it is taken, and show it half drawn."""
    width = page.viewport_size["width"]
    for _ in range(2):
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(800)
    screenshot(page, name)


def choose(page, *files):
    page.locator("#views").set_input_files(list(files))


def refusal(page):
    page.locator("#refusal-place .refusal").wait_for()
    return page.locator("#refusal-place .refusal").text_content()
