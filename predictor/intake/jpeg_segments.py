"""Size and EXIF of a JPEG by its markers (ITU T.81, annex B); no entropy-coded byte is read."""

from collections.abc import Iterator
from typing import NamedTuple

START_OF_IMAGE = b"\xff\xd8"
EXIF = b"Exif\0\0"
APP1, START_OF_SCAN, END_OF_IMAGE = 0xE1, 0xDA, 0xD9
# C0 to CF without the tables of Huffman (C4), arithmetic coding (CC) and the reserved JPG (C8).
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
WITHOUT_LENGTH = frozenset([0x01, *range(0xD0, 0xD8)])
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
        at = received.find(b"\xff", at)
        while at >= 0 and received[at + 1 : at + 2] == b"\xff":  # fill bytes
            at += 1
        marker = received[at + 1] if 0 <= at < len(received) - 1 else END_OF_IMAGE
        if marker in {START_OF_SCAN, END_OF_IMAGE}:
            return
        if marker in WITHOUT_LENGTH or not marker:
            at += 2
            continue
        end = at + 2 + int.from_bytes(received[at + 2 : at + 4])
        if end > len(received) or end < at + 4:
            return
        yield marker, at + 4, end
        at = end
