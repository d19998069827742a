"""The next photo for an annotator: most suspicious first, or one that waits for a second opinion.

Hidden among them are checks, whose place is known: they come by chance and look like the others.
"""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from geoweb.domain.desk.claims import claim, claim_of, held
from geoweb.domain.desk.photos import desk_photos
from geoweb.domain.desk.refusals import HeldByAnother, NothingToDo
from geoweb.enums import FlagReason, FlagState, ProposalState
from geoweb.models import DeskClaim, DeskSkip, Flag, Proposal, User
from predictor.models import Photo

TRIES = 8  # somebody else may take a photo between our looking and our taking
UNSETTLED = (ProposalState.OPEN, ProposalState.DISPUTED)
SETTLED = (ProposalState.ACCEPTED, ProposalState.REJECTED)


@dataclass(frozen=True, slots=True)
class Wish:
    """Empty strings: anything."""

    region: str = ""  # code of a country or a province
    reason: str = ""
    dataset: str = ""


ANYTHING = Wish()


def next_photo(user: User, wish: Wish = ANYTHING) -> DeskClaim:
    """What one holds already, with its claim renewed; else a photo that nobody else looks at."""
    return resumed(user, wish, is_second=False) or take(user, wish)


def next_second(user: User, wish: Wish = ANYTHING) -> DeskClaim:
    return resumed(user, wish, is_second=True) or taken(waiting(user, wish), user)


def resumed(user: User, wish: Wish, *, is_second: bool) -> DeskClaim | None:
    """With a wish one is done with what one held."""
    known = claim_of(user)
    if known is None or wish != ANYTHING or is_waiting(known.photo) != is_second:
        return None
    try:
        return claim(known.photo, user)
    except HeldByAnother:
        return None


def take(user: User, wish: Wish) -> DeskClaim:
    if secrets.randbelow(100) < settings.DESK_CHECKS_PERCENT:
        try:
            return taken(checks(user, wish).order_by("?"), user)
        except NothingToDo:
            pass
    return taken(suspects(user, wish), user)


def taken(photos: QuerySet[Photo], user: User) -> DeskClaim:
    """Rows that others hold are passed over; what was taken a moment ago is found when claiming."""
    for _try in range(TRIES):
        with transaction.atomic():
            rows = photos.select_for_update(of=("self",), no_key=True, skip_locked=True)
            found = rows.only("pk", "file").first()
            if found is None:
                raise NothingToDo
            try:
                return claim(found, user)
            except HeldByAnother:
                continue
    raise NothingToDo


# --- What there is to do


def suspects(user: User, wish: Wish) -> QuerySet[Photo]:
    """What two people have settled comes back only when somebody reports it again."""
    said = Proposal.objects.filter(photo=OuterRef("pk"))
    reported = Flag.objects.filter(
        photo=OuterRef("pk"), state=FlagState.OPEN, reason=FlagReason.WRONG_PLACE
    )
    photos = open_to(user).filter(suspicion__isnull=False, check_photo=None)
    photos = photos.exclude(Exists(said.filter(state__in=UNSETTLED)))
    photos = photos.filter(~Exists(said.filter(state__in=SETTLED)) | Exists(reported))
    wished = photos.filter(in_region(wish, "region"), of_dataset(wish))
    if wish.reason:
        wished = wished.filter(suspicion__reasons__contains=[{"reason": wish.reason}])
    return wished.order_by(F("suspicion__score").desc(), "pk")


def checks(user: User, wish: Wish) -> QuerySet[Photo]:
    said = Proposal.objects.filter(photo=OuterRef("pk"), annotator=user)
    photos = open_to(user).filter(check_photo__isnull=False).exclude(Exists(said))
    wished = photos.filter(in_region(wish, "check_photo__shown_region"), of_dataset(wish))
    if wish.reason:
        wished = wished.filter(check_photo__reasons__contains=[{"reason": wish.reason}])
    return wished


def waiting(user: User, wish: Wish = ANYTHING) -> QuerySet[Photo]:
    """Photos on which one other has spoken, oldest first."""
    said = Proposal.objects.filter(photo=OuterRef("pk"))
    others = said.filter(state=ProposalState.OPEN, is_check=False).exclude(annotator=user)
    own = said.filter(annotator=user).exclude(state=ProposalState.WITHDRAWN)
    photos = open_to(user).filter(Exists(others)).exclude(Exists(own))
    photos = photos.filter(in_region(wish, "region"), of_dataset(wish))
    if wish.reason:
        photos = photos.filter(suspicion__reasons__contains=[{"reason": wish.reason}])
    return photos.order_by("proposals__created_at", "pk")


def is_waiting(photo: Photo) -> bool:
    return Proposal.objects.filter(photo=photo, state=ProposalState.OPEN, is_check=False).exists()


def open_to(user: User) -> QuerySet[Photo]:
    """Whatever one holds oneself may be taken again."""
    skipped = DeskSkip.objects.filter(photo=OuterRef("pk"), annotator=user)
    return desk_photos().exclude(file="").exclude(Exists(skipped)).exclude(held(but=user))


def in_region(wish: Wish, path: str) -> Q:
    if not wish.region:
        return Q()
    return Q(**{f"{path}__code": wish.region}) | Q(**{f"{path}__parent__code": wish.region})


def of_dataset(wish: Wish) -> Q:
    return Q(dataset=wish.dataset) if wish.dataset else Q()
