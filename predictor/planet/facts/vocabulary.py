"""The words countries.toml may use: what the drawing knows how to paint."""

from typing import Final

COLOURS: Final = (
    "white", "black", "yellow", "blue", "red", "green", "orange", "grey", "silver",
)  # fmt: skip
_PAIRS: Final = frozenset(f"{back} {front}" for back in COLOURS for front in COLOURS)
PLATE_BANDS: Final = frozenset({"blue-left", "blue-both", "red-bottom", "green-top"})

ROOFS: Final = frozenset({
    "gable tile red", "gable tile brown", "gable slate", "gable metal red", "gable metal green",
    "gable metal grey", "hip tile", "flat", "flat parapet", "thatch", "pagoda tile", "corrugated",
    "steep shingle", "mansard slate",
})  # fmt: skip
WALLS: Final = frozenset({
    "plaster white", "plaster ochre", "plaster pastel", "brick red", "brick yellow",
    "timber falu", "timber white", "timber brown", "half timber", "stone grey", "adobe",
    "concrete grey", "block unpainted", "tile mosaic", "sheet metal",
})  # fmt: skip

ALLOWED: Final = {
    "drives_on": frozenset({"left", "right"}),
    "speed_unit": frozenset({"km/h", "mph"}),
    "centre_line": frozenset(
        f"{colour} {pattern}"
        for colour in ("white", "yellow")
        for pattern in ("dashed", "solid", "double", "none")
    ),
    "edge_line": frozenset({
        "white solid", "white dashed", "yellow solid", "yellow dashed", "none",
    }),
    "direction_sign": _PAIRS,
    "warning_sign": frozenset({
        "triangle red white", "triangle red yellow", "diamond yellow black",
        "diamond orange black",
    }),
    "bollard": frozenset({
        "white black-band", "white red-top", "black-white stripes", "orange wrap",
        "white red-slab", "yellow cap", "none",
    }),
    "pole": frozenset({
        "wood", "concrete round", "concrete square", "concrete holed", "steel lattice",
        "steel tube", "wood crossarm",
    }),
    "taxi": _PAIRS | frozenset(COLOURS) | {""},
}  # fmt: skip
ALLOWED_EACH: Final = {"roof": ROOFS, "wall": WALLS}


def is_plate(words: str) -> bool:
    """A background and a text colour, then any number of bands."""
    colours, bands = words.split()[:2], words.split()[2:]
    return " ".join(colours) in _PAIRS and PLATE_BANDS.issuperset(bands)
