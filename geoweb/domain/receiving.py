"""Takes uploads in: looked at without decoding, weighed, stored, and put in the queue."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from geoweb.domain import quotas, switches
from geoweb.domain.audit import Who, record
from geoweb.domain.picture_words import in_words
from geoweb.domain.policy import terms_for
from geoweb.domain.refusals import (
    BadPicture,
    InPlay,
    KeyReused,
    NoExifPlace,
    NoPicture,
    PinFirst,
    PlacelessPlay,
    Refusal,
    TakenDown,
    TooManyBytes,
    TooManyViews,
    UploadsClosed,
)
from geoweb.domain.waking import wake_workers
from geoweb.enums import Review, Terms, UploadAct, UploadState
from geoweb.metrics import count_refusal
from geoweb.models import Player, Takedown, Upload, UploadPhoto
from geoweb.models.uploads import MAX_VIEWS
from predictor.geodesy import LatLng
from predictor.intake.images import UnreadableImage
from predictor.intake.received import Header, look
from predictor.models import Photo, Split
from predictor.models.points import to_point

DATASET = "uploads"
INCOMING = "incoming"


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a visitor sent: one place in one to four views."""

    views: Sequence[bytes]
    truth: LatLng | None = None
    use_exif_place: bool = False
    may_be_played: bool = False
    idempotency_key: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    upload: Upload
    is_new: bool  # False: the same was sent before, and this is what became of it


@dataclass(frozen=True, slots=True)
class Weighed:
    """A parcel that may be taken."""

    parcel: Parcel
    truth: LatLng | None
    terms: Terms
    sha256s: tuple[str, ...]
    content_sha256: str


def receive(player: Player, parcel: Parcel) -> Received:
    """Raises a Refusal, which is counted and logged."""
    try:
        weighed = weigh(parcel)
        known = sent_before(player, weighed)
        if known is not None:
            return Received(known, is_new=False)
        quotas.charge(player, parcel.address)
        return keep(player, weighed)
    except Refusal as refusal:
        count_refusal(refusal.code)
        seen = Who(player)
        record(UploadAct.REFUSED, who=seen, address=parcel.address, detail=refusal.code)
        raise


def weigh(parcel: Parcel) -> Weighed:
    if not (switch := switches.uploads_switch()).is_on:
        raise UploadsClosed(switch.why)
    headers = headers_of(parcel.views)
    truth = place_of(parcel, headers)
    terms = terms_for(truth)
    if terms is None:
        raise PinFirst
    if parcel.may_be_played and truth is None:
        raise PlacelessPlay
    sha256s = tuple(hashlib.sha256(view).hexdigest() for view in parcel.views)
    refuse_known(sha256s)
    content = repr((sha256s, truth, parcel.may_be_played))
    return Weighed(parcel, truth, terms, sha256s, hashlib.sha256(content.encode()).hexdigest())


def headers_of(views: Sequence[bytes]) -> list[Header]:
    if not views or not all(views):
        raise NoPicture
    if len(views) > MAX_VIEWS:
        raise TooManyViews
    if max(map(len, views)) > settings.UPLOAD_LARGEST_MB * 2**20:
        raise TooManyBytes(settings.UPLOAD_LARGEST_MB)
    return [header_of(view) for view in views]


def header_of(view: bytes) -> Header:
    try:
        return look(view, most_pixels=settings.UPLOAD_MEGAPIXELS * 1_000_000)
    except UnreadableImage as error:
        raise BadPicture(error.code, in_words(error, view)) from error


def place_of(parcel: Parcel, headers: Sequence[Header]) -> LatLng | None:
    """What was pinned counts; the photo's own word only with its owner's consent."""
    if parcel.truth is not None or not parcel.use_exif_place:
        return parcel.truth
    places = [header.latlng for header in headers if header.latlng is not None]
    if not places:
        raise NoExifPlace
    return places[0]


def refuse_known(sha256s: Sequence[str]) -> None:
    if Takedown.objects.filter(sha256__in=sha256s).exists():
        raise TakenDown
    if Photo.objects.filter(sha256__in=sha256s, split=Split.TEST).exists():
        raise InPlay


def sent_before(player: Player, weighed: Weighed) -> Upload | None:
    own = Upload.objects.filter(player=player)
    key = weighed.parcel.idempotency_key
    keyed = own.filter(idempotency_key=key).first() if key else None
    if keyed is not None and keyed.content_sha256 != weighed.content_sha256:
        raise KeyReused
    same = own.filter(content_sha256=weighed.content_sha256).exclude(state=UploadState.FAILED)
    return keyed or same.order_by("-created_at").first()


def keep(player: Player, weighed: Weighed) -> Received:
    names = [store(view) for view in weighed.parcel.views]
    try:
        with transaction.atomic():
            upload = save(player, weighed, names)
            transaction.on_commit(wake_workers)
    except IntegrityError:  # the same key at the same moment: the other one was first
        forget(names)
        known = sent_before(player, weighed)
        if known is None:
            raise
        return Received(known, is_new=False)
    return Received(upload, is_new=True)


def store(view: bytes) -> str:
    """As received; nobody but the worker that makes a safe copy opens it."""
    return default_storage.save(f"{INCOMING}/{uuid.uuid4().hex}", ContentFile(view))


def forget(names: Sequence[str]) -> None:
    for name in names:
        default_storage.delete(name)


def save(player: Player, weighed: Weighed, names: Sequence[str]) -> Upload:
    parcel = weighed.parcel
    upload = Upload.objects.create(
        player=player,
        truth=to_point(weighed.truth) if weighed.truth else None,
        terms=weighed.terms,
        may_be_played=parcel.may_be_played,
        review=Review.WAITING if parcel.may_be_played else Review.NONE,
        content_sha256=weighed.content_sha256,
        idempotency_key=parcel.idempotency_key,
    )
    photos = Photo.objects.bulk_create(
        Photo(dataset=DATASET, source_id=uuid.uuid4().hex) for _ in names
    )
    UploadPhoto.objects.bulk_create(
        UploadPhoto(
            upload=upload, photo=photo, number=number, received_sha256=sha256, incoming=name
        )
        for number, (photo, sha256, name) in enumerate(
            zip(photos, weighed.sha256s, names, strict=True), start=1
        )
    )
    record(UploadAct.RECEIVED, upload, address=parcel.address, detail=str(weighed.terms))
    return upload
