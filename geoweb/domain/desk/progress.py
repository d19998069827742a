"""What there is to do at the desk, and what somebody has done today."""

from dataclasses import dataclass
from statistics import median
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from geoweb.domain.desk.queue import Wish, suspects, waiting
from geoweb.enums import ProposalState
from geoweb.models import Proposal, User
from predictor.models import Photo

MOST_COUNTED: Final = 1000  # more are not counted: nobody does them today
LIKELY: Final = 0.5
POSSIBLE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Progress:
    likely: int  # labels that are more probably wrong than right
    possible: int
    second: int  # photos that wait for one's second opinion
    disputed: int
    said_today: int
    median_s: float | None  # of a decision today


def progress(user: User, wish: Wish) -> Progress:
    photos = suspects(user, wish)
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    said = Proposal.objects.filter(annotator=user, created_at__gte=today)
    said = said.exclude(state=ProposalState.WITHDRAWN)
    took = list(said.values_list("took_ms", flat=True))
    disputed = Proposal.objects.filter(state=ProposalState.DISPUTED)
    known = [each for each in took if each is not None]
    return Progress(
        likely=up_to_most(photos.filter(suspicion__score__gte=LIKELY)),
        possible=up_to_most(photos.filter(suspicion__score__gte=POSSIBLE)),
        second=up_to_most(waiting(user, wish).order_by()),
        disputed=disputed.values("photo").distinct().count(),
        said_today=len(took),
        median_s=median(known) / 1000 if known else None,
    )


def up_to_most(photos: QuerySet[Photo]) -> int:
    """One more than most says: there are more."""
    return photos.values("pk")[: MOST_COUNTED + 1].count()
