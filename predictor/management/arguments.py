"""Command-line arguments that more than one command takes."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable

from predictor.recipes import names


def whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if text.isdecimal() and low <= int(text) <= high:
            return int(text)
        raise ArgumentTypeError(f"{text!r}: give a whole number from {low} to {high}")

    return read


def add_recipe(parser: ArgumentParser) -> None:
    parser.add_argument("recipe", help=f"{', '.join(names())}, or the path of a .toml file")


def add_changes(parser: ArgumentParser, example: str) -> None:
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        dest="changes",
        metavar="KEY=VALUE",
        help=f"change the recipe, like {example}",
    )
