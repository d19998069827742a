"""Size and EXIF of a JPEG by its markers (ITU T.81, annex B); no entropy-coded byte is read."""

import re
from collections.abc import Iterator
from typing import NamedTuple

START_OF_IMAGE = b"\xff\xd8"
EXIF = b"Exif\0\0"
APP1, START_OF_SCAN, END_OF_IMAGE = 0xE1, 0xDA, 0xD9
# C0 to CF without the tables of Huffman (C4), arithmetic coding (CC) and the reserved JPG (C8).
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
WITHOUT_LENGTH = frozenset([0x00, 0x01, *range(0xD0, 0xD9)])
MARKER = re.compile(rb"\xff[^\xff]", re.DOTALL)  # any number of FF may stand before it
# Phones hide depth maps in hundreds of segments; millions are an attack on our time.
MOST_SEGMENTS = 4096


class Claims(NamedTuple):
    """What a file says of itself."""

    width: int
    height: int
    exif: bytes = b""  # a TIFF block


def read_jpeg(received: bytes) -> Claims | None:
    """None if no frame is announced before the first scan."""
    exif = b""
    for marker, start, end in segments(received):
        if marker in FRAMES and end - start >= 6:
            height = int.from_bytes(received[start + 1 : start + 3])
            width = int.from_bytes(received[start + 3 : start + 5])
            return Claims(width, height, exif)
        if marker == APP1 and not exif and received.startswith(EXIF, start, end):
            exif = received[start + len(EXIF) : end]
    return None


def segments(received: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start and end of what each segment before the first scan holds."""
    at = len(START_OF_IMAGE)
    for _ in range(MOST_SEGMENTS):
        found = MARKER.search(received, at)
        if found is None or (marker := received[found.end() - 1]) in {START_OF_SCAN, END_OF_IMAGE}:
            return
        at = found.end()
        if marker in WITHOUT_LENGTH:
            continue
        end = at + int.from_bytes(received[at : at + 2])
        if not at + 2 <= end <= len(received):
            return
        yield marker, at + 2, end
        at = end
