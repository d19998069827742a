"""Photo files: re-encoded renditions behind opaque names, never the media folder."""

import uuid
from pathlib import Path

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_replace
from django.core.exceptions import BadRequest
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from geoweb.domain.renditions import WIDTHS_PX, UnreadablePhotoError, rendition
from geoweb.queries.photos import shown_photos

MAX_AGE_S = 86_400


def wanted_width(text: str) -> int:
    if text in {str(width) for width in WIDTHS_PX}:
        return int(text)
    raise BadRequest(f"w={text!r}: photos come in widths {', '.join(map(str, WIDTHS_PX))}.")


# A browser that shows a picture by itself styles it inline.
@csp_replace({"style-src": [UNSAFE_INLINE]})  # type: ignore[arg-type]  # typed for bare views
@require_safe
def photo_file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    width = wanted_width(request.GET.get("w", str(WIDTHS_PX[-1])))
    photo = get_object_or_404(shown_photos().only("public_id", "file"), public_id=public_id)
    try:
        path = rendition(photo, width)
    except UnreadablePhotoError as error:
        raise Http404(str(error)) from error
    return cached_jpeg(request, path, f'"{public_id.hex}-{width}-{path.stat().st_mtime_ns:x}"')


def cached_jpeg(request: HttpRequest, path: Path, etag: str) -> HttpResponseBase:
    response: HttpResponseBase = get_conditional_response(request, etag=etag) or FileResponse(
        path.open("rb"), content_type="image/jpeg"
    )
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={MAX_AGE_S}"
    return response
