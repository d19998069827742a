"""What a worker process does to one picture: hash, header, EXIF, safe copy. Knows no Django."""

import hashlib
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from predictor.intake.exif import Exif, read_exif
from predictor.intake.images import (
    BROKEN_EXIF,
    LARGEST_FILE_BYTES,
    Limits,
    SafeCopy,
    UnreadableImage,
    open_header,
    safe_copy,
)
from predictor.intake.outcome import Reason
from predictor.perceptual import hash_of

NO_COPY = SafeCopy(b"", "", 0, 0)


@dataclass(frozen=True, slots=True)
class Prepared:
    sha256: str  # of the bytes received
    exif: Exif
    copy: SafeCopy
    perceptual_hash: int | None  # of the copy


def received_bytes(image: Path | bytes) -> bytes:
    if isinstance(image, bytes):
        return image
    with image.open("rb") as file:
        return file.read(LARGEST_FILE_BYTES + 1)


def prepare(image: Path | bytes, limits: Limits, needs_position: bool) -> Prepared:
    """Raises UnreadableImage; without a position, where one is needed, nothing is decoded."""
    try:
        with warnings.catch_warnings():
            # Damaged tags are worth no line on the terminal; of sizes we have our own cap.
            warnings.simplefilter("ignore")
            return prepared(received_bytes(image), limits, needs_position)
    except UnreadableImage:
        raise
    except MemoryError as error:
        raise UnreadableImage("too large for the memory of a worker") from error
    except Exception as error:  # a decoder's bug on hostile bytes costs this photo, not the run
        raise UnreadableImage(f"{type(error).__name__}: {error}") from error


def prepared(received: bytes, limits: Limits, needs_position: bool) -> Prepared:
    header = open_header(received, limits)
    exif = read_or_nothing(header)
    if needs_position and isinstance(exif.position[0], Reason):
        return Prepared("", exif, NO_COPY, None)
    copy = safe_copy(header, limits)
    return Prepared(hashlib.sha256(received).hexdigest(), exif, copy, hash_of(copy.jpeg))


def read_or_nothing(header: Image.Image) -> Exif:
    try:
        return read_exif(header)
    except BROKEN_EXIF as error:
        return Exif((Reason.WITHOUT_LOCATION, f"broken EXIF: {error}"))
