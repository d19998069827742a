"""Features of a file as regions to be loaded; what cannot be one is refused with a reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import shapely

from predictor.boundaries.presets import Fields, alpha2
from predictor.boundaries.repair import HopelessOutlineError, mended
from predictor.boundaries.sources import Feature

LONGEST_CODE = 32
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Incoming:
    level: int
    code: str
    name: str
    parent_code: str
    country_code: str
    geom: shapely.Geometry


@dataclass(slots=True)
class Batch:
    regions: list[Incoming] = field(default_factory=list)
    repaired: int = 0
    refused: list[str] = field(default_factory=list)  # one line each: which, and why


def read_batch(features: Iterable[Feature], fields: Fields, level: int | None) -> Batch:
    batch = Batch()
    seen: set[tuple[int, str]] = set()
    for feature in features:
        try:
            region, repaired = incoming(feature, fields, level)
            refuse_twice(region, seen)
        except ValueError as error:
            batch.refused.append(f"feature {feature.number}: {error}")
            continue
        batch.regions.append(region)
        batch.repaired += repaired
    return batch


def incoming(feature: Feature, fields: Fields, level: int | None) -> tuple[Incoming, bool]:
    """ValueError says why a feature is no region."""
    values = dict(texts_of(feature, fields))
    code, name = values[fields.code], values[fields.name] or values[fields.code]
    country = alpha2(values[fields.country])
    if not code or len(code) > LONGEST_CODE:
        raise ValueError(f"{fields.code} = {code!r} is no code of 1 to {LONGEST_CODE} letters")
    if not country:
        raise ValueError(f"{fields.country} = {values[fields.country]!r} is no country code")
    shape = mended_or_named(feature, code)
    parent = values.get(fields.parent, "")
    own_level = level if level is not None else level_of(values.get(fields.level, ""), fields)
    region = Incoming(own_level, code, name[:LONGEST_NAME], parent, country, shape[0])
    return region, shape[1]


def texts_of(feature: Feature, fields: Fields) -> Iterator[tuple[str, str]]:
    for name in fields.used():
        value = feature.attributes[name]
        yield name, "" if value is None else " ".join(str(value).split())


def level_of(text: str, fields: Fields) -> int:
    if text not in {"0", "1", "2"}:
        raise ValueError(f"{fields.level or 'level'} = {text!r} is not 0, 1 or 2")
    return int(text)


def mended_or_named(feature: Feature, code: str) -> tuple[shapely.Geometry, bool]:
    try:
        result = mended(feature.geom)
    except HopelessOutlineError as error:
        raise ValueError(f"{code}: {error}") from error
    return result.geom, result.repaired


def refuse_twice(region: Incoming, seen: set[tuple[int, str]]) -> None:
    key = (region.level, region.code)
    if key in seen:
        raise ValueError(f"{region.code}: the code is taken by an earlier feature")
    seen.add(key)
