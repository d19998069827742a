"""Photo files: re-encoded renditions behind opaque names, never the media folder."""

import uuid
from pathlib import Path

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_replace
from django.core.exceptions import BadRequest
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from geoweb.domain.renditions import WIDTHS_PX, UnreadablePhotoError, rendition
from geoweb.queries.photos import shown_photos
from geoweb.queries.uploads import offered_photos, photos_of
from geoweb.visitors import known_player
from predictor.models import Photo

MAX_AGE_S = 86_400


def wanted_width(text: str) -> int:
    if text in {str(width) for width in WIDTHS_PX}:
        return int(text)
    raise BadRequest(f"w={text!r}: photos come in widths {', '.join(map(str, WIDTHS_PX))}.")


# A browser that shows a picture by itself styles it inline.
@csp_replace({"style-src": [UNSAFE_INLINE]})  # type: ignore[arg-type]  # typed for bare views
@require_safe
def photo_file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    photo = get_object_or_404(shown_photos().only("public_id", "file"), public_id=public_id)
    path = file_in_width(request, photo)
    tag = f'"{public_id.hex}-{path.parent.parent.name}-{path.stat().st_mtime_ns:x}"'
    return cached_jpeg(request, path, tag)


@csp_replace({"style-src": [UNSAFE_INLINE]})  # type: ignore[arg-type]
@require_safe
@cache_control(private=True, no_store=True)
def own_photo_file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """A view of an upload, for its uploader alone; nothing on the way may keep it."""
    photos = photos_of(known_player(request)).only("public_id", "file")
    path = file_in_width(request, get_object_or_404(photos, public_id=public_id))
    return FileResponse(path.open("rb"), content_type="image/jpeg", filename=f"{public_id.hex}.jpg")


@csp_replace({"style-src": [UNSAFE_INLINE]})  # type: ignore[arg-type]
@require_safe
@cache_control(private=True, no_store=True)
def review_photo(request: HttpRequest, public_id: uuid.UUID) -> HttpResponseBase:
    """For reviewers of uploads; to others there is no such address."""
    if not request.user.has_perm("geoweb.change_upload"):
        raise Http404("Only reviewers of uploads see this.")
    path = file_in_width(request, get_object_or_404(offered_photos(), public_id=public_id))
    return FileResponse(path.open("rb"), content_type="image/jpeg")


def file_in_width(request: HttpRequest, photo: Photo) -> Path:
    width = wanted_width(request.GET.get("w", str(WIDTHS_PX[-1])))
    try:
        return rendition(photo, width)
    except UnreadablePhotoError as error:
        raise Http404(str(error)) from error


def cached_jpeg(request: HttpRequest, path: Path, etag: str) -> HttpResponseBase:
    response: HttpResponseBase = get_conditional_response(request, etag=etag) or FileResponse(
        path.open("rb"), content_type="image/jpeg"
    )
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={MAX_AGE_S}"
    return response
