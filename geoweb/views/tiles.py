"""Vector tiles over HTTP: cacheable, conditional, compressed when the reader can."""

import gzip
import re
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from predictor.tiles import NoSuchTileError, TileKey, UnknownLayerError, find_tile

CONTENT_TYPE: Final = "application/vnd.mapbox-vector-tile"
# New outlines are rare: an hour without asking, a week while asking behind the reader's back.
CACHE_CONTROL: Final = "public, max-age=3600, stale-while-revalidate=604800"
# Below this a gzip header costs more than it saves.
SMALLEST_GZIP_BYTES: Final = 200
# Level 6 took twice as long here for 4 per cent less.
GZIP_LEVEL: Final = 1
NUMBER: Final = re.compile(r"-?[0-9]{1,9}")
ETAG: Final = re.compile(r'"([0-9a-f]{32})(?:-gz)?"')
GZIP_WELCOME: Final = re.compile(r"\b(gzip|\*)(?!\s*;\s*q=0(\.0*)?\s*(,|$))")


@require_safe
def tile(request: HttpRequest, layer: str, z: str, x: str, y: str) -> HttpResponse:
    try:
        key = TileKey(layer, number("Zoom", z), number("x", x), number("y", y))
    except UnknownLayerError as error:
        return plain(str(error.args[0]), 404)
    except NoSuchTileError as error:
        return plain(str(error), 400)
    # The tag as the reader wrote it, by the hash inside: a proxy may have made it weak.
    known = {
        match[1]: match[0] for match in ETAG.finditer(request.headers.get("If-None-Match", ""))
    }
    found = find_tile(key, known_etag=next(iter(known), ""))
    if found.body is None or found.etag in known:
        return with_cache_headers(HttpResponseNotModified(), known[found.etag])
    return answer(
        found.body, found.etag, GZIP_WELCOME.search(request.headers.get("Accept-Encoding", ""))
    )


def number(name: str, text: str) -> int:
    if not NUMBER.fullmatch(text):
        raise NoSuchTileError(f"{name} {text[:20]!r} is no whole number of this pyramid.")
    return int(text)


def plain(line: str, status: int) -> HttpResponse:
    return HttpResponse(f"{line}\n", status=status, content_type="text/plain; charset=utf-8")


def answer(body: bytes, etag: str, gzip_welcome: object) -> HttpResponse:
    if len(body) < SMALLEST_GZIP_BYTES or not gzip_welcome:
        return with_cache_headers(HttpResponse(body, content_type=CONTENT_TYPE), f'"{etag}"')
    packed = HttpResponse(gzip.compress(body, GZIP_LEVEL, mtime=0), content_type=CONTENT_TYPE)
    packed.headers["Content-Encoding"] = "gzip"
    # Two encodings are two representations: a strong tag must tell them apart.
    return with_cache_headers(packed, f'"{etag}-gz"')


def with_cache_headers(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = CACHE_CONTROL
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
