"""Which photos the label desk knows, what it shows of them, and who has seen them."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from geoweb.domain.desk.refusals import NotOnTheDesk, PhotoWithdrawn
from geoweb.models import CheckPhoto, DeskLook, LabelEvent, User
from predictor.geodesy import LatLng
from predictor.models import Photo
from predictor.models.points import to_latlng


def desk_photos() -> QuerySet[Photo]:
    """With a label, or with one once: a private upload is nobody's business."""
    changed = LabelEvent.objects.filter(photo=OuterRef("pk"))
    return Photo.objects.filter(Q(split__isnull=False) | Exists(changed))


def locked(photo: Photo) -> Photo:
    """One decision on a photo at a time. Guesses that refer to its row need not wait."""
    rows = desk_photos().select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=photo.pk).first()
    if found is None:
        raise NotOnTheDesk
    if not found.file:
        raise PhotoWithdrawn
    return found


def check_of(photo: Photo) -> CheckPhoto | None:
    return CheckPhoto.objects.filter(photo=photo).first()


def shown_label(photo: Photo) -> LatLng | None:
    """Of a check photo the wrong one, to everybody and everywhere at the desk."""
    check = check_of(photo)
    point = check.shown_point if check else photo.point
    return to_latlng(point) if point else None


def note_looks(user: User, photo_ids: Iterable[int]) -> None:
    """Whoever saw a photo with its place plays it out of competition from now on."""
    DeskLook.objects.bulk_create(
        [DeskLook(user=user, photo_id=photo_id) for photo_id in set(photo_ids)],
        batch_size=5000,
        ignore_conflicts=True,
    )
