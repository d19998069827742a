"""What grows in each climate: trees, undergrowth, verge and crops."""

from dataclasses import dataclass
from typing import Final

from predictor.planet.scene.chance import Dice
from predictor.planet.shot import Shot


@dataclass(frozen=True, slots=True)
class Flora:
    trees: tuple[str, ...]
    conifers: tuple[str, ...]
    palms: tuple[str, ...]
    bushes: tuple[str, ...]
    verge: tuple[str, ...]
    crops: tuple[str, ...]
    density: float  # of trees, where vegetation is full


def flora(density: float, **kinds: str) -> Flora:
    names = ("trees", "conifers", "palms", "bushes", "verge", "crops")
    lists = {name: tuple(kinds[name].split()) for name in names}
    return Flora(**lists, density=density)


FLORA: Final[dict[str, Flora]] = {
    "rainforest": flora(
        1.0, trees="jungle jungle mango bamboo", conifers="pine", palms="palm palm banana",
        bushes="fern banana shrub fern", verge="grass fern tall_grass", crops="rice sugarcane tea",
    ),
    "savanna": flora(
        0.45, trees="acacia acacia mango flame", conifers="pine", palms="palm",
        bushes="shrub tall_grass scrub", verge="tall_grass grass", crops="corn sugarcane",
    ),
    "desert": flora(
        0.10, trees="acacia", conifers="cypress", palms="palm", bushes="scrub sage rock",
        verge="scrub rock", crops="wheat",
    ),
    "steppe": flora(
        0.18, trees="poplar acacia", conifers="pine", palms="palm", bushes="sage scrub rock",
        verge="grass tall_grass scrub", crops="wheat sunflower",
    ),
    "mediterranean": flora(
        0.45, trees="olive oak olive", conifers="cypress stone_pine", palms="palm",
        bushes="maquis maquis agave", verge="grass flowers", crops="vine vine wheat sunflower",
    ),
    "oceanic": flora(
        0.65, trees="oak linden oak poplar", conifers="spruce pine", palms="palm",
        bushes="shrub hedge shrub", verge="grass flowers grass", crops="wheat corn vine",
    ),
    "humid_subtropical": flora(
        0.75, trees="linden oak bamboo", conifers="pine cypress", palms="palm",
        bushes="shrub fern hedge", verge="grass tall_grass flowers", crops="rice corn tea",
    ),
    "continental": flora(
        0.6, trees="birch linden oak poplar", conifers="spruce pine", palms="pine",
        bushes="shrub shrub hedge", verge="grass flowers grass", crops="wheat sunflower corn",
    ),
    "boreal": flora(
        0.9, trees="birch birch poplar", conifers="spruce spruce pine", palms="spruce",
        bushes="shrub grass rock", verge="grass grass flowers", crops="wheat",
    ),
    "tundra": flora(
        0.06, trees="shrub", conifers="spruce", palms="shrub", bushes="scrub rock grass",
        verge="grass rock", crops="",
    ),
    "ice": flora(
        0.0, trees="rock", conifers="rock", palms="rock", bushes="rock", verge="rock", crops="",
    ),
}  # fmt: skip

# Trees that give away a land, whatever the climate: share of the trees there.
NATIVES: Final[dict[str, tuple[str, float]]] = {
    "AU": ("eucalyptus", 0.75), "MG": ("baobab", 0.2), "SN": ("baobab", 0.3),
    "ZW": ("baobab", 0.15), "BW": ("baobab", 0.12), "JP": ("cherry", 0.12),
    "ET": ("eucalyptus", 0.3), "PT": ("eucalyptus", 0.2), "UY": ("eucalyptus", 0.35),
    "ZA": ("eucalyptus", 0.2), "ML": ("baobab", 0.25), "BR": ("eucalyptus", 0.08),
}  # fmt: skip
CACTUS_LANDS: Final = frozenset({"MX", "US"})
ANDEAN_CACTUS_LANDS: Final = frozenset({"AR", "BO", "CL", "PE"})


def pick_tree(shot: Shot, dice: Dice) -> str:
    kinds = FLORA[shot.surface.climate]
    native, share = NATIVES.get(shot.country.code, ("", 0.0))
    if dice.happens(share):
        return native
    if dice.happens(shot.surface.conifer):
        return dice.pick(kinds.conifers)
    if dice.happens(shot.surface.palm * 0.8):
        return dice.pick(kinds.palms)
    return dice.pick(kinds.trees)


def pick_bush(shot: Shot, dice: Dice) -> str:
    arid = shot.surface.climate in ("desert", "steppe") and shot.surface.temperature_c > 8
    lands = CACTUS_LANDS | ANDEAN_CACTUS_LANDS
    if arid and shot.country.code in lands and dice.happens(0.14):
        return "cactus"
    return dice.pick(FLORA[shot.surface.climate].bushes)


def tree_density(shot: Shot) -> float:
    """Share of tree slots that are filled."""
    climate = FLORA[shot.surface.climate].density
    return climate * (0.25 + 0.9 * shot.surface.vegetation)
