"""The only home of SQL: one file a statement, read once."""

from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def load(name: str) -> str:
    return (HERE / f"{name}.sql").read_text(encoding="utf-8")
