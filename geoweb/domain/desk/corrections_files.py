"""Corrections from elsewhere, read line by line: CSV with a header, or GeoJSON points."""

import csv
import io
import json
import math
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from geoweb.domain.desk.agreement import MOST_KM
from geoweb.domain.refusals import Refusal, Text
from geoweb.enums import Verdict
from predictor.geodesy import LatLng, is_on_earth

MOST_LINES: Final = 20_000
MOST_LETTERS: Final = 2000
YES: Final = {"1", "true", "yes"}


class UnreadableFile(Refusal):
    status = 422
    code = "unreadable_file"
    text = _("This is no CSV with a header, and no GeoJSON of points.")
    remedy = _("Name each photo by photo, or by dataset and source_id; its place by lat and lng.")


class TooManyLines(Refusal):
    status = 413
    code = "too_many_lines"
    text = _("These are more corrections than are taken at once.")
    remedy = _("Send them in several files.")


class BadLine(Exception):  # noqa: N818 - one of many, collected
    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(str(text))


@dataclass(frozen=True, slots=True)
class Line:
    number: int  # as an editor counts; of GeoJSON the place in the list, from 1
    photo: uuid.UUID | None
    dataset: str
    source_id: str
    place: LatLng | None  # None: it cannot be located
    precision_km: float
    why: str

    @property
    def verdict(self) -> Verdict:
        return Verdict.NOWHERE if self.place is None else Verdict.PLACE


def read_lines(content: bytes) -> tuple[list[Line], dict[int, Text]]:
    """Lines that can be understood, and what is wrong with the others."""
    lines: list[Line] = []
    faults: dict[int, Text] = {}
    for number, values in raw_lines(content):
        if len(lines) + len(faults) >= MOST_LINES:
            raise TooManyLines
        try:
            lines.append(line(number, values))
        except BadLine as bad:
            faults[number] = bad.text
    return lines, faults


def raw_lines(content: bytes) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        text = content.decode("utf-8-sig")
        yield from features(text) if text.lstrip()[:1] == "{" else csv_lines(text)
    except (UnicodeDecodeError, csv.Error, ValueError, RecursionError) as error:
        raise UnreadableFile from error


def csv_lines(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    table = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    names = set(table.fieldnames or ())
    if not names & {"photo", "source_id"} or not {"lat", "lng"} <= names:
        raise UnreadableFile
    for values in table:
        yield table.line_num, values


def features(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    found = json.loads(text)
    if not isinstance(found.get("features"), list):
        raise UnreadableFile
    for number, each in enumerate(found["features"], start=1):
        if not isinstance(each, dict) or not isinstance(each.get("properties"), dict):
            raise UnreadableFile
        yield number, {**each["properties"], **coordinates(each.get("geometry"))}


def coordinates(geometry: Any) -> dict[str, Any]:
    """Without a geometry, a photo that cannot be located."""
    if geometry is None:
        return {"cannot_be_located": "true"}
    found = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(found, list) or len(found) < 2:
        return {"lat": "", "lng": ""}
    return {"lng": found[0], "lat": found[1]}


def line(number: int, values: Mapping[str, Any]) -> Line:
    return Line(
        number=number,
        photo=uuid_of(word(values, "photo")),
        dataset=word(values, "dataset"),
        source_id=word(values, "source_id"),
        place=place_of(values),
        precision_km=precision_of(values),
        why=word(values, "why")[:MOST_LETTERS],
    )


def word(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    found = "" if value is None else str(value).strip()
    if "\x00" in found:
        raise BadLine(_now("There is a letter in it that no text has."))
    return found


def uuid_of(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError as error:
        raise BadLine(_now("This is no name of a photo.")) from error


def place_of(values: Mapping[str, Any]) -> LatLng | None:
    if word(values, "cannot_be_located").lower() in YES:
        return None
    try:
        place = LatLng(float(word(values, "lat")), float(word(values, "lng")))
    except ValueError as error:
        raise BadLine(_now("Its latitude and longitude are no numbers.")) from error
    if not is_on_earth(place):
        raise BadLine(_now("This is no place on the globe."))
    return place


def precision_of(values: Mapping[str, Any]) -> float:
    text = word(values, "precision_km") or "1"
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not 0.0 < found <= MOST_KM:  # refuses what is no number, too
        raise BadLine(_now("A precision is more than 0 km and at most %d km.") % MOST_KM)
    return found
