"""From TOML to a Recipe: everything odd is refused here, on one line, with the remedy."""

import dataclasses
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, get_type_hints

from predictor.config import Recipe
from predictor.errors import HomingError
from predictor.recipes.rules import broken_rule
from predictor.recipes.values import Misfit, fit

FOLDER: Final = Path(__file__).parent


class RecipeError(HomingError):
    """A recipe that cannot be followed."""


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def read(recipe: str | Path, changes: Iterable[str] = ()) -> Recipe:
    """`recipe` is a name from `names()` or a path; each change reads like cells.min_photos=20."""
    path = _path(str(recipe))
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RecipeError(f"Cannot read {path}: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecipeError(f"{path} is not TOML: {error}.") from error
    for change in changes:
        _apply(table, change)
    table.setdefault("name", path.stem)
    return from_table(table, path.name)


def from_table(table: Mapping[str, Any], source: str) -> Recipe:
    try:
        recipe: Recipe = _build(Recipe, table, "")
    except Misfit as misfit:
        raise RecipeError(f"{source}: {misfit}") from misfit
    if broken := broken_rule(recipe):
        raise RecipeError(f"{source}: {broken}")
    return recipe


def _path(recipe: str) -> Path:
    if recipe.endswith(".toml"):
        return Path(recipe)
    if recipe in names():
        return FOLDER / f"{recipe}.toml"
    near = get_close_matches(recipe, names(), 1)
    meant = f" Did you mean {near[0]}?" if near else ""
    raise RecipeError(
        f"No recipe is called {recipe!r}.{meant} Known are {', '.join(names())}; "
        "or give the path of a .toml file."
    )


def _build(kind: type, table: Mapping[str, Any], where: str) -> Any:
    """A dataclass from a table, its parts first."""
    hints = get_type_hints(kind)
    values = {}
    for key, value in table.items():
        if key not in hints:
            raise Misfit(f"unknown key {where + key!r}. {_suggest(key, where, hints)}")
        values[key] = _value(hints[key], value, where + key)
    try:
        return kind(**values)
    except TypeError as error:
        raise Misfit(f"a value is missing: {error}.") from error


def _value(hint: Any, value: Any, where: str) -> Any:
    if not dataclasses.is_dataclass(hint):
        return fit(hint, value, where)
    if not isinstance(value, Mapping):
        raise Misfit(f"{where} = {value!r} must be a table. Write [{where}] above its keys.")
    return _build(hint, value, f"{where}.")  # type: ignore[arg-type]  # a class, not an instance


def _suggest(key: str, where: str, hints: Mapping[str, Any]) -> str:
    if near := get_close_matches(key, hints, 1):
        return f"Did you mean {where}{near[0]}?"
    return f"Known here: {', '.join(hints)}."


def _apply(table: dict[str, Any], change: str) -> None:
    """Sets one value; what is no TOML value is taken as text, as a shell would give it."""
    key, equals, text = change.partition("=")
    if not equals or not key.strip():
        raise RecipeError(f"{change!r} changes nothing. Write it like cells.min_photos=20.")
    *parents, last = key.strip().split(".")
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        value = text
    for parent in parents:
        table = table.setdefault(parent, {})
        if not isinstance(table, dict):
            raise RecipeError(f"{change!r}: {parent} is a value, not a table.")
    table[last] = value
