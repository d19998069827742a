"""Metadata that hurts: EXIF that goes in circles or lies, chunks that unpack to gigabytes."""

import struct
import zlib

from PIL import ExifTags

ENTRY = struct.Struct("<HHI4s")
HEAD = b"II*\0\x08\0\0\0"
LONG, RATIONAL = 4, 5
GPS = ExifTags.IFD.GPSInfo


def segment(marker, content):
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def with_segments(jpeg, *segments):
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def with_exif(jpeg, tiff):
    return with_segments(jpeg, segment(0xE1, b"Exif\0\0" + tiff))


def chunk(name, content):
    body = name + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def with_chunk(png, name, content):
    """After the header, which is 33 bytes into every PNG."""
    return png[:33] + chunk(name, content) + png[33:]


def with_riff_chunk(webp, name, content):
    body = webp[8:] + name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def directory(*entries, following=0):
    return (
        struct.pack("<H", len(entries))
        + b"".join(ENTRY.pack(*entry) for entry in entries)
        + struct.pack("<I", following)
    )


def pointer(tag, offset):
    return tag, LONG, 1, struct.pack("<I", offset)


def circles():
    """Directories that point at themselves and at each other."""
    for tag in (GPS, ExifTags.IFD.Exif, ExifTags.IFD.Interop, ExifTags.IFD.MakerNote):
        yield f"points-home-{tag}", HEAD + directory(pointer(tag, 8), following=8)
    to_each_other = directory(pointer(GPS, 26), following=26)
    yield "ping-pong", HEAD + to_each_other + directory(pointer(GPS, 8), following=8)


def lies():
    """Counts, types and offsets that are not so."""
    for count in (0, 1, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF):
        for kind in (0, 2, 5, 7, 12, 13, 99):
            held = struct.pack("<I", 0xFFFF_FFF0)
            yield f"count-{count}-type-{kind}", HEAD + directory((GPS, kind, count, held))
            gps = directory(*((tag, kind, count, held) for tag in range(1, 5)))
            yield f"gps-{count}-type-{kind}", HEAD + directory(pointer(GPS, 26)) + gps
    yield "directory-cut-off", HEAD + struct.pack("<H", 0xFFFF) + b"\0" * 30
    yield "first-directory-outside", b"MM\0*\xff\xff\xff\xf0"
    yield "two-bytes", b"II"


def shared_values(entries=2700, shared_bytes=30_000):
    """Every entry points at the same bytes: a reader that copies needs their product."""
    head = HEAD + struct.pack("<H", entries)
    values_at = len(head) + entries * ENTRY.size + 4
    held = struct.pack("<I", values_at)
    rows = b"".join(ENTRY.pack(1 + n, 7, shared_bytes, held) for n in range(entries))
    return head + rows + b"\0" * (4 + shared_bytes)


def unpacking_to(megabytes):
    packer = zlib.compressobj(9)
    blocks = [packer.compress(b"\0" * 2**20) for _ in range(megabytes)]
    return b"".join(blocks) + packer.flush()
