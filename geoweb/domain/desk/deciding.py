"""Where two disagree a reviewer decides: for one of them, or for the label as it is."""

import uuid

from django.db import transaction
from django.utils import timezone

from geoweb.domain.desk.agreement import Outcome, opinion_of, outcome_of
from geoweb.domain.desk.effects import carry_out
from geoweb.domain.desk.photos import locked
from geoweb.domain.desk.refusals import NoDispute, OwnProposal
from geoweb.enums import ProposalState, Verdict
from geoweb.models import LabelEvent, Proposal, User
from predictor.models import Photo


def decide(
    photo: Photo, reviewer: User, *, chosen: uuid.UUID | None, why: str = ""
) -> LabelEvent | None:
    """None chosen: the label stays. What came of it, if anything changed."""
    with transaction.atomic():
        found = locked(photo)
        disputed = list(
            Proposal.objects.filter(photo=found, state=ProposalState.DISPUTED)
            .select_related("region__parent__parent")
            .order_by("created_at")
        )
        if not disputed or (chosen and chosen not in {each.public_id for each in disputed}):
            raise NoDispute
        if reviewer.pk in {each.annotator_id for each in disputed}:
            raise OwnProposal
        taken = [each for each in disputed if each.public_id == chosen]
        for each in disputed:
            judge(each, reviewer, is_right=each in taken, why=why)
        outcome = outcome_of(opinion_of(taken[0])) if taken else Outcome(Verdict.KEEP)
        return carry_out(found, outcome, actor=reviewer, proposals=taken, why=why)


def judge(proposal: Proposal, reviewer: User, *, is_right: bool, why: str) -> None:
    proposal.state = ProposalState.ACCEPTED if is_right else ProposalState.REJECTED
    proposal.decided_by, proposal.decided_at = reviewer, timezone.now()
    proposal.why_rejected = "" if is_right else why[:255]
    proposal.save(update_fields=["state", "decided_by", "decided_at", "why_rejected"])
