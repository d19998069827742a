"""Natural Earth's provinces as this project ships them: countries are unions of their provinces."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from predictor.boundaries import codes, coverage
from predictor.boundaries.sources import Feature, read_features

FIELDS: Final = ("iso_a2", "name", "admin", "adm0_a3", "gu_a3", "gn_name")


@dataclass(frozen=True, slots=True)
class Outline:
    level: int
    code: str
    name: str
    country_code: str
    geom: shapely.Geometry

    @property
    def parent(self) -> str:
        return self.country_code if self.level else ""


@dataclass(frozen=True, slots=True)
class Area:
    """A province before it has a code."""

    country: str
    name: str
    geom: shapely.Geometry


def outlines_of(path: Path) -> list[Outline]:
    """Countries, then provinces, both in order of code."""
    areas = with_enclaves(areas_of(read_features(path, "states_provinces", FIELDS)))
    provinces = provinces_of(areas)
    named = read_features(path, "countries", ["iso_a2", "NAME"])
    names = {row.attributes["iso_a2"]: row.attributes["NAME"] for row in named}
    return [*countries_of(provinces, names), *provinces]


def areas_of(features: list[Feature]) -> list[Area]:
    geometries = coverage.on_grid(np.array([row.geom for row in features], dtype=object))
    simple = coverage.simplify_coverage(geometries)
    return [
        Area(codes.country_code(row.attributes), codes.province_name(row.attributes), geom)
        for row, geom in zip(features, simple, strict=True)
    ]


def with_enclaves(areas: list[Area]) -> list[Area]:
    """Cut what the source leaves out from the province around it."""
    for enclave in codes.TABLE["enclave"]:
        areas = [*cut(areas, enclave), Area(enclave["country"], enclave["name"], ring_of(enclave))]
    return areas


def ring_of(enclave: dict[str, Any]) -> shapely.Geometry:
    return shapely.Polygon(enclave["ring"])


def cut(areas: list[Area], enclave: dict[str, Any]) -> list[Area]:
    ring = ring_of(enclave)
    return [
        Area(area.country, area.name, area.geom.difference(ring))
        if area.country == enclave["inside"] and area.geom.contains(ring)
        else area
        for area in areas
    ]


def provinces_of(areas: list[Area]) -> list[Outline]:
    # Largest first, so that the larger of two namesakes keeps the plain code.
    ordered = sorted(areas, key=lambda area: (area.country, area.name, -area.geom.area))
    numbered = codes.province_codes((area.country, area.name) for area in ordered)
    outlines = [
        Outline(1, code, area.name, area.country, area.geom)
        for code, area in zip(numbered, ordered, strict=True)
    ]
    return sorted(outlines, key=lambda outline: outline.code)


def countries_of(provinces: list[Outline], names: dict[str, str]) -> list[Outline]:
    parts: defaultdict[str, list[shapely.Geometry]] = defaultdict(list)
    for province in provinces:
        parts[province.country_code].append(province.geom)
    return [
        Outline(0, code, codes.country_name(code, names.get(code)), code, joined(parts[code]))
        for code in sorted(parts)
    ]


def joined(geometries: list[shapely.Geometry]) -> shapely.Geometry:
    return coverage.union_of(np.array(geometries, dtype=object))
