"""Statements of geoweb, one a file, read once; those about places are in predictor/sql."""

from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def load(name: str) -> str:
    return (HERE / f"{name}.sql").read_text(encoding="utf-8")
