"""Cells of a recipe, made once: what was made from equal photos, areas and choices is read back."""

from pathlib import Path

import numpy as np

from predictor.cell_rows import load_partition, save_partition
from predictor.cells import AdminArea, Partition, make_partition
from predictor.config import Recipe
from predictor.fitting.rows import PhotoRows
from predictor.models import CellSet
from predictor.whole_files import write_whole


def cells_of(
    recipe: Recipe, train: PhotoRows, areas: list[AdminArea], note: Path
) -> tuple[CellSet, Partition]:
    """`note` remembers which partition the same inputs gave last time."""
    if (cell_set := noted(note)) is not None:
        return cell_set, load_partition(cell_set)
    partition = make_partition(train.latlng_N2, areas, recipe.cells, recipe.seed)
    cell_set = save_partition(partition, recipe.name)
    write_whole(note, cell_set.hash.encode())
    return cell_set, partition


def noted(note: Path) -> CellSet | None:
    """None as well where the rows have gone with another database."""
    if not note.exists():
        return None
    return CellSet.objects.filter(hash=note.read_text(encoding="ascii")).first()


def describe(partition: Partition) -> str:
    counts = partition.counts_C
    held = counts[counts > 0]
    return (
        f"{len(counts)} cells, {len(held)} with photos, "
        f"{int(np.median(held))} photos in the middle one, {held.max()} in the largest"
    )
