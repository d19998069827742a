"""How low plants, crops and stones are sketched."""

import math

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.sketch import ACCENT, LEAF, WOOD, Sketch, branch, foliage, snow_caps


def draw_shrub(sketch: Sketch, dice: Dice, dress: str) -> None:
    if dress == "bare":
        for turn in (-0.8, -0.4, 0.0, 0.4, 0.8):
            branch(sketch, dice, (0.5, 0.0), turn, (0.3, 0.02))
        return
    for _ in range(6):
        centre = (0.5 + dice.between(-0.2, 0.2), 0.36 + dice.between(-0.12, 0.2))
        foliage(sketch, dice, centre, (0.2, 0.3), (42, 0.06))
    if dress == "snowy":
        snow_caps(sketch, dice, (0.5, 0.45), (0.35, 0.35))


def draw_hedge(sketch: Sketch, dice: Dice, dress: str) -> None:
    for number in range(7):
        foliage(sketch, dice, (0.12 + number * 0.127, 0.45), (0.14, 0.42), (60, 0.07))
    if dress == "snowy":
        snow_caps(sketch, dice, (0.5, 0.7), (0.5, 0.25))


def draw_scrub(sketch: Sketch, dice: Dice, dress: str) -> None:
    """A dry, twiggy cushion of the steppe."""
    del dress
    for _ in range(46):
        heading = dice.between(-1.35, 1.35)
        length = dice.between(0.35, 0.8)
        tip = (0.5 + math.sin(heading) * length * 0.55, math.cos(heading) * length)
        sketch.load(LEAF, 0.62 - 0.25 * math.sin(heading) + dice.around(0.12))
        sketch.stroke([(0.5 + heading * 0.06, 0.0), tip], 0.035)


def draw_grass(sketch: Sketch, dice: Dice, dress: str) -> None:
    del dress
    for number in range(130):
        x = 0.5 + dice.around(0.2)
        lean = (x - 0.5) * 0.5 + dice.around(0.08)
        height = dice.between(0.2, 0.97) * max(0.25, 1 - 3.2 * (x - 0.5) ** 2)
        sketch.load(LEAF, 0.42 + 0.4 * number / 130 + dice.around(0.12))
        # Roots lie on an ellipse, so that no tuft ends in a straight edge.
        spread = max(0.0, 1 - ((x - 0.5) / 0.5) ** 2) ** 0.5
        root = 0.1 - 0.09 * spread * (1 - 2 * number / 130 if number < 65 else dice.unit())
        sketch.stroke([(x, root), (x + lean * 0.3, root + height * 0.5), (x + lean, height)], 0.014)


def draw_flowers(sketch: Sketch, dice: Dice, dress: str) -> None:
    draw_grass(sketch, dice, dress)
    for _ in range(14):
        sketch.load(ACCENT, dice.between(0.8, 1.0))
        sketch.dab(dice.between(0.1, 0.9), dice.between(0.5, 0.95), 0.04, 0.03)


def draw_fern(sketch: Sketch, dice: Dice, dress: str) -> None:
    """Broad tropical leaves that arch from one root."""
    del dress
    for _ in range(18):
        heading = dice.between(-1.3, 1.3)
        reach = dice.between(0.5, 0.95)
        tip = (0.5 + math.sin(heading) * 0.48 * reach, math.cos(heading) * reach * 0.9)
        knee = (0.5 + math.sin(heading) * 0.28 * reach, math.cos(heading) * reach)
        sketch.load(LEAF, 0.62 - 0.25 * math.sin(heading) + dice.around(0.12))
        sketch.stroke([(0.5, 0.0), knee, tip], dice.between(0.05, 0.1))


def draw_cactus(sketch: Sketch, dice: Dice, dress: str) -> None:
    del dress
    limbs = [[(0.5, 0.0), (0.5, 0.5), (0.5, 0.95)]]
    for side in (-1, 1):
        if dice.happens(0.75):
            y, x = dice.between(0.3, 0.5), 0.5 + side * dice.between(0.17, 0.25)
            limbs.append([(0.5, y), (x, y), (x, y + 0.08), (x, y + dice.between(0.2, 0.38))])
    for limb in limbs:
        for shift, width, glow in ((0.0, 0.09, 0.5), (-0.012, 0.06, 0.75), (-0.03, 0.015, 1.0)):
            sketch.load(LEAF, glow)
            sketch.stroke([(x + shift, y) for x, y in limb], width)


def draw_agave(sketch: Sketch, dice: Dice, dress: str) -> None:
    del dress
    for number in range(21):
        heading = -1.45 + 2.9 * (number * 8 % 21) / 20
        reach = dice.between(0.75, 0.95)
        tip = (0.5 + math.sin(heading) * 0.5 * reach, math.cos(heading) * reach + 0.05)
        side = 0.035
        sketch.load(LEAF, 0.65 - 0.25 * math.sin(heading) + dice.around(0.1))
        sketch.polygon([(0.5 - side, 0), tip, (0.5 + side, 0)])


def draw_rock(sketch: Sketch, dice: Dice, dress: str) -> None:
    corners = [(0.05, 0.0), (0.12, dice.between(0.3, 0.6)), (0.35, dice.between(0.7, 0.95)),
               (0.65, dice.between(0.6, 0.9)), (0.9, dice.between(0.2, 0.5)),
               (0.96, 0.0)]  # fmt: skip
    sketch.load(WOOD, 0.6)
    sketch.polygon(corners)
    sketch.load(WOOD, 0.95)
    sketch.polygon([corners[0], corners[1], corners[2], (0.45, 0.35), (0.3, 0.0)])
    sketch.load(WOOD, 0.8)
    sketch.polygon([corners[2], corners[3], (0.72, 0.4), (0.45, 0.35)])
    if dress == "snowy":
        sketch.load(ACCENT, 0.95)
        sketch.polygon([corners[1], corners[2], corners[3], (0.6, 0.72), (0.3, 0.66)])


def draw_corn(sketch: Sketch, dice: Dice, dress: str) -> None:
    del dress
    for number in range(16):
        x = 0.04 + number * 0.061
        height = dice.between(0.75, 0.92)
        sketch.load(LEAF, dice.between(0.45, 0.7))
        sketch.stroke([(x, 0), (x, height)], 0.02)
        for _ in range(5):
            y, side = dice.between(0.15, 0.8), dice.pick((-1, 1))
            sketch.load(LEAF, dice.between(0.5, 1.0))
            sketch.stroke([(x, y), (x + side * 0.04, y + 0.1), (x + side * 0.08, y)], 0.025)
        sketch.load(ACCENT, 0.9)
        sketch.stroke([(x, height), (x + dice.around(0.01), height + 0.07)], 0.016)


def draw_wheat(sketch: Sketch, dice: Dice, dress: str) -> None:
    del dress
    for _ in range(110):
        x, lean = dice.between(0.0, 1.0), dice.around(0.03)
        sketch.load(LEAF, dice.between(0.6, 1.0))
        sketch.stroke([(x, 0), (x + lean, dice.between(0.6, 0.95))], 0.025)


def draw_vine(sketch: Sketch, dice: Dice, dress: str) -> None:
    sketch.load(WOOD, 0.8)
    for x in (0.1, 0.5, 0.9):
        sketch.stroke([(x, 0), (x + dice.around(0.01), 0.8)], 0.045)
    if dress == "leafy":
        for number in range(9):
            foliage(sketch, dice, (0.06 + number * 0.11, 0.64), (0.1, 0.28), (26, 0.07))


def draw_sunflowers(sketch: Sketch, dice: Dice, dress: str) -> None:
    draw_corn(sketch, dice, dress)
    for number in range(15):
        x, y = 0.05 + number * 0.065, dice.between(0.78, 0.93)
        sketch.load(ACCENT, 1.0)
        sketch.dab(x, y, 0.085, 0.085)
        sketch.load(WOOD, 0.7)
        sketch.dab(x, y, 0.038, 0.038)
