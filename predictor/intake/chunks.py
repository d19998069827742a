"""Size and EXIF of PNG (W3C PNG, third edition) and WebP (RFC 9649) by their chunks."""

from collections.abc import Iterator
from typing import NamedTuple

from predictor.intake.jpeg_segments import EXIF, Claims

PNG = b"\x89PNG\r\n\x1a\n"
# An encoder with small buffers writes thousands of IDAT chunks; what comes later is not read.
MOST_CHUNKS = 10_000
KEY_FRAME_START = b"\x9d\x01\x2a"
LOSSLESS_START = 0x2F


class Chunk(NamedTuple):
    name: bytes
    start: int
    end: int


def read_png(received: bytes) -> Claims | None:
    found = {chunk.name: chunk for chunk in reversed([*png_chunks(received)])}
    header = found.get(b"IHDR")
    if header is None or header.start != len(PNG) + 8 or header.end - header.start != 13:
        return None
    width = int.from_bytes(received[header.start : header.start + 4])
    height = int.from_bytes(received[header.start + 4 : header.start + 8])
    return Claims(width, height, exif_of(received, found.get(b"eXIf")))


def read_webp(received: bytes) -> Claims | None:
    found = {chunk.name: chunk for chunk in reversed([*riff_chunks(received)])}
    for name, size_of in ((b"VP8X", canvas), (b"VP8L", lossless), (b"VP8 ", lossy)):
        if name in found:
            size = size_of(received[found[name].start : found[name].end][:10])
            return size and Claims(*size, exif_of(received, found.get(b"EXIF")))
    return None


def canvas(head: bytes) -> tuple[int, int] | None:
    if len(head) < 10:
        return None
    return int.from_bytes(head[4:7], "little") + 1, int.from_bytes(head[7:10], "little") + 1


def lossless(head: bytes) -> tuple[int, int] | None:
    if len(head) < 5 or head[0] != LOSSLESS_START:
        return None
    bits = int.from_bytes(head[1:5], "little")
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


def lossy(head: bytes) -> tuple[int, int] | None:
    if len(head) < 10 or head[3:6] != KEY_FRAME_START:
        return None
    width, height = (int.from_bytes(head[at : at + 2], "little") & 0x3FFF for at in (6, 8))
    return width, height


def exif_of(received: bytes, chunk: Chunk | None) -> bytes:
    """Some writers put a JPEG's prefix before the TIFF block."""
    return received[chunk.start : chunk.end].removeprefix(EXIF) if chunk else b""


def png_chunks(received: bytes) -> Iterator[Chunk]:
    at = len(PNG)
    for _ in range(MOST_CHUNKS):
        end = at + 8 + int.from_bytes(received[at : at + 4])
        if end > len(received) or at + 8 > len(received):
            return
        yield Chunk(received[at + 4 : at + 8], at + 8, end)
        at = end + 4  # its checksum


def riff_chunks(received: bytes) -> Iterator[Chunk]:
    at = 12  # RIFF, length, WEBP
    for _ in range(MOST_CHUNKS):
        start = at + 8
        if start > len(received):
            return
        end = min(start + int.from_bytes(received[at + 4 : start], "little"), len(received))
        yield Chunk(received[at : at + 4], start, end)
        at = end + end % 2
