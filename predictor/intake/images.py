"""A safe copy of a stranger's picture: its pixels, upright and small enough, and nothing else."""

import hashlib
import io
import struct
from dataclasses import dataclass
from enum import StrEnum

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")  # a JPEG that holds several pictures (MPO) gives its first
JPEG_QUALITY = 90
LARGEST_FILE_BYTES = 200 * 2**20
SHORTEST_SIDE_PX = 32  # of an upload: nobody could guess from less
TOO_HEAVY = "Opening the picture took too much memory or time."
# What Pillow raises on tags that point nowhere or hold the wrong type.
BROKEN_EXIF = (struct.error, SyntaxError, ValueError, TypeError, KeyError, OSError)


class Unreadable(StrEnum):
    UNREADABLE = "unreadable"  # damaged, cut off, or no picture at all
    WRONG_FORMAT = "wrong_format"  # something else, and we know what
    TOO_LARGE = "too_large"  # in pixels
    TOO_SMALL = "too_small"
    TOO_HEAVY = "too_heavy"  # took too much memory or time, or crashed a decoder


class UnreadableImage(Exception):  # noqa: N818 - an outcome of one photo, not a fault of ours
    """Why these bytes are not a picture that we take."""

    def __init__(self, text: str, code: Unreadable = Unreadable.UNREADABLE) -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True, slots=True)
class Limits:
    longest_side_px: int = 1280
    most_pixels: int = 100_000_000
    shortest_side_px: int = 1


@dataclass(frozen=True, slots=True)
class SafeCopy:
    jpeg: bytes
    sha256: str  # of the JPEG, not of what came in
    width: int
    height: int


def open_header(received: bytes, limits: Limits) -> Image.Image:
    """Nothing is decoded yet; the size is the one the header claims."""
    if len(received) > LARGEST_FILE_BYTES:
        raise UnreadableImage(f"more than {LARGEST_FILE_BYTES >> 20} MiB")
    try:
        image = Image.open(io.BytesIO(received), formats=FORMATS)
    except UnidentifiedImageError:
        raise UnreadableImage(f"no {', '.join(FORMATS)} picture") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise too_large(limits) from None
    if image.width * image.height > limits.most_pixels:
        raise too_large(limits)
    if min(image.size) < limits.shortest_side_px:
        raise UnreadableImage(
            f"less than {limits.shortest_side_px} pixels a side", Unreadable.TOO_SMALL
        )
    return image


def too_large(limits: Limits) -> UnreadableImage:
    text = f"more than {limits.most_pixels / 1e6:g} megapixels"
    return UnreadableImage(text, Unreadable.TOO_LARGE)


def safe_copy(image: Image.Image, limits: Limits) -> SafeCopy:
    side = limits.longest_side_px
    image.draft("RGB", (side, side))  # JPEG only: decodes at a half, quarter or eighth
    image.load()
    plain = eight_bit(image)
    # Scaled first: turning, too, copies all of its pixels.
    small = plain if max(plain.size) <= side else scaled(plain, side)
    bare = as_srgb(upright(small))
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=JPEG_QUALITY)
    jpeg = out.getvalue()
    return SafeCopy(jpeg, hashlib.sha256(jpeg).hexdigest(), *bare.size)


def upright(image: Image.Image) -> Image.Image:
    """Broken EXIF is no reason to refuse the pixels: then they stay as they lie."""
    try:
        return ImageOps.exif_transpose(image)
    except BROKEN_EXIF:
        return image


def eight_bit(image: Image.Image) -> Image.Image:
    """Pillow cuts 16-bit grey at 255, which leaves a white page."""
    if not image.mode.startswith("I"):
        return image
    grey = image.point(lambda value: value / 256).convert("L")
    grey.info.pop("transparency", None)  # a level of the 65,536
    return grey


def scaled(image: Image.Image, side: int) -> Image.Image:
    colour = image if image.mode in {"RGB", "RGBA", "L", "CMYK"} else image.convert("RGBA")
    ratio = side / max(image.size)
    size = (max(1, round(image.width * ratio)), max(1, round(image.height * ratio)))
    return colour.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def as_srgb(image: Image.Image) -> Image.Image:
    """A new image with no info: transparency on white, other colour spaces converted."""
    flat = on_white(image)
    rgb = converted(flat, image.info.get("icc_profile")).convert("RGB")
    rgb.info.clear()
    return rgb


def on_white(image: Image.Image) -> Image.Image:
    if image.mode in {"RGB", "L", "CMYK"} and "transparency" not in image.info:
        return image
    rgba = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba).convert("RGB")


def converted(image: Image.Image, icc_profile: bytes | None) -> Image.Image:
    """A profile that cannot be used is dropped: slightly wrong colours are no reason to refuse."""
    if not icc_profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(icc_profile))
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, target, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
