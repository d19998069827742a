"""Vector tiles over HTTP: cacheable, conditional, compressed when the reader can."""

import gzip
import re
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from predictor.tiles import DrawnTile, NoSuchTileError, TileKey, UnknownLayerError, find_tile

CONTENT_TYPE: Final = "application/vnd.mapbox-vector-tile"
# New outlines are rare: an hour without asking, a week while asking behind the reader's back.
CACHE_CONTROL: Final = "public, max-age=3600, stale-while-revalidate=604800"
# Below this a gzip header costs more than it saves.
SMALLEST_GZIP_BYTES: Final = 200
# Level 6 took three times as long here for 3 per cent less.
GZIP_LEVEL: Final = 1
NUMBER: Final = re.compile(r"-?[0-9]{1,9}")
ETAG: Final = re.compile(r'"([0-9a-f]{32})(?:-gz)?"')


@require_safe
def tile(request: HttpRequest, layer: str, z: str, x: str, y: str) -> HttpResponse:
    try:
        key = TileKey(layer, number("Zoom", z), number("x", x), number("y", y))
    except UnknownLayerError as error:
        return plain(str(error.args[0]), 404)
    except NoSuchTileError as error:
        return plain(str(error), 400)
    known = ETAG.findall(request.headers.get("If-None-Match", ""))
    # Nearly always one; a list is answered too, from the body.
    found = find_tile(key, known_etag=known[0] if known else "")
    return with_cache_headers(answer(request, found, known), found)


def number(name: str, text: str) -> int:
    if not NUMBER.fullmatch(text):
        raise NoSuchTileError(f"{name} {text[:20]!r} is no whole number of this pyramid.")
    return int(text)


def plain(line: str, status: int) -> HttpResponse:
    return HttpResponse(f"{line}\n", status=status, content_type="text/plain; charset=utf-8")


def answer(request: HttpRequest, found: DrawnTile, known: list[str]) -> HttpResponse:
    if found.body is None or found.etag in known:
        return HttpResponseNotModified()
    if len(found.body) < SMALLEST_GZIP_BYTES or not accepts_gzip(request):
        return HttpResponse(found.body, content_type=CONTENT_TYPE)
    packed = gzip.compress(found.body, GZIP_LEVEL, mtime=0)
    return HttpResponse(packed, content_type=CONTENT_TYPE, headers={"Content-Encoding": "gzip"})


def accepts_gzip(request: HttpRequest) -> bool:
    return bool(
        re.search(
            r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", request.headers.get("Accept-Encoding", "")
        )
    )


def with_cache_headers(response: HttpResponse, found: DrawnTile) -> HttpResponse:
    # Two encodings are two representations: a strong tag must tell them apart.
    suffix = "-gz" if response.headers.get("Content-Encoding") == "gzip" else ""
    response.headers["ETag"] = f'"{found.etag}{suffix}"'
    response.headers["Cache-Control"] = CACHE_CONTROL
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
