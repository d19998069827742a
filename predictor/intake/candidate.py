"""A photo on its way in: what its source says, and what is about to be written."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from predictor.geodesy import LatLng

# Of the columns of Photo.
LONGEST_SOURCE_ID = 255
LONGEST_AUTHOR = 120
LONGEST_SEQUENCE = 120
LONGEST_SCENE = 40
LONGEST_LICENCE = 80
LONGEST_ATTRIBUTION = 255
CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Said:
    """What a source says about a photo beside the image, as text where it may be odd."""

    lat: str = ""
    lng: str = ""
    author: str = ""
    sequence: str = ""
    scene: str = ""
    heading: str = ""
    captured: str = ""
    licence: str = ""
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    source: str  # where a person finds it again
    source_id: str
    said: Said
    image: Path | bytes | None = None  # None: metadata only
    position_in_exif: bool = False


@dataclass(slots=True)
class Incoming:
    """One row of Photo to be; the split comes last, the region in the database."""

    source: str
    source_id: str
    latlng: LatLng
    label_trust: float = 1.0
    author: str = ""
    sequence: str = ""
    scene: str = ""
    licence: str = ""
    attribution: str = ""
    heading_deg: float | None = None
    captured_at: datetime | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    sha256: str | None = None
    file: str = ""
    width: int | None = None
    height: int | None = None
    perceptual_hash: int | None = None
    split: str = ""


def printable(text: str, longest: int) -> str:
    """PostgreSQL refuses NUL, and a terminal should not obey what a caption says."""
    return CONTROL_CHARACTERS.sub(" ", text).strip()[:longest]


def identity(text: str, longest: int) -> str:
    """Printable and short enough, yet two long names that differ stay different."""
    clean = printable(text, len(text))
    if len(clean) <= longest:
        return clean
    mark = hashlib.sha256(clean.encode()).hexdigest()[:16]
    return f"{clean[: longest - len(mark) - 1]}~{mark}"
