"""What is known about places and photos."""

from predictor.models.cells import CellSet, GeoCell
from predictor.models.datasets import DatasetVersion, ReferenceMove, StaleReference
from predictor.models.embeddings import Embedding
from predictor.models.locators import Locator, Prototype, Reference
from predictor.models.photos import Photo, Split
from predictor.models.places import Place
from predictor.models.predictions import Prediction
from predictor.models.regions import Region, RegionPiece, RegionShape
from predictor.models.tiles import Tile, TileLayer

__all__ = [
    "CellSet",
    "DatasetVersion",
    "Embedding",
    "GeoCell",
    "Locator",
    "Photo",
    "Place",
    "Prediction",
    "Prototype",
    "Reference",
    "ReferenceMove",
    "Region",
    "RegionPiece",
    "RegionShape",
    "Split",
    "StaleReference",
    "Tile",
    "TileLayer",
]
