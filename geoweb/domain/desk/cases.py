"""What an annotator is shown of one photo: its label, what speaks against it, what is like it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from geoweb.domain.desk.claims import claim_of
from geoweb.domain.desk.photos import check_of, desk_photos, note_looks, shown_label
from geoweb.domain.desk.queue import is_waiting
from geoweb.domain.desk.refusals import NotOnTheDesk, PhotoWithdrawn
from geoweb.domain.revealing import places_at
from geoweb.domain.telling import Near
from geoweb.models import CheckPhoto, Suspicion, User
from predictor.geodesy import LatLng, distance_km, is_on_earth
from predictor.locators import NoLocatorError, newest
from predictor.lookalikes import lookalikes
from predictor.models import Photo, Split
from predictor.models.points import to_latlng

MOST_HYPOTHESES: Final = 9  # one key each
MOST_NEIGHBOURS: Final = 6


@dataclass(frozen=True, slots=True)
class Hypothesis:
    number: int
    kind: str
    place: LatLng
    share: float
    near: Near
    from_label_km: float | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    photo: Photo
    place: LatLng
    near: Near


@dataclass(frozen=True, slots=True)
class Case:
    photo: Photo
    label: LatLng | None
    near: Near | None  # names of the label's place
    score: float
    reasons: Sequence[Mapping[str, Any]]  # heaviest first, as the suspicion keeps them
    hypotheses: tuple[Hypothesis, ...]
    neighbours: tuple[Neighbour, ...]
    is_second: bool  # somebody has given an opinion, which stays untold
    held_until: datetime | None  # by this annotator


def find_photo(public_id: Any) -> Photo:
    found = desk_photos().filter(public_id=public_id).select_related("region__parent").first()
    if found is None:
        raise NotOnTheDesk
    return found


def case_of(photo: Photo, user: User) -> Case:
    """Whoever is shown it has seen it."""
    if not photo.file:
        raise PhotoWithdrawn
    evidence, label, claimed = evidence_of(photo), shown_label(photo), claim_of(user)
    note_looks(user, [photo.pk])
    is_held = claimed is not None and claimed.photo_id == photo.pk
    return Case(
        photo=photo,
        label=label,
        near=places_at([label])[0] if label else None,
        score=evidence.score,
        reasons=sorted(evidence.reasons, key=lambda each: -each.get("weight", 0.0)),
        hypotheses=hypotheses_of(evidence, label),
        neighbours=neighbours_of(photo),
        is_second=is_waiting(photo),
        held_until=claimed.expires_at if claimed and is_held else None,
    )


@dataclass(frozen=True, slots=True)
class Evidence:
    score: float = 0.0
    reasons: Sequence[Mapping[str, Any]] = ()
    hypotheses: Sequence[Mapping[str, Any]] = ()


def evidence_of(photo: Photo) -> Evidence:
    """Of a check as made up for the label shown, with a score like those around it."""
    check = check_of(photo)
    if check is not None:
        return Evidence(weight_of(check), check.reasons, check.hypotheses)
    known = Suspicion.objects.filter(photo=photo).first()
    return Evidence(known.score, known.reasons, known.hypotheses) if known else Evidence()


def weight_of(check: CheckPhoto) -> float:
    return max((float(each.get("weight", 0.0)) for each in check.reasons), default=0.5)


def place_of(hypothesis: Mapping[str, Any]) -> LatLng:
    return LatLng(float(hypothesis["lat"]), float(hypothesis["lng"]))


def hypotheses_of(evidence: Evidence, label: LatLng | None) -> tuple[Hypothesis, ...]:
    kept = [each for each in evidence.hypotheses if is_on_earth(place_of(each))][:MOST_HYPOTHESES]
    places = [place_of(each) for each in kept]
    return tuple(
        Hypothesis(
            number=number,
            kind=str(each["kind"]),
            place=place,
            share=float(each.get("share", 0.0)),
            near=near,
            from_label_km=distance_km(place, label) if label else None,
        )
        for number, (each, place, near) in enumerate(
            zip(kept, places, places_at(places), strict=True), start=1
        )
    )


def neighbours_of(photo: Photo) -> tuple[Neighbour, ...]:
    """Training photos, whose places are public; a label of theirs may be wrong too."""
    try:
        found = lookalikes(photo, newest(), 2 * MOST_NEIGHBOURS)
    except NoLocatorError:
        return ()
    photos = Photo.objects.filter(pk__in=found, split=Split.TRAIN).exclude(file="")
    known = {each.pk: each for each in photos.filter(check_photo=None)}
    shown = [known[pk] for pk in found if pk in known][:MOST_NEIGHBOURS]
    places = [to_latlng(each.point) for each in shown if each.point]
    return tuple(
        Neighbour(each, place, near)
        for each, place, near in zip(shown, places, places_at(places), strict=True)
    )
