"""One value of a recipe against the type that `predictor.config` gives it."""

import math
from typing import Any, Final, Literal, get_args, get_origin

WORDS: Final = {int: "a whole number", float: "a number", str: "text", bool: "true or false"}


class Misfit(ValueError):  # noqa: N818  # said to nobody: the reader turns it into a RecipeError
    """A key or value that does not fit."""


def fit(hint: Any, value: Any, where: str) -> Any:
    """The value as the type wants it: lists become tuples, whole numbers may stand for numbers."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _choice(inner, value, where)
    if origin is tuple:
        return _items(inner, value, where)
    return _plain(hint, value, where)


def _choice(allowed: tuple[Any, ...], value: Any, where: str) -> Any:
    # True equals 1 in Python; in a recipe it does not.
    if not any(value == each and type(value) is type(each) for each in allowed):
        known = ", ".join(map(repr, allowed))
        raise Misfit(f"{where} = {value!r} is not known. Choose one of {known}.")
    return value


def _items(inner: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise Misfit(f"{where} = {value!r} must be a list.")
    if inner[-1] is Ellipsis:
        return tuple(fit(inner[0], each, f"{where}[{n}]") for n, each in enumerate(value))
    if len(value) != len(inner):
        raise Misfit(f"{where} = {value!r} must hold {len(inner)} values.")
    return tuple(
        fit(hint, each, f"{where}[{n}]")
        for n, (hint, each) in enumerate(zip(inner, value, strict=True))
    )


def _plain(hint: type, value: Any, where: str) -> Any:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if hint is float and (whole or isinstance(value, float)) and math.isfinite(value):
        return float(value)
    if hint is not float and type(value) is hint:
        return value
    raise Misfit(f"{where} = {value!r} must be {WORDS[hint]}.")
