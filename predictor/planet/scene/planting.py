"""Where plants stand along the road: verge, bushes, woods, avenues and fields."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from predictor.planet.scene.chance import Dice, winners
from predictor.planet.scene.plants import (
    PLANTS,
    VARIANTS,
    dress_of,
    height_of,
    sprite,
    standing_matrix,
    tints_of,
)  # fmt: skip
from predictor.planet.scene.shadows import REACH_M, cast_sprite
from predictor.planet.scene.sprites import tinted_paint
from predictor.planet.scene.stage import Stage, slots
from predictor.planet.scene.textures import SOFT
from predictor.planet.shot import Shot

Chooser = Callable[[Shot, Dice], str]
SMALLEST_PX: Final = 3.0
BEHIND_HOUSES_M: Final = 18.0  # plants behind a row of houses are painted before it


@dataclass(frozen=True, slots=True)
class Band:
    """A strip beside the road: metres from its edge, slot length, and how far it is drawn."""

    name: str
    inner_m: float
    outer_m: float
    slot_m: float
    far_m: float
    size: float = 1.0  # of the plants, against their natural height
    on_pavement: bool = False


VERGE: Final = Band("verge", 0.5, 2.0, 0.7, 19.0, 0.5)
TUFTS: Final = Band("tufts", 2.0, 7.0, 1.15, 34.0, 0.7)
BUSHES: Final = Band("bushes", 3.0, 9.0, 3.2, 80.0)
EDGE: Final = Band("edge", 4.5, 9.0, 4.2, 150.0)
WOOD: Final = Band("wood", 9.0, 20.0, 3.6, 190.0, 1.1)
GARDEN: Final = Band("garden", 9.0, 20.0, 3.6, 190.0, 0.7)
HEDGE: Final = Band("hedge", 3.0, 3.3, 2.6, 130.0)
AVENUE: Final = Band("avenue", 1.6, 1.9, 13.0, 170.0, 0.6, on_pavement=True)
GROVE: Final = Band("grove", 20.0, 60.0, 7.0, 300.0)
HORIZON: Final = Band("horizon", 60.0, 210.0, 7.5, 420.0)


def plant(stage: Stage, name: str, at: tuple[float, float], dice: Dice, size: float = 1.0) -> None:
    """Put one plant on the stage, with its shadow where the sun throws one."""
    kind, (d, u) = PLANTS[name], at
    foot = stage.foot(d, u)
    if kind.high_m * size * foot.scale < SMALLEST_PX or stage.is_built(d, u):
        return
    height = height_of(kind, dice) * size
    width = height * kind.aspect * dice.between(0.85, 1.15)
    if height * foot.scale < SMALLEST_PX or not stage.view.in_frame(foot, width):
        return
    dress = dress_of(kind, stage.shot)
    image = sprite(name, dice.below(VARIANTS), dress)
    tints = tints_of(kind, stage.shot, dice, dress)
    lit = 0.25 + 0.6 * stage.light.frontal
    paint = tinted_paint(tints, stage.light, d, lit)
    matrix = standing_matrix(image, foot, (width, height), not stage.light.from_left)
    behind = BEHIND_HOUSES_M if is_backyard(stage, u) else 0.0
    stage.add(d + behind, partial(draw_sprite, stage, image, matrix, paint))
    if d < REACH_M and height > 1:
        stage.shadows.append(partial(cast_sprite, stage, image, at, (width, height)))


def is_backyard(stage: Stage, u: float) -> bool:
    return stage.shot.surroundings != "rural" and abs(u) > stage.view.half_road + 12


def draw_sprite(stage: Stage, image: Any, matrix: Any, paint: Any) -> None:
    stage.canvas.save()
    stage.canvas.concat(matrix)
    stage.canvas.drawImage(image, 0, 0, SOFT, paint)
    stage.canvas.restore()


def sow(stage: Stage, band: Band, side: int, share: float, choose: Chooser) -> None:
    """Fill this share of a band's slots."""
    keys = (stage.shot.road_seed, band.name, side + 1)
    for number in winners(keys, slots(stage.view, band.slot_m, 1.6, band.far_m), share):
        dice = Dice(*keys, number)
        dice.unit()  # already spent on winning
        d = (number + dice.unit() * 0.9) * band.slot_m - stage.view.start_m
        away = dice.between(band.inner_m, band.outer_m)
        u = side * (stage.view.half_road + away)
        if abs(u) > 14 + 1.15 * d:  # out of the picture, whatever the bend
            continue
        if d > 1.7 and (band.on_pavement or not stage.is_paved(u)):
            plant(stage, choose(stage.shot, dice), (d, u), dice, band.size)
