"""What a roadside looks like in each country, read once from countries.toml and words.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from predictor.planet.facts.vocabulary import ALLOWED, ALLOWED_EACH, is_plate
from predictor.planet.shot import Country

FOLDER: Final = Path(__file__).parent
Entry = dict[str, Any]

_FIELDS: Final = {field.name for field in fields(Country)}
_REQUIRED: Final = {field.name for field in fields(Country) if field.default is MISSING}


class FactsError(ValueError):
    """The facts files say something the drawing would not understand."""


@cache
def _tables() -> tuple[Entry, Entry]:
    read = [
        tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
        for name in ("countries.toml", "words.toml")
    ]
    return read[0], read[1]


@cache
def countries() -> Mapping[str, Country]:
    """By ISO code, as the whole country is; `country_at` knows its provinces."""
    return parse(*_tables())


def parse(tables: Entry, words: Mapping[str, list[str]]) -> dict[str, Country]:
    """Raises FactsError at the first country that is incomplete or uses an unknown word."""
    return {
        code: _country(code, _inherited(entry, tables["family"]), tables["scripts"], words)
        for code, entry in tables["country"].items()
    }


@cache
def country_at(code: str, region_name: str) -> Country:
    """The country as signs and shops show it in one province: some speak another language."""
    tables, words = _tables()
    country = countries()[code]
    language = tables["regions"].get(code, {}).get(region_name)
    if language is None:
        return country
    others = tuple(each for each in country.languages if each != language)
    script = tables["scripts"].get(language, "Latn")
    return replace(
        country,
        languages=(language, *others),
        script=script,
        shop_words=tuple(words[language]),
        stop_word="ARRÊT" if (code, language) == ("CA", "fr") else country.stop_word,
    )


def _inherited(entry: Entry, families: Mapping[str, Entry]) -> Entry:
    if "family" not in entry:
        return dict(entry)
    if entry["family"] not in families:
        raise FactsError(f"unknown family {entry['family']!r}: one of {sorted(families)}")
    own = {key: value for key, value in entry.items() if key != "family"}
    return _inherited(families[entry["family"]], families) | own


def _country(
    code: str, entry: Entry, scripts: Mapping[str, str], words: Mapping[str, list[str]]
) -> Country:
    language = (entry.get("languages") or [""])[0]
    if language not in words:
        raise FactsError(f"{code}: no words for language {language!r}: add them to words.toml")
    derived: Entry = {
        "code": code,
        "domain": f".{code.lower()}",
        "script": scripts.get(language, "Latn"),
        "shop_words": words[language],
    }
    complete = derived | entry
    _check(code, complete)
    values: Entry = {
        key: tuple(value) if isinstance(value, list) else value for key, value in complete.items()
    }
    return Country(**values)


def _check(code: str, entry: Entry) -> None:
    if missing := _REQUIRED - set(entry):
        raise FactsError(f"{code}: {', '.join(sorted(missing))} missing")
    if unknown := set(entry) - _FIELDS:
        raise FactsError(f"{code}: unknown {', '.join(sorted(unknown))}")
    for key, allowed in ALLOWED.items():
        _check_word(code, key, entry[key], allowed)
    for key, allowed in ALLOWED_EACH.items():
        for word in entry[key]:
            _check_word(code, key, word, allowed)
    for key in ("plate_front", "plate_rear"):
        if not is_plate(entry[key]):
            raise FactsError(f"{code}: {key} {entry[key]!r} is not a plate: see vocabulary.py")


def _check_word(code: str, key: str, word: str, allowed: frozenset[str]) -> None:
    if word not in allowed:
        raise FactsError(f"{code}: {key} {word!r} is not one of {', '.join(sorted(allowed))}")
