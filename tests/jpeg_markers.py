"""Walks a JPEG by hand (ITU T.81) and names whatever is not needed to decode it."""

EOI, SOS, APP0 = 0xD9, 0xDA, 0xE0
TABLES = {0xDB, 0xC4, 0xDD}  # DQT, DHT, DRI
FRAMES = {0xC0, 0xC1, 0xC2}  # baseline, extended, progressive
RESTARTS = range(0xD0, 0xD8)
# JFIF 1.x, any density, a thumbnail of 0 x 0 pixels.
JFIF_BYTES = 14


def superfluous_parts(jpeg):
    """One line a part that is not needed; empty for a file that is nothing but a picture."""
    if jpeg[:2] != b"\xff\xd8":
        return ["no start of image"]
    parts, at = [], 2
    while jpeg[at : at + 2] != b"\xff\xd9":
        if at + 4 > len(jpeg) or jpeg[at] != 0xFF:
            return [*parts, f"no marker at byte {at}"]
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        parts += complaint(marker, jpeg[at + 4 : at + 2 + length])
        at += 2 + length
        if marker == SOS:
            at = end_of_scan(jpeg, at)
    rest = len(jpeg) - at - 2
    return [*parts, f"{rest} bytes after the end"] if rest else parts


def complaint(marker, content):
    if marker in TABLES | FRAMES | {SOS}:
        return []
    plain = content.startswith(b"JFIF\0") and len(content) == JFIF_BYTES
    if marker == APP0 and plain and content[-2:] == b"\0\0":
        return []
    return [f"marker {marker:02X}: {content[:24]!r}"]


def end_of_scan(jpeg, at):
    """Where the next marker stands that is neither a stuffed zero nor a restart."""
    while (at := jpeg.find(b"\xff", at)) >= 0:
        following = jpeg[at + 1] if at + 1 < len(jpeg) else EOI
        if following and following not in RESTARTS:
            return at
        at += 2
    return len(jpeg)


def assert_bare(jpeg):
    assert superfluous_parts(jpeg) == []
