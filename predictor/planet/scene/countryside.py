"""How the plants of one road are laid out: woods, hedges, avenues, fields or open land."""

from typing import Final

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.flora import FLORA, pick_bush, pick_tree, tree_density
from predictor.planet.scene.planting import (
    AVENUE,
    BUSHES,
    EDGE,
    GARDEN,
    GROVE,
    HEDGE,
    HORIZON,
    TUFTS,
    VERGE,
    WOOD,
    plant,
    sow,
)  # fmt: skip
from predictor.planet.scene.stage import Stage, slots
from predictor.planet.shot import Shot

CROP_ROWS: Final = 5
CROP_SLOT_M: Final = 2.6
FURROW_M: Final = 1.9


def pick_verge(shot: Shot, dice: Dice) -> str:
    return dice.pick(FLORA[shot.surface.climate].verge)


def layout_of(shot: Shot, side: int) -> str:
    """wood, fields, hedge, avenue or open: fixed for one side of one road."""
    dice = Dice(shot.road_seed, "layout", side + 1)
    surface = shot.surface
    if shot.surroundings == "city":
        return "avenue" if dice.happens(0.3 + 0.4 * surface.vegetation) else "paved"
    if shot.surroundings != "rural":
        return "gardens"
    farmed = 0.42 * (1 - surface.relief) * min(1.0, surface.vegetation * 2)
    if FLORA[surface.climate].crops and dice.happens(farmed):
        return "fields"
    if dice.happens(tree_density(shot) - 0.15):
        return "wood"
    if surface.climate == "oceanic" and dice.happens(0.4):
        return "hedge"
    return "open"


def plant_fields(stage: Stage, side: int) -> None:
    """Rows of one crop along the road."""
    dice = Dice(stage.shot.road_seed, "crop", side + 1)
    crop = dice.pick(FLORA[stage.shot.surface.climate].crops)
    if stage.shot.surface.snow_cover > 0.4 or stage.shot.surface.greenness < 0.15:
        crop = "grass"
    for row in range(CROP_ROWS):
        u = side * (stage.view.half_road + 4.5 + row * FURROW_M)
        for number in slots(stage.view, CROP_SLOT_M, 2.5, 48.0):
            d = number * CROP_SLOT_M - stage.view.start_m
            plant(stage, crop, (d, u), Dice(stage.shot.road_seed, crop, side + 1, row, number))


def plant_wood(stage: Stage, side: int, density: float) -> None:
    sow(stage, EDGE, side, 0.5 * density, pick_tree)
    sow(stage, WOOD, side, 0.75 * density, pick_tree)
    sow(stage, BUSHES, side, 0.6 * density, pick_bush)


def plant_open(stage: Stage, side: int, density: float) -> None:
    sow(stage, EDGE, side, 0.10 * density, pick_tree)
    sow(stage, BUSHES, side, 0.10 + 0.3 * density, pick_bush)
    sow(stage, GROVE, side, 0.3 * density, pick_tree)


def plant_side(stage: Stage, side: int) -> None:
    density = tree_density(stage.shot)
    layout = layout_of(stage.shot, side)
    if layout == "fields":
        plant_fields(stage, side)
        sow(stage, EDGE, side, 0.04, pick_tree)
        sow(stage, GROVE, side, 0.12 * density, pick_tree)
    elif layout == "wood":
        plant_wood(stage, side, density)
    elif layout == "avenue":
        sow(stage, AVENUE, side, 0.85, pick_tree)
    elif layout == "gardens":
        sow(stage, GARDEN, side, 0.22 * density, pick_tree)
        sow(stage, GROVE, side, 0.25 * density, pick_tree)
        sow(stage, BUSHES, side, 0.22 * density, pick_bush)
    elif layout == "hedge":
        sow(stage, HEDGE, side, 0.95, lambda _, __: "hedge")
        sow(stage, EDGE, side, 0.14 * density, pick_tree)
        sow(stage, GROVE, side, 0.3 * density, pick_tree)
    elif layout == "open":
        plant_open(stage, side, density)
    plant_background(stage, side, layout, density)


def plant_background(stage: Stage, side: int, layout: str, density: float) -> None:
    """The verge in front, and the far trees behind."""
    surface = stage.shot.surface
    grown = min(1.0, surface.vegetation * 1.1 + 0.08) * (1 - 0.9 * surface.snow_cover) ** 2
    if layout not in ("paved", "avenue"):
        sow(stage, VERGE, side, 0.9 * grown, pick_verge)
        sow(stage, TUFTS, side, 0.7 * grown, pick_verge)
    if layout in ("open", "fields", "hedge"):
        sow(stage, HORIZON, side, min(0.9, 0.9 * density), pick_tree)


def plant_roadside(stage: Stage) -> None:
    for side in (-1, 1):
        plant_side(stage, side)
