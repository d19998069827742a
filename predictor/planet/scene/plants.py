"""Kinds of plants: how tall they grow, what colours they take, and their cached sprites."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import skia

from predictor.planet.scene import bushes, trees
from predictor.planet.scene.chance import Dice
from predictor.planet.scene.palette import Colour, from_hex, mix, ramp, scale
from predictor.planet.scene.perspective import Seen
from predictor.planet.scene.sketch import Sketch
from predictor.planet.scene.sprites import Tints
from predictor.planet.scene.terrain import grass_colour
from predictor.planet.shot import Shot

Drawing = Callable[[Sketch, Dice, str], None]
VARIANTS: Final = 5
GRASSES: Final = (bushes.draw_grass, bushes.draw_flowers)
AUTUMN: Final = tuple(from_hex(h) for h in ("c9a227", "d98a1f", "c4581f", "97341f", "8a5a2c"))
SNOW: Final = from_hex("f3f6fa")


@dataclass(frozen=True, slots=True)
class Species:
    sketch: Drawing
    low_m: float
    high_m: float
    aspect: float  # width over height
    leaf: Colour
    wood: Colour
    accent: Colour
    sheds: bool  # leaves in winter


def species(
    sketch: Drawing, size_m: tuple[float, float], aspect: float, colours: str, sheds: bool = False
) -> Species:
    leaf, wood, accent = (from_hex(h) for h in colours.split())
    return Species(sketch, size_m[0], size_m[1], aspect, leaf, wood, accent, sheds)


PLANTS: Final[dict[str, Species]] = {
    "oak": species(trees.draw_broadleaf, (8, 15), 1.0, "6d9440 6b5842 ffffff", True),
    "linden": species(trees.draw_broadleaf, (7, 12), 0.85, "7ba348 5f4f3f ffffff", True),
    "jungle": species(trees.draw_broadleaf, (10, 20), 0.9, "4f8a35 7a6650 ffffff"),
    "mango": species(trees.draw_broadleaf, (7, 12), 1.1, "4c7a33 6d5a48 ffffff"),
    "flame": species(trees.draw_broadleaf, (6, 10), 1.2, "d2562e 7a6650 ffffff"),
    "jacaranda": species(trees.draw_broadleaf, (6, 10), 1.1, "9a7cc4 6a5a4c ffffff"),
    "cherry": species(trees.draw_broadleaf, (4, 7), 1.1, "e9b9c8 5a4840 ffffff", True),
    "olive": species(trees.draw_broadleaf, (3.5, 6), 1.1, "98a680 7d7264 ffffff"),
    "birch": species(trees.draw_birch, (9, 16), 0.5, "8db04c 55504a e6e3da", True),
    "poplar": species(trees.draw_poplar, (12, 20), 0.36, "7ea548 6a5d4c ffffff", True),
    "cypress": species(trees.draw_cypress, (7, 13), 0.26, "4c6d3c 5d4c3b ffffff"),
    "spruce": species(trees.draw_spruce, (9, 18), 0.55, "50764a 5d4a3b ffffff"),
    "pine": species(trees.draw_pine, (10, 18), 0.6, "5b8048 9a6845 ffffff"),
    "stone_pine": species(trees.draw_stone_pine, (8, 13), 1.0, "5d8040 8a6f58 ffffff"),
    "acacia": species(trees.draw_acacia, (4.5, 8), 1.35, "8a9a4c 6a5544 ffffff"),
    "eucalyptus": species(trees.draw_eucalyptus, (9, 18), 0.8, "869a72 c9bda8 d9d0c0"),
    "baobab": species(trees.draw_baobab, (9, 14), 1.0, "7f9a44 a3917d ffffff"),
    "palm": species(trees.draw_palm, (7, 14), 0.75, "7c9c4a 97836a ffffff"),
    "banana": species(trees.draw_banana, (2.5, 4.5), 1.0, "7fb04a 8f9a5a ffffff"),
    "bamboo": species(trees.draw_bamboo, (6, 10), 0.9, "8fb04f a8ad58 ffffff"),
    "shrub": species(bushes.draw_shrub, (1.0, 2.4), 1.2, "6a8b45 6b5a48 ffffff", True),
    "maquis": species(bushes.draw_shrub, (0.7, 2.0), 1.4, "738050 6b5a48 ffffff"),
    "hedge": species(bushes.draw_hedge, (1.2, 1.9), 2.6, "5f8a3f 6b5a48 ffffff"),
    "scrub": species(bushes.draw_scrub, (0.4, 0.9), 1.6, "a69a68 6b5a48 ffffff"),
    "sage": species(bushes.draw_scrub, (0.4, 0.9), 1.6, "99a487 6b5a48 ffffff"),
    "grass": species(bushes.draw_grass, (0.3, 0.8), 1.9, "8aa850 6b5a48 ffffff"),
    "tall_grass": species(bushes.draw_grass, (0.9, 1.7), 1.3, "b5a860 6b5a48 ffffff"),
    "flowers": species(bushes.draw_flowers, (0.4, 0.7), 1.8, "83a54f 6b5a48 f0e6d0"),
    "fern": species(bushes.draw_fern, (0.8, 1.9), 1.5, "5f9a3c 6b5a48 ffffff"),
    "cactus": species(bushes.draw_cactus, (2.5, 5.5), 0.7, "6f8f5c 6b5a48 ffffff"),
    "agave": species(bushes.draw_agave, (0.7, 1.5), 1.5, "8aa38c 6b5a48 ffffff"),
    "rock": species(bushes.draw_rock, (0.4, 1.6), 1.6, "8a8378 8f877c f3f6fa"),
    "corn": species(bushes.draw_corn, (1.9, 2.4), 1.9, "7aa03f 6b5a48 d9c27a"),
    "wheat": species(bushes.draw_wheat, (0.8, 1.0), 3.2, "d2b866 6b5a48 ffffff"),
    "rice": species(bushes.draw_wheat, (0.6, 0.8), 3.2, "86b648 6b5a48 ffffff"),
    "sugarcane": species(bushes.draw_grass, (2.0, 2.8), 1.6, "93ad58 6b5a48 ffffff"),
    "vine": species(bushes.draw_vine, (1.2, 1.5), 2.6, "6f9a3f 6a5340 ffffff", True),
    "sunflower": species(bushes.draw_sunflowers, (1.4, 1.8), 2.0, "6f9440 5a3d22 f2bc1b"),
    "tea": species(bushes.draw_hedge, (0.8, 1.0), 3.0, "5c963c 6b5a48 ffffff"),
}


@lru_cache(maxsize=512)
def sprite(name: str, variant: int, dress: str) -> Any:
    kind = PLANTS[name]
    tall = 256 if kind.high_m > 3 else 112
    sketch = Sketch(max(48, int(tall * kind.aspect)), tall)
    kind.sketch(sketch, Dice("plant", name, variant), dress)
    return sketch.finish()


def sheds_now(shot: Shot) -> bool:
    surface = shot.surface
    return surface.greenness < 0.32 and surface.temperature_c < 9 and surface.autumn < 0.4


def dress_of(kind: Species, shot: Shot) -> str:
    if kind.sheds and sheds_now(shot):
        return "bare"
    return "snowy" if shot.surface.snow_cover > 0.45 and shot.surface.temperature_c < 1 else "leafy"


def tints_of(kind: Species, shot: Shot, dice: Dice, dress: str) -> Tints:
    """Leaf, wood and accent colours of one plant, now."""
    surface = shot.surface
    leaf = mix(
        kind.leaf,
        from_hex("b0a05c"),
        0.55 * (1 - surface.greenness) * (0.2 if dress == "snowy" else 1),
    )
    if kind.sketch in GRASSES:
        leaf = mix(leaf, grass_colour(shot), 0.6)
        leaf = mix(leaf, from_hex("b9a878"), 0.8 * surface.snow_cover)
    leaf = mix(leaf, from_hex("4f7a3a"), 0.25 * surface.style_b)
    if kind.sheds and dice.happens(surface.autumn):
        leaf = mix(leaf, ramp(AUTUMN, dice.unit()), 0.85)
    leaf = scale(leaf, dice.between(1.12, 1.4))
    accent = SNOW if dress == "snowy" else kind.accent
    return leaf, scale(kind.wood, dice.between(1.0, 1.25)), accent


def height_of(kind: Species, dice: Dice) -> float:
    return dice.between(kind.low_m, kind.high_m)


def standing_matrix(image: Any, foot: Seen, size_m: tuple[float, float], flip: bool) -> Any:
    """Stands the sprite on its foot; flipped when the light comes from the right."""
    width, height = size_m[0] * foot.scale, size_m[1] * foot.scale
    across = width / image.width() * (-1 if flip else 1)
    left = foot.x + width / 2 if flip else foot.x - width / 2
    sunk = foot.y + 0.02 * height
    return skia.Matrix.MakeAll(across, 0, left, 0, height / image.height(), sunk - height, 0, 0, 1)
