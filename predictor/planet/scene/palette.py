"""Colours: red, green and blue in [0, 1], named as the facts name them."""

from functools import lru_cache
from typing import Final

Colour = tuple[float, float, float]


@lru_cache(maxsize=512)
def from_hex(text: str) -> Colour:
    red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


PAINTS: Final[dict[str, Colour]] = {
    "white": from_hex("f2f2ee"),
    "black": from_hex("17181a"),
    "yellow": from_hex("f2c314"),
    "blue": from_hex("1b4fa0"),
    "red": from_hex("c3211f"),
    "green": from_hex("0f6b41"),
    "orange": from_hex("e8741c"),
    "grey": from_hex("8d9093"),
    "silver": from_hex("b9bdc1"),
    "brown": from_hex("6a4a32"),
    "purple": from_hex("6a3f83"),
    "pink": from_hex("d9799b"),
    "turquoise": from_hex("2c9ea0"),
    "beige": from_hex("d8c9a3"),
}
NEUTRAL: Final = PAINTS["grey"]


def paint_named(name: str) -> Colour:
    """A paint by name; unknown names are grey, so that new facts never stop a drawing."""
    return PAINTS.get(name, NEUTRAL)


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """From a (share 0) to b (share 1)."""
    keep = 1 - share
    return (a[0] * keep + b[0] * share, a[1] * keep + b[1] * share, a[2] * keep + b[2] * share)


def scale(colour: Colour, factor: float) -> Colour:
    return colour[0] * factor, colour[1] * factor, colour[2] * factor


def times(a: Colour, b: Colour) -> Colour:
    return a[0] * b[0], a[1] * b[1], a[2] * b[2]


def ramp(stops: tuple[Colour, ...], at: float) -> Colour:
    """Along evenly spaced stops; at is clamped to [0, 1]."""
    position = min(max(at, 0.0), 1.0) * (len(stops) - 1)
    index = min(int(position), len(stops) - 2)
    return mix(stops[index], stops[index + 1], position - index)


def channel(value: float) -> int:
    return 0 if value <= 0 else 255 if value >= 1 else int(value * 255 + 0.5)


def argb(colour: Colour, alpha: float = 1.0) -> int:
    """Skia's packed colour."""
    red, green, blue = colour
    return channel(alpha) << 24 | channel(red) << 16 | channel(green) << 8 | channel(blue)
