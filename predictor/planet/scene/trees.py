"""How each kind of tree is sketched, in full leaf, bare or under snow."""

import math

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.sketch import (
    ACCENT,
    LEAF,
    WOOD,
    Sketch,
    branch,
    foliage,
    snow_caps,
    trunk,
)  # fmt: skip


def draw_broadleaf(sketch: Sketch, dice: Dice, dress: str) -> None:
    if dress != "leafy":
        draw_bare(sketch, dice, dress)
        return
    trunk(sketch, dice, 0.5, 0.055, dice.around(0.03))
    foliage(sketch, dice, (0.5, 0.6), (0.3, 0.26), (90, 0.045))
    for _ in range(5 + dice.below(3)):
        centre = (0.5 + dice.between(-0.22, 0.22), 0.62 + dice.between(-0.18, 0.2))
        foliage(
            sketch, dice, centre, (dice.between(0.15, 0.24), dice.between(0.11, 0.17)), (80, 0.026)
        )


def draw_bare(sketch: Sketch, dice: Dice, dress: str) -> None:
    trunk(sketch, dice, 0.3, 0.05)
    for turn in (-0.55, -0.2, 0.12, 0.5):
        branch(
            sketch, dice, (0.5, 0.28), turn + dice.around(0.1), (dice.between(0.17, 0.22), 0.022)
        )
    if dress == "snowy":
        snow_caps(sketch, dice, (0.5, 0.6), (0.34, 0.3))


def draw_birch(sketch: Sketch, dice: Dice, dress: str) -> None:
    sketch.load(ACCENT, 1.0)
    sketch.stroke(
        [(0.5, 0), (0.5 + dice.around(0.03), 0.45), (0.5 + dice.around(0.06), 0.9)], 0.026
    )
    sketch.load(WOOD, 0.35)
    for _ in range(12):
        sketch.dab(0.5 + dice.around(0.02), dice.between(0.03, 0.7), 0.01, 0.005)
    if dress != "leafy":
        for _ in range(9):
            turn = dice.pick((-1, 1)) * dice.between(0.3, 0.8)
            branch(sketch, dice, (0.5, dice.between(0.4, 0.85)), turn, (0.1, 0.008))
        return
    for level in range(11):
        y = 0.36 + level * 0.053
        reach = 0.26 * math.sin(math.pi * (0.25 + 0.7 * level / 11)) + 0.03
        foliage(sketch, dice, (0.5 + dice.around(0.1), y), (reach, 0.055), (30, 0.017))


def draw_poplar(sketch: Sketch, dice: Dice, dress: str) -> None:
    trunk(sketch, dice, 0.4, 0.035)
    if dress != "leafy":
        for _ in range(22):
            turn = dice.pick((-1, 1)) * dice.between(0.1, 0.3)
            branch(sketch, dice, (0.5, dice.between(0.12, 0.75)), turn, (0.12, 0.009))
        return
    foliage(sketch, dice, (0.5, 0.54), (0.3, 0.44), (420, 0.024))


def draw_cypress(sketch: Sketch, dice: Dice, dress: str) -> None:
    trunk(sketch, dice, 0.15, 0.03)
    for level in range(20):
        y = 0.06 + level * 0.046
        reach = 0.36 * math.sin(math.pi * min(1.0, 0.22 + 0.78 * level / 20)) ** 0.8
        foliage(sketch, dice, (0.5, y), (reach, 0.05), (22, 0.022))
    if dress == "snowy":
        snow_caps(sketch, dice, (0.5, 0.6), (0.25, 0.4))


def draw_spruce(sketch: Sketch, dice: Dice, dress: str) -> None:
    trunk(sketch, dice, 0.9, 0.035)
    tiers = 17
    for tier in range(tiers):
        y = 0.1 + 0.84 * tier / tiers
        reach = 0.43 * (1 - tier / tiers) ** 0.85 + 0.03
        draw_tier(sketch, dice, y, reach, dress)


def draw_tier(sketch: Sketch, dice: Dice, y: float, reach: float, dress: str) -> None:
    """One whorl of drooping branches."""
    for _ in range(16):
        side = dice.between(-1, 1)
        x, droop = 0.5 + side * reach, dice.between(0.03, 0.07)
        sketch.load(LEAF, min(1.0, 0.5 - 0.26 * side + dice.around(0.1)))
        sketch.stroke(
            [(0.5 + side * 0.02, y + 0.05), (0.5 + side * reach * 0.6, y + 0.02), (x, y - droop)],
            0.016,
        )
        if dress == "snowy" and dice.happens(0.55):
            sketch.load(ACCENT, dice.between(0.8, 1.0))
            sketch.stroke([(0.5 + side * reach * 0.3, y + 0.042), (x, y - droop + 0.014)], 0.013)


def draw_pine(sketch: Sketch, dice: Dice, dress: str) -> None:
    trunk(sketch, dice, 0.85, 0.035, dice.around(0.03))
    for level in range(8):
        y = 0.48 + level * 0.06
        reach = 0.3 * math.sin(math.pi * (0.3 + 0.66 * level / 8))
        for side in (-1, 1):
            centre = (0.5 + side * reach * dice.between(0.3, 0.9), y + dice.around(0.02))
            foliage(sketch, dice, centre, (0.13, 0.045), (40, 0.02))
    if dress == "snowy":
        snow_caps(sketch, dice, (0.5, 0.7), (0.3, 0.24))


def draw_stone_pine(sketch: Sketch, dice: Dice, dress: str) -> None:
    del dress
    trunk(sketch, dice, 0.75, 0.04, dice.around(0.04))
    for turn in (-0.7, -0.3, 0.3, 0.7):
        branch(sketch, dice, (0.5, 0.56), turn, (0.13, 0.014))
    for _ in range(9):
        centre = (0.5 + dice.between(-0.28, 0.28), 0.8 + dice.around(0.03))
        foliage(sketch, dice, centre, (0.2, 0.08), (60, 0.024))


def draw_acacia(sketch: Sketch, dice: Dice, dress: str) -> None:
    for turn in (-0.45, 0.05, 0.5):
        branch(sketch, dice, (0.5, 0.02), turn * 0.6 + dice.around(0.1), (0.34, 0.03))
    if dress == "bare":
        return
    for _ in range(11):
        centre = (0.5 + dice.between(-0.3, 0.3), 0.8 + dice.around(0.03))
        foliage(sketch, dice, centre, (dice.between(0.12, 0.2), 0.05), (55, 0.019))


def draw_eucalyptus(sketch: Sketch, dice: Dice, dress: str) -> None:
    del dress
    sketch.load(ACCENT, 0.9)
    for turn in (-0.35, 0.05, 0.4):
        tip = (0.5 + turn * 0.5, 0.8 + dice.around(0.05))
        sketch.stroke([(0.5, 0.0), (0.5, 0.3), (0.5 + turn * 0.25, 0.5), tip], 0.022)
    for _ in range(13):
        centre = (0.5 + dice.between(-0.32, 0.32), 0.7 + dice.between(-0.2, 0.2))
        foliage(sketch, dice, centre, (0.13, 0.07), (38, 0.019))


def draw_baobab(sketch: Sketch, dice: Dice, dress: str) -> None:
    sketch.load(WOOD, 0.6)
    sketch.polygon([(0.34, 0), (0.38, 0.55), (0.62, 0.55), (0.66, 0)])
    sketch.load(WOOD, 0.9)
    sketch.polygon([(0.34, 0), (0.38, 0.55), (0.47, 0.55), (0.44, 0)])
    for turn in (-1.0, -0.5, 0.0, 0.5, 1.0):
        branch(sketch, dice, (0.5 + turn * 0.1, 0.52), turn, (0.17, 0.04))
    if dress == "leafy":
        for _ in range(8):
            centre = (0.5 + dice.between(-0.34, 0.34), 0.82 + dice.between(-0.1, 0.1))
            foliage(sketch, dice, centre, (0.12, 0.06), (36, 0.024))


def draw_palm(sketch: Sketch, dice: Dice, dress: str) -> None:
    del dress
    lean = dice.around(0.12)
    top = (0.5 + lean, 0.72)
    sketch.load(WOOD, 0.6)
    sketch.stroke([(0.5, 0), (0.5 + lean * 0.3, 0.4), top], 0.038)
    sketch.load(WOOD, 0.95)
    sketch.stroke([(0.492, 0), (0.492 + lean * 0.3, 0.4), (top[0] - 0.008, top[1])], 0.014)
    for number in range(17):
        draw_frond(sketch, dice, top, -1.9 + 3.8 * (number * 7 % 17) / 16)


def draw_frond(sketch: Sketch, dice: Dice, root: tuple[float, float], heading: float) -> None:
    """A feathered leaf that arches under its own weight; heading 0 is upright."""
    length = dice.between(0.24, 0.32)
    x, y = root
    glow = 0.55 + 0.25 * math.cos(heading) - 0.2 * math.sin(heading)
    for number in range(15):
        share = number / 14
        px = x + math.sin(heading) * length * share * 1.3
        py = y + math.cos(heading) * length * share * 0.8 - 0.30 * length * share**2 * 2
        sketch.load(LEAF, min(1.0, max(0.25, glow + dice.around(0.1))))
        hang = 0.075 * (1 - 0.6 * share)
        sketch.stroke([(px, py), (px + math.sin(heading) * 0.03 + 0.02, py - hang)], 0.009)
        sketch.stroke([(px, py), (px + math.sin(heading) * 0.03 - 0.02, py - hang * 0.8)], 0.009)


def draw_banana(sketch: Sketch, dice: Dice, dress: str) -> None:
    del dress
    sketch.load(WOOD, 0.8)
    sketch.stroke([(0.5, 0), (0.5, 0.45)], 0.07)
    for number in range(9):
        heading = -1.3 + 2.6 * (number * 4 % 9) / 8
        tip = (0.5 + math.sin(heading) * 0.4, 0.45 + math.cos(heading) * 0.45 - 0.12 * abs(heading))
        middle = (0.5 + math.sin(heading) * 0.26, 0.55 + math.cos(heading) * 0.3)
        sketch.load(LEAF, 0.6 - 0.2 * math.sin(heading) + dice.around(0.1))
        sketch.stroke([(0.5, 0.42), middle, tip], 0.085)
        sketch.load(LEAF, 0.95)
        sketch.stroke([(0.5, 0.42), middle, tip], 0.01)


def draw_bamboo(sketch: Sketch, dice: Dice, dress: str) -> None:
    del dress
    for _ in range(16):
        lean, x = dice.around(0.22), 0.5 + dice.around(0.1)
        tip = (x + lean * 1.5, dice.between(0.75, 0.97))
        sketch.load(WOOD, dice.between(0.6, 1.0))
        sketch.stroke([(x, 0), (x + lean * 0.3, 0.5), tip], 0.012)
        foliage(sketch, dice, (x + lean * 1.1, tip[1] - 0.14), (0.1, 0.14), (26, 0.02))
