"""Renditions: photos scaled to a few widths, re-encoded without metadata, kept under media."""

from io import BytesIO
from pathlib import Path
from typing import Final

from django.conf import settings
from PIL import Image, ImageOps

from predictor.models import Photo
from predictor.whole_files import write_whole

WIDTHS_PX: Final = (320, 640, 1280)
# A tall panorama must not become a rendition of a gigapixel.
MAX_HEIGHTS_PER_WIDTH: Final = 4
MAX_PIXELS: Final = 100_000_000
JPEG_QUALITY: Final = 86


class UnreadablePhotoError(Exception):
    """The file is gone, or is no picture we decode."""


def rendition_path(photo: Photo, width_px: int) -> Path:
    name = str(photo.public_id)
    folder = Path(settings.MEDIA_ROOT) / "renditions" / str(width_px) / name[:2]
    return folder / f"{name}.jpg"


def rendition(photo: Photo, width_px: int) -> Path:
    """A JPEG at most this wide; drawn when first asked for."""
    path = rendition_path(photo, width_px)
    if not path.exists():
        try:
            picture = scaled(photo, width_px)
        except (OSError, ValueError, Image.DecompressionBombError) as error:
            raise UnreadablePhotoError(f"Photo {photo.public_id}: {error}") from error
        # Two requests may draw at once: each its own file, and the name always means a whole one.
        write_whole(path, encoded(picture), path.parent)
    return path


def forget_renditions(photo: Photo) -> None:
    for width_px in WIDTHS_PX:
        rendition_path(photo, width_px).unlink(missing_ok=True)


def scaled(photo: Photo, width_px: int) -> Image.Image:
    # Not photo.file.open(): that handle belongs to the instance, which threads may share.
    with photo.file.storage.open(str(photo.file.name)) as source, Image.open(source) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise ValueError(f"{picture.width} x {picture.height} pixels are too many")
        box = (width_px, width_px * MAX_HEIGHTS_PER_WIDTH)
        picture.draft("RGB", box)  # JPEG decodes at a fraction of its size, several times faster
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail(box)
    return upright


def encoded(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.save(written, "JPEG", quality=JPEG_QUALITY, progressive=True, exif=b"")
    return written.getvalue()
