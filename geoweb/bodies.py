"""How long a request's body is and may be, and how one is refused so that the sender hears it."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest

from geoweb.models.uploads import MAX_VIEWS

# What stands between and beside the pictures of a form.
REST_BYTES: Final = 2**20
# Who is still sending hears no answer, so somewhat too much is read and dropped.
DROPPED_BYTES: Final = 256 * 2**20
PIECE_BYTES: Final = 2**16


def largest_upload_bytes() -> int:
    return MAX_VIEWS * settings.UPLOAD_LARGEST_MB * 2**20 + REST_BYTES


def said_bytes(request: HttpRequest) -> int:
    """As Django reads the header: what is no number is no body."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def is_too_large(request: HttpRequest, most_bytes: int) -> bool:
    """The body of one that is too large is read away, unless it is beyond patience."""
    length = said_bytes(request)
    if length <= most_bytes:
        return False
    if length <= DROPPED_BYTES:
        while request.read(PIECE_BYTES):
            pass
    return True
