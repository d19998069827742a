"""Captions of photos, composed from what is known: PIGEON (Haas et al. 2023), section 3.3."""

from dataclasses import dataclass
from random import Random
from typing import Final, Literal

OPENINGS: Final = ("a photo", "a road", "street view", "a picture", "roadside")
NEAR: Final = ("near", "close to", "around")
CLIMATES: Final = ("{} climate", "a {} landscape")
SIDES: Final = ("driving on the {}", "traffic on the {}")
HEADINGS: Final = ("looking {}", "heading {}")
SEASONS: Final = ("in {}", "{} season")
COMPASS: Final = (
    "north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What a photo's record says, as words; empty or None where it says nothing."""

    country: str = ""
    region: str = ""
    town: str = ""
    climate: str = ""
    drives_on: Literal["left", "right", ""] = ""
    season: str = ""
    heading_deg: float | None = None


def compose(known: Known, random: Random, dropout: float) -> str:
    """One caption; each part is left out by chance, so that no part can be relied upon."""
    details = _details(known, random, dropout)
    random.shuffle(details)
    return ", ".join([_where(known, random, dropout), *details])


def country_prompts(country: str) -> tuple[str, ...]:
    """The captions whose mean embedding stands for a country without any training."""
    return tuple(f"{opening} in {country}" for opening in OPENINGS)


def compass_point(heading_deg: float) -> str:
    return COMPASS[round(heading_deg / 45.0) % len(COMPASS)]


def _where(known: Known, random: Random, dropout: float) -> str:
    words = random.choice(OPENINGS)
    if known.town and _kept(random, dropout):
        words += f" {random.choice(NEAR)} {known.town}"
    areas = [area for area in (known.region, known.country) if area and _kept(random, dropout)]
    if areas:
        words += f" in {', '.join(areas)}"
    return words


def _details(known: Known, random: Random, dropout: float) -> list[str]:
    heading = "" if known.heading_deg is None else compass_point(known.heading_deg)
    parts = (
        (CLIMATES, known.climate.replace("_", " ")),
        (SIDES, known.drives_on),
        (HEADINGS, heading),
        (SEASONS, known.season),
    )
    return [
        random.choice(templates).format(word)
        for templates, word in parts
        if word and _kept(random, dropout)
    ]


def _kept(random: Random, dropout: float) -> bool:
    return random.random() >= dropout
