"""What each stage of a fit is called by: a hash of the choices and of the stages before it."""

from dataclasses import dataclass, replace
from typing import Self

import shapely

from predictor.cells import AdminArea
from predictor.config import Recipe
from predictor.fitting.content_hash import content_hash
from predictor.fitting.rows import PhotoRows
from predictor.nn.backbone import weights_digest

# Raised when a stage gives other results for the same inputs.
CELLS, ENCODER, HEAD, LOCATOR = 1, 1, 1, 1


@dataclass(frozen=True, slots=True)
class Keys:
    cells: str
    encoder: str
    head: str
    locator: str

    @classmethod
    def of(cls, recipe: Recipe, rows: PhotoRows, areas: list[AdminArea]) -> Self:
        cells = content_hash(
            CELLS, recipe.cells, recipe.seed, rows.of("train").latlng_N2, areas_hash(areas)
        )
        # The size of a batch changes the speed, not the numbers.
        unbatched = replace(recipe.encoder, batch=1)
        encoder = content_hash(ENCODER, unbatched, weights_digest(recipe.encoder))
        head = content_hash(
            HEAD,
            [cells, encoder, rows.fingerprint(), recipe.seed],
            recipe.labels,
            recipe.head,
            recipe.auxiliary,
        )
        parts = (recipe.name, head, list(map(int, rows.ids_N)))
        return cls(
            cells,
            encoder,
            head,
            content_hash(LOCATOR, parts, recipe.prototypes, recipe.refine),
        )


def areas_hash(areas: list[AdminArea]) -> str:
    names = [[area.code, area.parent_code, area.country_code] for area in areas]
    return content_hash(names, *(shapely.to_wkb(area.shape) for area in areas))
