"""Houses, farms and street fronts: where they stand and how they are put together."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from predictor.planet.scene.blocks import Block, on_end, on_front
from predictor.planet.scene.chance import Dice
from predictor.planet.scene.facades import STOREY_M, Facade, draw_facade
from predictor.planet.scene.materials import Roof, pick_roof, pick_wall
from predictor.planet.scene.rooftops import draw_roof
from predictor.planet.scene.shadows import cast_footprint
from predictor.planet.scene.shopfronts import add_blade, draw_shopfront
from predictor.planet.scene.stage import Stage, slots


@dataclass(frozen=True, slots=True)
class Quarter:
    """How closely a place is built."""

    slot_m: float
    share: float
    front_m: tuple[float, float]  # from the edge of the road
    long_m: tuple[float, float]  # share of the slot
    deep_m: tuple[float, float]
    storeys: tuple[int, ...]
    shops: float
    far_m: float


@dataclass(frozen=True, slots=True)
class House:
    block: Block
    roof: Roof
    storeys: int
    shop: bool
    key: int


TALL: Final = (3, 4, 4, 5, 6, 7)
QUARTERS: Final = {
    "city": Quarter(15.0, 0.95, (3.2, 3.5), (0.99, 1.0), (10.0, 13.0), TALL, 0.75, 180.0),
    "town": Quarter(16.0, 0.78, (3.4, 5.5), (0.7, 0.96), (8.0, 11.0), (1, 2, 2, 3), 0.5, 210.0),
    "village": Quarter(21.0, 0.55, (5.0, 10.0), (0.42, 0.62), (7.0, 9.5), (1, 1, 2), 0.16, 190.0),
    "rural": Quarter(62.0, 0.13, (11.0, 26.0), (0.14, 0.24), (7.0, 10.0), (1, 1, 2), 0.04, 260.0),
}  # fmt: skip


def add_buildings(stage: Stage) -> None:
    quarter = QUARTERS[stage.shot.surroundings]
    for side in (-1, 1):
        for number in slots(stage.view, quarter.slot_m, -quarter.slot_m, quarter.far_m):
            dice = Dice(stage.shot.road_seed, "house", side + 1, number)
            if dice.happens(quarter.share):
                add_building(stage, quarter, side, number, dice)


def add_building(stage: Stage, quarter: Quarter, side: int, number: int, dice: Dice) -> None:
    roof = pick_roof(stage.shot, dice)
    storeys = dice.pick(quarter.storeys)
    if roof.pattern == "straw":
        storeys = 1
    elif roof.shape not in ("flat", "parapet", "mansard"):
        storeys = min(storeys, 4)
    long = quarter.slot_m * dice.between(*quarter.long_m)
    d = number * quarter.slot_m - stage.view.start_m
    u = side * (stage.view.half_road + dice.between(*quarter.front_m))
    middle = max(d + long / 2, 2.0)
    base = stage.land.rise(middle + stage.view.start_m, u)
    block = Block(d, long, u, dice.between(*quarter.deep_m), storeys * STOREY_M + 0.3, base)
    if d + long < 3.0:
        return
    shop = dice.happens(quarter.shops)
    key = stage.shot.road_seed * 8191 + number * 2 + (side > 0)
    stage.footprints.append((d - 2, d + long + 2, min(u, block.back) - 2, max(u, block.back) + 2))
    stage.add(d + long, partial(draw_building, stage, House(block, roof, storeys, shop, key)))
    add_building_shadow(stage, block, roof)
    if shop and dice.happens(0.5):
        add_blade(stage, block, key)


def add_building_shadow(stage: Stage, block: Block, roof: Roof) -> None:
    if block.d > 90:
        return
    near, far = max(block.d, 1.5), block.d + block.long
    corners = [(near, block.u), (near, block.back), (far, block.back), (far, block.u)]
    height = block.tall + 0.6 * roof.pitch * block.deep / 2
    stage.shadows.append(partial(cast_footprint, stage, corners, min(height, 9.0)))


def draw_building(stage: Stage, house: House) -> None:
    block, key = house.block, house.key
    wall, colour = pick_wall(stage.shot, Dice(key, "wall"))
    light = stage.light
    front = Facade(
        wall, colour, block.tall, house.storeys, house.shop,
        0.12 + 0.88 * light.facing(-block.side, 0, 0), max(block.d, 4.0), light, key,
        0.05 if stage.paved_m else 1.2,
    )  # fmt: skip
    end = replace(front, shop=False, lit=0.12 + 0.88 * light.facing(0, 0, -1))
    on_end(stage, block, lambda canvas, wide: draw_facade(canvas, end, wide))
    on_front(stage, block, lambda canvas, wide: draw_facade(canvas, front, wide))
    if house.shop:
        on_front(
            stage, block, lambda canvas, wide: draw_shopfront(canvas, stage.shot, front, wide, key)
        )
    draw_roof(stage, block, house.roof, colour, key)
