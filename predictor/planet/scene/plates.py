"""Number plates: colours, bands and the format of each country, with made-up numbers."""

from typing import Any, Final

import skia

from predictor.planet.scene.boards import write
from predictor.planet.scene.chance import Dice
from predictor.planet.scene.palette import Colour, argb, paint_named
from predictor.planet.shot import Country

LETTERS: Final = {
    "Latn": "ABCDEFGHJKLMNPRSTUVWXYZ",
    "Cyrl": "АВЕКМНОРСТУХ",  # noqa: RUF001 - the Cyrillic letters that look Latin are the point
    "Arab": "ابحدرسصطعفقلمنهوي",
    "Thai": "กขคฆงจฉชฌญฎฐธนบ",
}  # fmt: skip
WIDE_M: Final = (0.52, 0.115)
SHORT_M: Final = (0.32, 0.16)
BANDS: Final = ("blue-left", "blue-both", "red-bottom", "green-top")


def plate_text(country: Country, dice: Dice) -> str:
    letters = LETTERS.get(country.script, LETTERS["Latn"])
    drawn = {"A": lambda: dice.pick(letters), "0": lambda: str(dice.below(10))}
    return "".join(drawn.get(char, lambda char=char: char)() for char in country.plate_format)


def fill(canvas: Any, box: Any, colour: Colour) -> None:
    canvas.drawRect(box, skia.Paint(Color=argb(colour), AntiAlias=True))


def draw_bands(canvas: Any, bands: list[str], wide: float, tall: float, tone: Any) -> Any:
    """Paints the bands and returns what is left for the number."""
    left, right, top, bottom = -wide / 2, wide / 2, -tall / 2, tall / 2
    for band in bands:
        name, _, where = band.partition("-")
        colour = tone(paint_named(name))
        if where in ("left", "both"):
            fill(canvas, skia.Rect(-wide / 2, top, -wide / 2 + 0.045, bottom), colour)
            left = -wide / 2 + 0.045
        if where == "both":
            fill(canvas, skia.Rect(wide / 2 - 0.045, top, wide / 2, bottom), colour)
            right = wide / 2 - 0.045
        if where == "bottom":
            fill(canvas, skia.Rect(left, tall * 0.3, right, tall / 2), colour)
            bottom = tall * 0.3
        if where == "top":
            fill(canvas, skia.Rect(left, -tall / 2, right, -tall * 0.27), colour)
            top = -tall * 0.27
    return skia.Rect(left + 0.015, top + tall * 0.1, right - 0.015, bottom - tall * 0.1)


def draw_plate(canvas: Any, country: Country, front: bool, dice: Dice, tone: Any) -> None:
    """Centred on the origin of a canvas in metres."""
    words = (country.plate_front if front else country.plate_rear).split()
    words += ["white", "black"][len(words) :]
    if words[0] == "none":
        return
    wide, tall = WIDE_M if country.plate_wide else SHORT_M
    fill(canvas, skia.Rect(-wide / 2, -tall / 2, wide / 2, tall / 2), tone(paint_named(words[0])))
    room = draw_bands(canvas, [word for word in words[2:] if "-" in word], wide, tall, tone)
    text = plate_text(country, dice)
    write(canvas, text, room, tone(paint_named(words[1])), language=country.languages[0])
