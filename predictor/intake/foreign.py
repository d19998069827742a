"""Names of formats that people send and we do not take, by their first bytes."""

STARTS = (
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\0", "a TIFF or raw picture"),
    (b"MM\0*", "a TIFF or raw picture"),
    (b"\0\0\0\x0cjP  ", "a JPEG 2000 picture"),
    (b"\0\0\1\0", "an icon"),
    (b"%PDF", "a PDF document"),
    (b"PK\3\4", "a ZIP archive"),
    (b"8BPS", "a Photoshop document"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"\0\0\0\x0cJXL ", "a JPEG XL picture"),
)
BRANDS = {
    **dict.fromkeys(
        (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"), "a HEIC picture"
    ),
    **dict.fromkeys((b"avif", b"avis"), "an AVIF picture"),
}
MARKUP = ((b"<svg", "an SVG drawing"), (b"<html", "a web page"), (b"<!doctype html", "a web page"))
HEAD_BYTES = 512


def foreign_format(received: bytes) -> str:
    """Empty for what is nothing we know."""
    if received[4:8] == b"ftyp":
        return BRANDS.get(received[8:12], "a video")
    for start, name in STARTS:
        if received.startswith(start):
            return name
    text = received[:HEAD_BYTES].lower()
    return next((name for mark, name in MARKUP if mark in text), "")
