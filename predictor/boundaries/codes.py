"""Which country a feature of Natural Earth belongs to, and codes for provinces without one."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from predictor.plain_text import slug

TABLE: Final = tomllib.loads(
    Path(__file__).with_name("natural_earth.toml").read_text(encoding="utf-8")
)
LONGEST_CODE: Final = 32


def country_code(attributes: dict[str, Any]) -> str:
    """ISO 3166-1 alpha-2; X codes are user-assigned: XK Kosovo, XS the Spratly Islands."""
    for key in ("gu_a3", "adm0_a3"):
        if attributes[key] in TABLE["country_of_unit"]:
            return str(TABLE["country_of_unit"][attributes[key]])
    if attributes["name"] in TABLE["country_of_province"]:
        return str(TABLE["country_of_province"][attributes["name"]])
    return str(attributes["iso_a2"])


def country_name(code: str, source_name: str | None) -> str:
    return str(TABLE["names"].get(code, source_name or code))


def province_name(attributes: dict[str, Any]) -> str:
    found = attributes["name"] or attributes["gn_name"] or attributes["admin"]
    return " ".join(str(found).split())


def province_codes(countries_and_names: Iterable[tuple[str, str]]) -> list[str]:
    """FR-savoie; the second of a name in a country gets -2. Stable as long as the order is."""
    seen: Counter[str] = Counter()
    codes = []
    for country, name in countries_and_names:
        base = f"{country}-{slug(name) or 'unnamed'}"[: LONGEST_CODE - 3].rstrip("-")
        seen[base] += 1
        codes.append(base if seen[base] == 1 else f"{base}-{seen[base]}")
    return codes
