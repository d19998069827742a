"""What is known about places and photos."""

from predictor.models.cells import CellSet, GeoCell
from predictor.models.embeddings import Embedding
from predictor.models.locators import Locator, Prototype, Reference
from predictor.models.photos import Photo, Split
from predictor.models.places import Place
from predictor.models.predictions import Prediction
from predictor.models.regions import Region, RegionPiece, RegionShape
from predictor.models.tiles import Tile, TileLayer

__all__ = [
    "CellSet",
    "Embedding",
    "GeoCell",
    "Locator",
    "Photo",
    "Place",
    "Prediction",
    "Prototype",
    "Reference",
    "Region",
    "RegionPiece",
    "RegionShape",
    "Split",
    "Tile",
    "TileLayer",
]
