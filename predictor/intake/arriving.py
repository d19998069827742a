"""From what a source and an image say to a row, or to the reason why there is none."""

from predictor.exif_facts import EXIF_LAT, EXIF_LNG
from predictor.geodesy import LatLng
from predictor.intake.candidate import (
    LONGEST_ATTRIBUTION,
    LONGEST_AUTHOR,
    LONGEST_LICENCE,
    LONGEST_SCENE,
    LONGEST_SEQUENCE,
    Candidate,
    Incoming,
    Said,
    identity,
    printable,
)
from predictor.intake.coordinates import Fault, read_degrees, read_latlng
from predictor.intake.exif import Exif
from predictor.intake.moments import read_moment
from predictor.intake.outcome import Rejection
from predictor.intake.preparing import Prepared


def read_said(candidate: Candidate) -> Incoming | Rejection:
    said = candidate.said
    latlng = read_latlng(said.lat, said.lng)
    return (
        as_incoming(candidate, latlng) if isinstance(latlng, LatLng) else reject(candidate, latlng)
    )


def read_prepared(candidate: Candidate, prepared: Prepared) -> Incoming | Rejection:
    """The table's word on the place goes before the camera's, and the camera's on the rest."""
    exif = prepared.exif
    if not candidate.position_in_exif:
        row = read_said(candidate)
    elif isinstance(exif.position, LatLng):
        row = as_incoming(candidate, exif.position)
        row.label_trust = exif.label_trust
    else:
        return reject(candidate, exif.position)
    if isinstance(row, Incoming):
        add_image(row, prepared)
        add_exif(row, exif)
        if not candidate.position_in_exif and isinstance(exif.position, LatLng):
            row.facts |= {EXIF_LAT: exif.position.lat, EXIF_LNG: exif.position.lng}
    return row


def reject(candidate: Candidate, fault: Fault) -> Rejection:
    return Rejection(candidate.source, *fault)


def as_incoming(candidate: Candidate, latlng: LatLng) -> Incoming:
    said = candidate.said
    row = Incoming(candidate.source, candidate.source_id, latlng)
    add_names(row, said)
    row.heading_deg = read_heading(said.heading)
    if said.captured:
        row.captured_at, row.facts = read_moment(said.captured, latlng.lng)
    return row


def add_names(row: Incoming, said: Said) -> None:
    row.author = identity(said.author, LONGEST_AUTHOR)
    row.sequence = identity(said.sequence, LONGEST_SEQUENCE)
    row.scene = printable(said.scene, LONGEST_SCENE)
    row.licence = printable(said.licence, LONGEST_LICENCE)
    row.attribution = printable(said.attribution, LONGEST_ATTRIBUTION)


def read_heading(text: str) -> float | None:
    heading_deg = read_degrees(text)
    if heading_deg is None or not 0.0 <= heading_deg <= 360.0:
        return None
    return heading_deg % 360.0


def add_image(row: Incoming, prepared: Prepared) -> None:
    row.sha256 = prepared.sha256
    row.width, row.height = prepared.copy.width, prepared.copy.height
    row.perceptual_hash = prepared.perceptual_hash


def add_exif(row: Incoming, exif: Exif) -> None:
    if row.heading_deg is None:
        row.heading_deg = exif.heading_deg
    if row.captured_at is None and exif.captured_at:
        row.captured_at, row.facts = exif.captured_at, dict(exif.facts)
