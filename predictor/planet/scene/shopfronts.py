"""Shops: a glazed ground floor, an awning, words over the door, and signs that stand out."""

from functools import partial
from typing import Any, Final

import skia

from predictor.planet.scene.blocks import Block
from predictor.planet.scene.boards import panel, write
from predictor.planet.scene.chance import Dice
from predictor.planet.scene.facades import Facade
from predictor.planet.scene.palette import Colour, argb, from_hex, mix
from predictor.planet.scene.poles import shaft
from predictor.planet.scene.stage import Stage, slots
from predictor.planet.shot import Shot

SIGN_COLOURS: Final = tuple(
    (from_hex(fill), from_hex(ink))
    for fill, ink in (
        ("c22f2a", "ffffff"), ("1f4f9a", "ffffff"), ("f2c31b", "20242a"), ("1d7a4c", "ffffff"),
        ("f4f2ec", "b3261f"), ("f4f2ec", "1f3f8a"), ("2b2b30", "f3d27a"), ("e5762a", "ffffff"),
        ("7a2f5e", "ffffff"), ("f2efe6", "2c5a38"),
    )
)  # fmt: skip
BILLBOARD_SLOT_M: Final = 85.0


def shop_word(shot: Shot, dice: Dice) -> str:
    return dice.pick(shot.country.shop_words or (shot.place_name,))


def phone_number(shot: Shot, dice: Dice) -> str:
    digits = [str(dice.below(10)) for _ in range(8)]
    groups = ("".join(digits[:2]), "".join(digits[2:5]), "".join(digits[5:]))
    return f"{shot.country.phone_code} {' '.join(groups)}"


def web_address(shot: Shot) -> str:
    plain = "".join(char for char in shot.place_name_latin.lower() if "a" <= char <= "z")
    return f"www.{plain or 'info'}{shot.country.domain}"


def small_print(shot: Shot, dice: Dice) -> str:
    return phone_number(shot, dice) if dice.happens(0.6) else web_address(shot)


def draw_shopfront(canvas: Any, shot: Shot, facade: Facade, wide: float, key: int) -> None:
    """Glass, awning and sign on the ground floor of a facade of this width."""
    dice = Dice(key, "shop")
    fill, ink = dice.pick(SIGN_COLOURS)
    night = facade.light.night
    glass = mix(from_hex("4a565e"), from_hex("f3d9a0"), 0.8 * night)
    pane = skia.Paint(Color=facade.tone(glass, 0.7) if night < 0.5 else argb(glass), AntiAlias=True)
    count = max(1, int(wide / 2.6))
    for number in range(count):
        x = wide / count * number + 0.25
        canvas.drawRect(skia.Rect(x, -2.3, x + wide / count - 0.4, -0.35), pane)
    board = skia.Rect(0.2, -3.35, wide - 0.2, -2.45)
    canvas.drawRect(board, skia.Paint(Color=facade.tone(fill), AntiAlias=True))
    if facade.distance_m < 60:
        draw_words(canvas, shot, facade, wide, ink)
    if dice.happens(0.4):
        draw_awning(canvas, facade, wide, dice, fill)


def draw_words(canvas: Any, shot: Shot, facade: Facade, wide: float, ink: Colour) -> None:
    dice = Dice(facade.dice_key, "words")
    tone = facade.light.seen(ink, facade.lit, facade.distance_m)
    language = shot.country.languages[0]
    word, small = shop_word(shot, dice), dice.happens(0.45)
    low = -2.78 if small else -2.52
    write(canvas, word, skia.Rect(0.4, -3.28, wide - 0.4, low), tone, language=language)
    if small:
        write(
            canvas,
            small_print(shot, dice),
            skia.Rect(0.4, -2.74, wide - 0.4, -2.5),
            tone,
            bold=False,
        )


def draw_awning(canvas: Any, facade: Facade, wide: float, dice: Dice, colour: Colour) -> None:
    """Stripes over the window."""
    stripes = max(4, int(wide / 0.5))
    white = dice.pick((from_hex("f2efe6"), from_hex("e6dcc4")))
    for number in range(stripes):
        x = wide / stripes * number
        tone = facade.tone(colour if number % 2 else white)
        canvas.drawRect(skia.Rect(x, -2.5, x + wide / stripes, -1.95), skia.Paint(Color=tone))


def add_blade(stage: Stage, block: Block, key: int) -> None:
    """A sign that stands out from the wall, seen flat on."""
    dice = Dice(key, "blade")
    d = block.d + block.long * dice.between(0.3, 0.8)
    if d > 4.0:
        stage.add(d, partial(draw_blade, stage, block, d, dice))


def draw_blade(stage: Stage, block: Block, d: float, dice: Dice) -> None:
    shot, canvas = stage.shot, stage.canvas
    fill, ink = dice.pick(SIGN_COLOURS)
    upright = shot.country.script in ("Jpan", "Hans", "Hant", "Kore", "Hani")
    wide, tall = (0.7, 2.6) if upright else (1.5, 0.8)
    seen = stage.view.place(d, block.u - block.side * (wide / 2 + 0.1), block.base + 3.4)
    canvas.save()
    canvas.translate(seen.x, seen.y)
    canvas.scale(seen.scale, seen.scale)
    lit = 0.25 + 0.7 * stage.light.frontal
    panel(canvas, skia.Rect(-wide / 2, -tall, wide / 2, 0), stage.light.seen(fill, lit, d))
    tone, word = stage.light.seen(ink, lit, d), shop_word(shot, dice)
    language = shot.country.languages[0]
    if upright:
        write_upright(canvas, word[:5], (wide, tall), tone, language)
    else:
        write(
            canvas,
            word,
            skia.Rect(-wide / 2 + 0.1, -tall + 0.12, wide / 2 - 0.1, -0.12),
            tone,
            language=language,
        )
    canvas.restore()


def write_upright(
    canvas: Any, word: str, size_m: tuple[float, float], ink: Colour, language: str
) -> None:
    wide, tall = size_m
    step = min(tall / len(word), wide)
    for number, char in enumerate(word):
        top = -tall + number * step + (tall - step * len(word)) / 2
        box = skia.Rect(-wide / 2 + 0.06, top + 0.05, wide / 2 - 0.06, top + step - 0.05)
        write(canvas, char, box, ink, language=language)


def add_billboards(stage: Stage) -> None:
    """Advertisements on posts by the road."""
    rate = {"city": 0.12, "town": 0.3, "village": 0.22, "rural": 0.12}[stage.shot.surroundings]
    for number in slots(stage.view, BILLBOARD_SLOT_M, 8.0, 150.0):
        dice = Dice(stage.shot.road_seed, "billboard", number)
        if dice.happens(rate):
            d = number * BILLBOARD_SLOT_M - stage.view.start_m
            u = dice.pick((-1, 1)) * (stage.view.half_road + dice.between(5.0, 9.0))
            stage.add(d, partial(draw_billboard, stage, d, u, dice))


def draw_billboard(stage: Stage, d: float, u: float, dice: Dice) -> None:
    shot, canvas = stage.shot, stage.canvas
    fill, ink = dice.pick(SIGN_COLOURS)
    for offset in (-1.3, 1.3):
        shaft(stage, (d, u + offset), 2.4, (0.16, 0.16), from_hex("7d8285"))
    seen = stage.lift(d, u, 2.2)
    lit = 0.25 + 0.7 * stage.light.frontal
    canvas.save()
    canvas.translate(seen.x, seen.y)
    canvas.scale(seen.scale, seen.scale)
    panel(
        canvas,
        skia.Rect(-2.1, -2.1, 2.1, 0),
        stage.light.seen(fill, lit, d),
        stage.light.seen(ink, lit, d),
        0.03,
    )
    tone, language = stage.light.seen(ink, lit, d), shot.country.languages[0]
    write(
        canvas, shop_word(shot, dice), skia.Rect(-1.85, -1.9, 1.85, -0.95), tone, language=language
    )
    write(canvas, small_print(shot, dice), skia.Rect(-1.85, -0.75, 1.85, -0.25), tone, bold=False)
    canvas.restore()
