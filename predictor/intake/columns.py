"""The column names of known datasets, and which column of a table means what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from predictor.intake.outcome import IntakeError

Names = Mapping[str, tuple[str, ...]]
NEEDED = ("lat", "lng")

# Tried from left to right, upper and lower case alike.
USUAL: Names = MappingProxyType(
    {
        "id": ("id", "img_id", "photo_id", "photoid", "key", "source_id"),
        "image": ("file", "filename", "file_name", "image", "image_path", "path", "img_id", "id"),
        "lat": ("lat", "latitude"),
        "lng": ("lng", "lon", "long", "longitude"),
        "author": ("author", "creator_username", "uid", "user_id"),
        "sequence": ("sequence", "sequence_id"),
        "scene": ("scene",),
        "heading": ("heading", "heading_deg", "compass_angle"),
        "captured": ("captured_at", "datetaken", "date_taken", "captured"),
        "licence": ("licence", "license", "licensename"),
        "attribution": ("attribution",),
    }
)


@dataclass(frozen=True, slots=True)
class Preset:
    """A published dataset; names it does not give are the usual ones."""

    names: Names
    licence: str = ""
    attribution: str = ""
    scenes: Mapping[str, str] = field(default_factory=dict)
    without_header: tuple[str, ...] = ()


PLACES = MappingProxyType(
    {
        "id": ("img_id",),
        "image": ("img_id",),
        "author": ("author",),
        "lat": ("lat",),
        "lng": ("lon",),
        "scene": ("s3_label",),
    }
)
PLACES_SCENES = {"0": "indoor", "1": "natural", "2": "urban"}

PRESETS = {
    # IMG_ID, AUTHOR, LAT, LON, S3_Label, ... as published with the S2 partitions
    "mp16": Preset(PLACES, scenes=PLACES_SCENES),
    # The same columns; one published version has the names LON and LAT exchanged: docs/importing.md
    "im2gps3k": Preset(PLACES, scenes=PLACES_SCENES),
    "yfcc": Preset(
        {
            "id": ("photoid",),
            "image": ("photoid",),
            "lat": ("latitude",),
            "lng": ("longitude",),
            "author": ("uid",),
            "captured": ("datetaken",),
            "licence": ("licensename",),
            "attribution": ("pageurl",),
        },
        without_header=(
            *("photoid", "uid", "unickname", "datetaken", "dateuploaded", "capturedevice"),
            *("title", "description", "usertags", "machinetags", "longitude", "latitude"),
            *("accuracy", "pageurl", "downloadurl", "licensename", "licenseurl", "serverid"),
            *("farmid", "secret", "secretoriginal", "ext", "marker"),
        ),
    ),
    "osv5m": Preset(
        {
            "id": ("id",),
            "image": ("id",),
            "lat": ("latitude",),
            "lng": ("longitude",),
            "author": ("creator_username",),
            "sequence": ("sequence",),
            "captured": ("captured_at",),
        },
        licence="CC BY-SA 4.0",
        attribution="Mapillary contributors",
    ),
}


def wanted_names(preset: Preset | None, chosen: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """What a person chose, else what the preset says, else the usual names."""
    names = {**USUAL, **(preset.names if preset else {})}
    return names | {field: (name,) for field, name in chosen.items() if name}


def match_columns(
    header: Sequence[str], names: Names, chosen: Mapping[str, str] = MappingProxyType({})
) -> dict[str, int]:
    """The position of each column that is there; a needed or chosen one that is not is an error."""
    positions = {name.strip().lower(): number for number, name in reversed([*enumerate(header)])}
    found: dict[str, int] = {}
    for meaning, options in names.items():
        hits = [positions[name.lower()] for name in options if name.lower() in positions]
        found.update({meaning: hits[0]} if hits else {})
    for meaning in (*NEEDED, *(meaning for meaning, name in chosen.items() if name)):
        if meaning not in found:
            has = ", ".join(name.strip() for name in header)
            raise IntakeError(
                f"No column {' or '.join(names[meaning])}; the file has: {has}. "
                f"Name it with --{meaning}-column."
            )
    return found
