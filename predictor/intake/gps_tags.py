"""The GPS tags of an EXIF block (TIFF 6.0, CIPA DC-008), for a process that must not be bombed."""

import struct
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

# A general reader copies what every entry points at: a few kilobytes of entries that all point
# at the same megabytes cost gigabytes. Here only a directory's own few tags are followed.
GPS_DIRECTORY = 0x8825
LAST_WANTED = 4  # GPSLatitudeRef 1, GPSLatitude 2, GPSLongitudeRef 3, GPSLongitude 4
ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
ASCII, LONG, RATIONAL, SIGNED_RATIONAL = 2, 4, 5, 10
MOST_VALUES = 8
ENTRY_BYTES = 12

Entry = tuple[int, int, int, bytes]  # tag, type, how many values, the four bytes that hold them


def read_gps(tiff: bytes) -> dict[int, Any]:
    """Tags 1 to 4 as Pillow would give them; without those that are missing or broken."""
    order = ORDERS.get(tiff[:4])
    if order is None or len(tiff) < 8:
        return {}
    first = struct.unpack(order + "I", tiff[4:8])[0]
    for tag, kind, _, held in entries(tiff, order, first):
        if tag == GPS_DIRECTORY and kind == LONG:
            return gps_values(tiff, order, struct.unpack(order + "I", held)[0])
    return {}


def entries(tiff: bytes, order: str, at: int) -> Iterator[Entry]:
    """Of one directory; the next one is not followed, so nothing can go in circles."""
    if at + 2 > len(tiff):
        return
    (count,) = struct.unpack_from(order + "H", tiff, at)
    for start in range(at + 2, at + 2 + count * ENTRY_BYTES, ENTRY_BYTES):
        if start + ENTRY_BYTES > len(tiff):
            return
        yield struct.unpack_from(order + "HHI4s", tiff, start)


def gps_values(tiff: bytes, order: str, at: int) -> dict[int, Any]:
    values: dict[int, Any] = {}
    for tag, kind, count, held in entries(tiff, order, at):
        if 1 <= tag <= LAST_WANTED and 1 <= count <= MOST_VALUES:
            value = value_of(tiff, order, (kind, count, held))
            values.update({} if value is None else {tag: value})
    return values


def value_of(tiff: bytes, order: str, entry: tuple[int, int, bytes]) -> Any:
    kind, count, held = entry
    offset = struct.unpack(order + "I", held)[0]
    if kind == ASCII:
        text = held[:count] if count <= 4 else tiff[offset : offset + count]
        return text.decode("latin-1").rstrip("\0")
    if kind not in {RATIONAL, SIGNED_RATIONAL} or offset + 8 * count > len(tiff):
        return None
    letter = "I" if kind == RATIONAL else "i"
    numbers = struct.unpack_from(f"{order}{2 * count}{letter}", tiff, offset)
    return tuple(map(fraction, numbers[::2], numbers[1::2]))


def fraction(numerator: int, denominator: int) -> Fraction | float:
    return Fraction(numerator, denominator) if denominator else float("nan")
