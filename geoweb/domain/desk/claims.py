"""Whose photo it is for the next minutes: claims that expire, are renewed, and are given back."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from geoweb.domain.desk.photos import locked, note_looks
from geoweb.domain.desk.refusals import HeldByAnother, StaleClaim
from geoweb.models import DeskClaim, DeskSkip, User
from predictor.models import Photo


def held(*, but: User) -> Exists:
    """Of photos: somebody else looks at it just now."""
    claims = DeskClaim.objects.filter(photo=OuterRef("pk"), expires_at__gt=timezone.now())
    return Exists(claims.exclude(annotator=but))


def claim_of(user: User) -> DeskClaim | None:
    found = DeskClaim.objects.filter(annotator=user, expires_at__gt=timezone.now())
    return found.select_related("photo").first()


def claim(photo: Photo, user: User) -> DeskClaim:
    """Takes it, or renews what one holds; lets go of any other photo."""
    with transaction.atomic():
        locked(photo)
        now = timezone.now()
        known = DeskClaim.objects.filter(photo=photo).first()
        if known and known.annotator_id != user.pk and known.expires_at > now:
            raise HeldByAnother
        is_renewed = known and known.annotator_id == user.pk and known.expires_at > now
        DeskClaim.objects.filter(photo=photo).delete()
        DeskClaim.objects.filter(annotator=user).delete()
        note_looks(user, [photo.pk])
        return DeskClaim.objects.create(
            photo=photo,
            annotator=user,
            since=known.since if known and is_renewed else now,
            expires_at=now + timedelta(seconds=settings.DESK_CLAIM_S),
        )


def held_claim(photo: Photo, user: User) -> DeskClaim:
    """In the transaction that has locked the photo."""
    found = DeskClaim.objects.filter(photo=photo, annotator=user, expires_at__gt=timezone.now())
    claimed = found.first()
    if claimed is None:
        raise StaleClaim
    return claimed


def release(photo: Photo, user: User) -> None:
    """Twice is the same as once."""
    DeskClaim.objects.filter(photo=photo, annotator=user).delete()


def skip(photo: Photo, user: User) -> None:
    with transaction.atomic():
        locked(photo)
        DeskSkip.objects.get_or_create(photo=photo, annotator=user)
        release(photo, user)
