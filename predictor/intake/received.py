"""What a stranger's bytes claim to be: looked at by the web process, which decodes nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from predictor.geodesy import LatLng
from predictor.intake.chunks import PNG, read_png, read_webp
from predictor.intake.exif import read_position
from predictor.intake.foreign import foreign_format
from predictor.intake.gps_tags import read_gps
from predictor.intake.images import SHORTEST_SIDE_PX, Unreadable, UnreadableImage
from predictor.intake.jpeg_segments import START_OF_IMAGE, Claims, read_jpeg


@dataclass(frozen=True, slots=True)
class Header:
    """As claimed; only a decoder finds out."""

    format: str  # JPEG, PNG or WEBP
    width: int
    height: int
    latlng: LatLng | None  # of its EXIF


def look(received: bytes, *, most_pixels: int) -> Header:
    """Raises UnreadableImage with a code and a sentence for the person who sent it."""
    if not received:
        raise UnreadableImage("The file is empty.")
    name, read = reader_of(received)
    claims = read(received)
    if claims is None or not claims.width or not claims.height:
        raise UnreadableImage(f"The {name} picture is damaged: it does not say how large it is.")
    refuse_odd_size(claims, most_pixels)
    return Header(name.upper(), claims.width, claims.height, latlng_of(claims.exif))


def reader_of(received: bytes) -> tuple[str, Callable[[bytes], Claims | None]]:
    """By its first bytes: what it is called, and what its sender says it is, count for nothing."""
    if received.startswith(START_OF_IMAGE + b"\xff"):
        return "JPEG", read_jpeg
    if received.startswith(PNG):
        return "PNG", read_png
    if received.startswith(b"RIFF") and received[8:12] == b"WEBP":
        return "WebP", read_webp
    if foreign := foreign_format(received):
        raise UnreadableImage(
            f"This is {foreign}. Send a JPEG, PNG or WebP picture.", Unreadable.WRONG_FORMAT
        )
    raise UnreadableImage("This is no JPEG, PNG or WebP picture.")


def refuse_odd_size(claims: Claims, most_pixels: int) -> None:
    pixels = claims.width * claims.height
    if pixels > most_pixels:
        raise UnreadableImage(
            f"The picture has {pixels / 1e6:.0f} megapixels; at most "
            f"{most_pixels / 1e6:g} are taken. Send a smaller copy.",
            Unreadable.TOO_LARGE,
        )
    if min(claims.width, claims.height) < SHORTEST_SIDE_PX:
        raise UnreadableImage(
            f"The picture has {claims.width} x {claims.height} pixels; it needs at least "
            f"{SHORTEST_SIDE_PX} a side.",
            Unreadable.TOO_SMALL,
        )


def latlng_of(exif: bytes) -> LatLng | None:
    """Broken EXIF is no reason to refuse the picture."""
    position, _ = read_position(read_gps(exif))
    return position if isinstance(position, LatLng) else None
