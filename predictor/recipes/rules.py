"""What the type of a value cannot say: ranges, and combinations that cannot work."""

from collections.abc import Iterator

from predictor.config import Recipe

MOST_CELLS = 40  # candidates of one query: the second stage is measured up to here


def broken_rule(recipe: Recipe) -> str | None:
    """The first rule that does not hold, with its remedy."""
    rules = (*_ranges(recipe), *_combinations(recipe))
    return next((message for holds, message in rules if not holds), None)


def _ranges(recipe: Recipe) -> Iterator[tuple[bool, str]]:
    yield _name(recipe)
    for where, value in _positive(recipe):
        yield value > 0, f"{where} = {value} must be greater than zero."
    for where, value in _shares(recipe):
        yield 0 <= value <= 1, f"{where} = {value} must lie between 0 and 1."
    for where, value in _weights(recipe):
        yield value >= 0, f"{where} = {value} must not be negative; 0 leaves it out."
    k = recipe.refine.cells
    yield 1 <= k <= MOST_CELLS, f"refine.cells = {k} must lie between 1 and {MOST_CELLS}."
    least = recipe.prototypes.min_samples
    yield least >= 2, f"prototypes.min_samples = {least} must be at least 2."


def _name(recipe: Recipe) -> tuple[bool, str]:
    plain = recipe.name.replace("-", "").replace("_", "")
    good = plain.isascii() and plain.isalnum() and len(recipe.name) <= 64
    return good, f"name = {recipe.name!r} must be letters, digits, - and _, 64 at most."


def _positive(recipe: Recipe) -> Iterator[tuple[str, float]]:
    parts = {
        "cells": (recipe.cells, ("min_photos", "max_photos", "count", "step_deg")),
        "encoder": (recipe.encoder, ("batch",)),
        "labels": (recipe.labels, ("tau_km",)),
        "head": (recipe.head, ("epochs", "patience", "batch", "learning_rate")),
        "refine": (
            recipe.refine,
            ("temperature", "prototypes", "members", "alpha", "within_km", "max_km"),
        ),
        "pretrain": (
            recipe.pretrain,
            (
                *("epochs", "batch", "accumulate", "learning_rate"),
                *("smallest_crop", "small_size", "size"),
            ),
        ),
    }
    for part, (values, keys) in parts.items():
        yield from ((f"{part}.{key}", getattr(values, key)) for key in keys)


def _shares(recipe: Recipe) -> Iterator[tuple[str, float]]:
    yield "photos.min_trust", recipe.photos.min_trust
    yield "head.dropout", recipe.head.dropout
    yield "prototypes.xi", recipe.prototypes.xi
    for key in ("caption_dropout", "smallest_crop", "small_share"):
        yield f"pretrain.{key}", getattr(recipe.pretrain, key)
    yield from ((f"cells.optics[{n}][1]", xi) for n, (_, xi) in enumerate(recipe.cells.optics))


def _weights(recipe: Recipe) -> Iterator[tuple[str, float]]:
    for key in ("climate", "drives_on", "season", "population"):
        yield f"auxiliary.{key}", getattr(recipe.auxiliary, key)
    yield "head.weight_decay", recipe.head.weight_decay
    yield "head.hidden", recipe.head.hidden
    for key in ("weight_decay", "warmup_steps", "cells", "side_weight"):
        yield f"pretrain.{key}", getattr(recipe.pretrain, key)


def _combinations(recipe: Recipe) -> Iterator[tuple[bool, str]]:
    cells, refine = recipe.cells, recipe.refine
    yield (
        cells.min_photos * 2 <= cells.max_photos,
        (
            f"cells.max_photos = {cells.max_photos} leaves no room for two cells of "
            f"cells.min_photos = {cells.min_photos}. Make it at least {cells.min_photos * 2}."
        ),
    )
    yield (
        len(cells.t_min) == len(cells.t_max) > 0,
        "cells.t_min and cells.t_max must be lists of equal length, one pair a partition.",
    )
    yield (
        all(low < high for low, high in zip(cells.t_min, cells.t_max, strict=False)),
        "each of cells.t_min must be less than its cells.t_max.",
    )
    yield (
        cells.method != "rectangles" or 180.0 % cells.step_deg == 0,
        f"cells.step_deg = {cells.step_deg} must divide 180, or a rectangle would cross a pole.",
    )
    yield (
        refine.method != "barycentric" or refine.members >= 2,
        f"refine.members = {refine.members}: a barycentre needs two. Use method = 'nearest'.",
    )
    yield from _training(recipe)


def _training(recipe: Recipe) -> Iterator[tuple[bool, str]]:
    yield (
        not (recipe.head.unfreeze_blocks and recipe.encoder.views > 1),
        "head.unfreeze_blocks = 1 trains on single photos. Set encoder.views = 1.",
    )
