"""Saying where a photo was taken, taking that back, and what a second opinion brings about."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from geoweb.domain.desk.agreement import Outcome, agreed, opinion_of, with_parents
from geoweb.domain.desk.claims import held_claim, release
from geoweb.domain.desk.effects import carry_out
from geoweb.domain.desk.photos import check_of, locked, shown_label
from geoweb.domain.desk.refusals import (
    Disputed,
    HasHadEffect,
    NoChange,
    NoLabel,
    NoSuchRegion,
    NotYours,
    SaidAlready,
)
from geoweb.domain.playing import NotInTheWorld
from geoweb.enums import ProposalState, Verdict
from geoweb.models import Proposal, User
from predictor.geodesy import LatLng, distance_km, is_on_earth, wrap_lng
from predictor.models import Photo, Region
from predictor.models.points import to_point
from predictor.regions import locate_region

NO_CHANGE_KM = 0.01
HALF_TURN = 180.0


@dataclass(frozen=True, slots=True)
class Said:
    verdict: Verdict
    place: LatLng | None = None
    region: str = ""  # its code
    precision_km: float = 1.0
    why: str = ""


def propose(photo: Photo, user: User, said: Said) -> Proposal:
    """The first opinion waits; a second one has its effect at once, or goes to a reviewer."""
    with transaction.atomic():
        found = locked(photo)
        claimed = held_claim(found, user)
        made = note(found, user, said, took=timezone.now() - claimed.since)
        release(found, user)
        if not made.is_check:
            compare(found, made)
    return made


def note(photo: Photo, user: User, said: Said, *, took: timedelta | None = None) -> Proposal:
    """Of a locked photo."""
    own = Proposal.objects.filter(photo=photo, annotator=user)
    if Proposal.objects.filter(photo=photo, state=ProposalState.DISPUTED).exists():
        raise Disputed
    if own.filter(state=ProposalState.OPEN).exists():
        raise SaidAlready
    place, region = where(photo, said)
    return Proposal.objects.create(
        photo=photo,
        annotator=user,
        verdict=said.verdict,
        point=to_point(place) if place else None,
        region=region,
        precision_km=said.precision_km,
        why=said.why,
        is_check=check_of(photo) is not None,
        took_ms=int(took.total_seconds() * 1000) if took else None,
    )


def where(photo: Photo, said: Said) -> tuple[LatLng | None, Region | None]:
    label = shown_label(photo)
    if said.verdict == Verdict.NOWHERE:
        return None, None
    if said.verdict == Verdict.REGION:
        return None, named_region(said.region)
    if said.verdict == Verdict.KEEP:
        if label is None:
            raise NoLabel
        return label, region_of(label)
    place = on_earth(said.place)
    if label is not None and distance_km(label, place) <= NO_CHANGE_KM:
        raise NoChange
    return place, region_of(place)


def on_earth(place: LatLng | None) -> LatLng:
    if place is None:
        raise NotInTheWorld
    # Wrapping rounds: a place that needs none stays as it was sent.
    found = place if abs(place.lng) <= HALF_TURN else LatLng(place.lat, wrap_lng(place.lng))
    if not is_on_earth(found):
        raise NotInTheWorld
    return found


def named_region(code: str) -> Region:
    found = Region.objects.filter(code=code).order_by("level").first()
    if found is None:
        raise NoSuchRegion
    return found


def region_of(place: LatLng) -> Region | None:
    deepest = locate_region(place).deepest
    return Region.objects.get(pk=deepest.id) if deepest else None


# --- The second opinion


def compare(photo: Photo, made: Proposal) -> None:
    others = Proposal.objects.filter(photo=photo, state=ProposalState.OPEN, is_check=False)
    other = others.exclude(annotator=made.annotator).order_by("created_at").first()
    if other is None:
        return
    outcome = agreed(opinion_of(other), opinion_of(made))
    if outcome is None or says_nothing_new(photo, outcome):
        settle([other, made], ProposalState.DISPUTED)
        return
    settle([other, made], ProposalState.ACCEPTED)
    carry_out(photo, outcome, actor=made.annotator, proposals=[other, made])


def says_nothing_new(photo: Photo, outcome: Outcome) -> bool:
    """A region around the label: only one of the two says that the place itself is wrong."""
    if outcome.verdict != Verdict.REGION or photo.point is None:
        return False
    return outcome.region_id in {region.pk for region in with_parents(photo.region)}


def settle(proposals: list[Proposal], state: ProposalState) -> None:
    for each in proposals:
        each.state = state
        if state == ProposalState.ACCEPTED:
            each.decided_at = timezone.now()
        each.save(update_fields=["state", "decided_at"])


# --- Undo


def undo(public_id: uuid.UUID, user: User) -> Proposal:
    """While nobody else has spoken. Twice is the same as once."""
    found = Proposal.objects.filter(public_id=public_id, annotator=user)
    own = found.select_related("photo").first()
    if own is None:
        raise NotYours
    with transaction.atomic():
        locked(own.photo)
        own.refresh_from_db(fields=["state"])
        if own.state == ProposalState.OPEN:
            own.state = ProposalState.WITHDRAWN
            own.save(update_fields=["state"])
    if own.state != ProposalState.WITHDRAWN:
        raise HasHadEffect
    return own
