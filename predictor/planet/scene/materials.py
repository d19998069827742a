"""Walls and roofs: their colours, and the lines that tell one from another."""

from dataclasses import dataclass
from typing import Final

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.palette import Colour, from_hex, mix, scale
from predictor.planet.shot import Shot


@dataclass(frozen=True, slots=True)
class Wall:
    colours: tuple[Colour, ...]
    pattern: str  # plain, courses, boards, frame, joints, ribs
    trim: Colour


@dataclass(frozen=True, slots=True)
class Roof:
    shape: str  # gable, hip, flat, mansard, pagoda
    colour: Colour
    pitch: float  # rise over run
    pattern: str  # tiles, ribs, shingle, straw, plain
    overhang_m: float


def wall(colours: str, pattern: str, trim: str = "f1efe9") -> Wall:
    return Wall(tuple(from_hex(h) for h in colours.split()), pattern, from_hex(trim))


def roof(shape: str, colour: str, pitch: float, pattern: str, overhang_m: float = 0.45) -> Roof:
    return Roof(shape, from_hex(colour), pitch, pattern, overhang_m)


WALLS: Final[dict[str, Wall]] = {
    "plaster white": wall("ece8df f2efe8 e4dfd4", "plain", "6f5a44"),
    "plaster ochre": wall("d9b983 e0c79a cfa873 dcc6a4", "plain", "8a6a4a"),
    "plaster pastel": wall("e3b7a0 a9c9c4 e6d79a c3b4d3 9fc0d9 b9d3a3 e8c4cf", "plain"),
    "brick red": wall("9a4f3c 8b4636 a65f49", "courses"),
    "brick yellow": wall("c4a878 b89a6a cdb58a", "courses"),
    "timber falu": wall("8c2f26 7d2a22 96382c", "boards"),
    "timber white": wall("e9e8e2 dfe2e0 d5dcdf", "boards", "4c5862"),
    "timber brown": wall("6f4e35 5e422d 80603f", "boards", "d8c9a8"),
    "half timber": wall("ece4d2 e6dcc4 efe9da", "frame", "4a3426"),
    "stone grey": wall("a39b8d 958e82 b1a897", "joints", "e3ded3"),
    "adobe": wall("c39a6b b98e60 cda77a", "plain", "6d4f35"),
    "concrete grey": wall("b3b0a8 a5a39c bfbcb4", "plain", "5c6064"),
    "block unpainted": wall("a59a8c 9c6a50 a8a296", "joints", "5d5650"),
    "tile mosaic": wall("d9d3c6 c5b8a3 b6a08a a9b3ae", "joints", "50565a"),
    "sheet metal": wall("8f9aa0 7a9a8a a08a78 9aa7b0", "ribs", "52585c"),
}
ROOFS: Final[dict[str, Roof]] = {
    "gable tile red": roof("gable", "b0543a", 0.75, "tiles"),
    "gable tile brown": roof("gable", "7c5543", 0.8, "tiles"),
    "gable slate": roof("gable", "555c66", 0.85, "shingle"),
    "gable metal red": roof("gable", "a3382f", 0.5, "ribs"),
    "gable metal green": roof("gable", "3f7358", 0.6, "ribs"),
    "gable metal grey": roof("gable", "9aa2a6", 0.5, "ribs"),
    "hip tile": roof("hip", "b9653f", 0.5, "tiles", 0.6),
    "flat": roof("flat", "a8a196", 0.0, "plain", 0.05),
    "flat parapet": roof("parapet", "b0a698", 0.0, "plain", 0.0),
    "thatch": roof("hip", "a08a58", 1.0, "straw", 0.7),
    "pagoda tile": roof("pagoda", "4d565f", 0.65, "tiles", 0.9),
    "corrugated": roof("gable", "a08c7c", 0.22, "ribs", 0.35),
    "steep shingle": roof("gable", "5c534c", 1.0, "shingle", 0.4),
    "mansard slate": roof("mansard", "525a66", 1.0, "shingle", 0.25),
}
MODERN_SHARE: Final = 0.3
PLAIN_WALL: Final = WALLS["plaster white"]
PLAIN_ROOF: Final = ROOFS["gable tile brown"]


def pick_wall(shot: Shot, dice: Dice) -> tuple[Wall, Colour]:
    """The country's walls, their shares and tints drifting with the land's style."""
    names = shot.country.wall or ("plaster white",)
    if shot.surroundings == "city" and dice.happens(MODERN_SHARE):
        names = (*names[:1], "concrete grey", "tile mosaic")
    at = min(dice.unit() * 0.75 + 0.25 * shot.surface.style, 0.999)
    kind = WALLS.get(names[int(at * len(names))], PLAIN_WALL)
    tint = min(dice.unit() * 0.6 + 0.4 * shot.surface.style_b, 0.999)
    colour = kind.colours[int(tint * len(kind.colours))]
    drift = mix((1.04, 1.0, 0.95), (0.96, 1.0, 1.05), shot.surface.style)
    shade = (0.82 + 0.2 * shot.surface.prosperity) * dice.between(0.92, 1.06)
    return kind, scale((colour[0] * drift[0], colour[1] * drift[1], colour[2] * drift[2]), shade)


def pick_roof(shot: Shot, dice: Dice) -> Roof:
    """Cities build flat blocks everywhere, and nobody thatches in a street."""
    names = shot.country.roof or ("gable tile brown",)
    if shot.surroundings in ("city", "town"):
        names = tuple(name for name in names if name != "thatch") or ("flat", "corrugated")
    if shot.surroundings == "city" and dice.happens(MODERN_SHARE):
        return ROOFS["flat"]
    at = min(dice.unit() * 0.75 + 0.25 * shot.surface.style_b, 0.999)
    return ROOFS.get(names[int(at * len(names))], PLAIN_ROOF)
