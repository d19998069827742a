"""Answers what waits: claim, safe copies, one pass of the network, one transaction, and again."""

from collections.abc import Sequence
from time import perf_counter
from typing import Protocol

import structlog
from django.db import close_old_connections, transaction

from geoweb.domain.claims import Claim, claim_batch, free_own, give_back, wait_for_company
from geoweb.domain.endings import answer_all, copy_name, fail, forget
from geoweb.domain.policy import tellable, terms_today
from geoweb.domain.safe_copies import Decode, Views, copied
from geoweb.domain.switches import uploads_are_open
from geoweb.domain.waking import wake_workers, woken
from geoweb.enums import UploadFailure
from geoweb.metrics import observe_batch
from predictor.locators import NoLocatorError, newest
from predictor.models import Locator, Photo, Prediction
from predictor.predictions import Answer

TURN_S = 5.0  # then the process's other work has its turn: sweeps, and jobs over many photos
COPIED = ["file", "width", "height", "perceptual_hash"]
TOLD = ["point", "cell_numbers", "probabilities", "evidence", "timings_ms"]
log = structlog.get_logger(__name__)


class Locate(Protocol):
    """`predictor.locate.locate`, which only geoweb.tasks may import."""

    def __call__(self, places: Sequence[Sequence[Photo]], locator: Locator) -> Sequence[Answer]: ...


def answer_pending(locate: Locate, decode: Decode) -> int:
    """Until nothing is due; how many uploads ended. What cannot be answered now stays pending."""
    woken()
    free_own()
    ended, turn_ends = 0, perf_counter() + TURN_S
    while (locator := answering_locator()) is not None:
        wait_for_company()
        if (claim := claim_batch()) is None:
            break
        ended += answer_claim(claim, locator, locate, decode)
        if perf_counter() > turn_ends:
            wake_workers()
            break
    return ended


def answering_locator() -> Locator | None:
    """Read for every batch: a new one takes over without a restart, and no batch mixes two."""
    if not uploads_are_open():
        return None
    try:
        return newest()
    except NoLocatorError as error:
        log.warning("uploads_wait_for_a_locator", remedy=str(error))
        return None


def answer_claim(claim: Claim, locator: Locator, locate: Locate, decode: Decode) -> int:
    """Whatever goes wrong, the uploads go back, to be tried one by one; none is lost."""
    why = "Its picture is gone."
    try:
        ended = attempt(claim, locator, locate, decode)
    except Exception as error:
        log.exception("uploads_not_answered", uploads=len(claim.uploads))
        ended, why = 0, f"Our mistake: {type(error).__name__}."
        close_old_connections()  # a broken one would break the next query, too
    give_back(claim.held(), why)
    return ended


def attempt(claim: Claim, locator: Locator, locate: Locate, decode: Decode) -> int:
    began = perf_counter()
    failed = withhold(claim)
    views, refused = copied(claim, decode)
    decoded = perf_counter()
    uploads = [upload for upload in claim.renew() if upload.pk in views]
    answers = locate([views[upload.pk] for upload in uploads], locator) if uploads else []
    located = perf_counter()
    predictions = [
        tellable(upload=upload, photo=views[upload.pk][0], answer=answer, locator=locator)
        for upload, answer in zip(uploads, answers, strict=True)
    ]
    answered = keep(claim, predictions, views)
    if uploads:
        photos = sum(len(views[upload.pk]) for upload in uploads)
        observe_batch(photos, decoded - began, located - decoded, perf_counter() - began)
        log.info(
            "upload_batch",
            uploads=len(uploads),
            photos=photos,
            locator=locator.pk,
            decode_ms=round((decoded - began) * 1000.0, 1),
            locate_ms=round((located - decoded) * 1000.0, 1),
        )
    return failed + refused + answered


def withhold(claim: Claim) -> int:
    """The site has become stricter since they were sent: they are not looked at."""
    with transaction.atomic():
        uploads = claim.held().select_for_update()
        withheld = [upload for upload in uploads if terms_today(upload) is None]
        for upload in withheld:
            fail(upload, UploadFailure.WITHHELD)
    return len(withheld)


def keep(claim: Claim, predictions: Sequence[Prediction], views: Views) -> int:
    """Only of uploads that are still ours: a deleted one must not reappear."""
    with transaction.atomic():
        held = {upload.pk: upload for upload in claim.held().select_for_update()}
        by_photo = {prediction.photo_id: prediction for prediction in predictions}
        told = [
            (upload, by_photo[views[pk][0].pk])
            for pk, upload in held.items()
            if pk in views and views[pk][0].pk in by_photo
        ]
        photos = [photo for upload, _ in told for photo in views[upload.pk]]
        Photo.objects.bulk_update(photos, COPIED)
        save([prediction for _, prediction in told])
        answer_all(told)
    forget_deleted({pk: photos for pk, photos in views.items() if pk not in held})
    return len(told)


def save(predictions: Sequence[Prediction]) -> None:
    """What was foretold of the same photo in another way gives room: only this may be told."""
    Prediction.objects.bulk_create(
        predictions,
        update_conflicts=True,
        unique_fields=["photo", "locator"],
        update_fields=TOLD,
    )


def forget_deleted(views: Views) -> None:
    """The safe copies of uploads deleted meanwhile; another worker's photos are still there."""
    photos = {photo.pk: photo for each in views.values() for photo in each}
    there = set(Photo.objects.filter(pk__in=photos).values_list("pk", flat=True))
    forget(copy_name(photo) for pk, photo in photos.items() if pk not in there)
