"""A label changes, and all that hangs on it: in one transaction, so that it is all or nothing.

Photo and region, history, the dataset's version, past guesses and their results, reports and
suspicion. References and board follow by a task, from rows that this transaction leaves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from geoweb.domain.desk.agreement import Outcome
from geoweb.domain.desk.labels import Label, label_before, label_of, wanted, write
from geoweb.domain.desk.photos import locked
from geoweb.domain.desk.refusals import NotTheLatest
from geoweb.domain.desk.standing_aside import put_back, set_aside
from geoweb.domain.desk.waking import wake
from geoweb.domain.rescoring import rescore
from geoweb.enums import FlagReason, FlagState
from geoweb.models import Flag, LabelEvent, Proposal, Suspicion, User
from predictor.dataset_versions import next_version
from predictor.models import Photo, StaleReference


@dataclass(frozen=True, slots=True)
class Cause:
    actor: User | None
    why: str = ""
    proposals: Sequence[Proposal] = ()
    reverts: LabelEvent | None = None


def carry_out(
    photo: Photo,
    outcome: Outcome,
    *,
    actor: User,
    proposals: Sequence[Proposal] = (),
    why: str = "",
) -> LabelEvent | None:
    """Of a locked photo, in a transaction. None when the label was right."""
    reason = why or next((each.why for each in proposals if each.why), "")
    event = change(photo, wanted(photo, outcome), Cause(actor, reason, proposals))
    close_reports(photo, FlagState.UPHELD if event else FlagState.DISMISSED)
    return event


def change(photo: Photo, after: Label, cause: Cause) -> LabelEvent | None:
    """None where the label is like that already: twice is the same as once."""
    before = label_of(photo)
    if before.is_like(after):
        return None
    write(photo, after)
    event = record(photo, before, cause)
    if photo.point is None:
        set_aside(photo)
    else:
        put_back(photo)
        rescore([photo.pk])
    transaction.on_commit(wake)
    return event


def record(photo: Photo, before: Label, cause: Cause) -> LabelEvent:
    version = next_version(photo.dataset, cause.why)
    event = LabelEvent.objects.create(
        photo=photo,
        actor=cause.actor,
        before=before.point,
        after=photo.point,
        region_before_id=before.region_id,
        region_after_id=photo.region_id,
        split_before=before.split,
        split_after=photo.split,
        trust_before=before.trust,
        trust_after=photo.label_trust,
        version=version,
        reverts=cause.reverts,
        why=cause.why,
    )
    event.proposals.set(cause.proposals)
    StaleReference.objects.update_or_create(photo=photo, defaults={"version": version})
    Suspicion.objects.filter(photo=photo).update(is_stale=True)
    return event


def close_reports(photo: Photo, state: FlagState) -> None:
    """The reports said the same as the two who looked, or they were wrong."""
    reports = Flag.objects.filter(photo=photo, reason=FlagReason.WRONG_PLACE, state=FlagState.OPEN)
    reports.update(state=state)


def revert(event: LabelEvent, *, actor: User, why: str = "") -> LabelEvent:
    """As before the event, which must be the latest. Twice is the same as once."""
    with transaction.atomic():
        photo = locked(event.photo)
        done = LabelEvent.objects.filter(reverts=event).first()
        if done is not None:
            return done
        latest = LabelEvent.objects.filter(photo=photo).order_by("-created_at", "-pk").first()
        if latest != event:
            raise NotTheLatest
        before = label_before(event)
        made = change(photo, before, Cause(actor, why, reverts=event))
        assert made is not None  # noqa: S101 - the latest event has changed something
        return made
