"""One chunk of a bulk job in a worker: look at a batch while the one before is written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any, Final, Protocol

import numpy as np
import structlog
from django.db import IntegrityError, connection, transaction

from geoweb.metrics import observe_batch
from predictor.embedding_rows import as_embedding, as_failure, kept_embeddings
from predictor.models import Embedding, Locator, Photo, Prediction
from predictor.predictions import as_prediction
from predictor.undone import Work, known_photos, undone

KEPT_TOGETHER: Final = 64  # photos that were looked at before and only need an answer
Row = Embedding | Prediction
log = structlog.get_logger(__name__)


class Look(Protocol):
    @property
    def photos(self) -> Sequence[Photo]: ...
    @property
    def embeddings_ND(self) -> np.ndarray: ...  # noqa: N802 - a shape suffix
    @property
    def decode_ms(self) -> float: ...
    @property
    def forward_ms(self) -> float: ...
    @property
    def failures(self) -> Sequence[tuple[Photo, str]]: ...


@dataclass(frozen=True, slots=True)
class Sight:
    """What `predictor.locate` does, handed in: this module knows no torch."""

    look: Callable[[Iterable[Photo], Locator], Iterator[Look]]
    decide: Callable[[np.ndarray, dict[str, float], Locator], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Kept:
    """Looked at before; only the answer is missing."""

    photos: Sequence[Photo]
    embeddings_ND: np.ndarray
    decode_ms: float = 0.0
    forward_ms: float = 0.0
    failures: tuple[tuple[Photo, str], ...] = ()


def work_on(
    *,
    photo_ids: Sequence[int],
    work: Work,
    locator: Locator,
    sight: Sight,
    between: Callable[[], object],
) -> None:
    """What is done already is not done again. `between` is called after every forward pass."""
    photos = list(undone(known_photos(), work, locator).filter(pk__in=photo_ids).order_by("pk"))
    looks = looks_of(photos, work, locator, sight)
    with writing() as write:
        began = perf_counter()
        for look in looks:
            write(partial(save, look, work=work, locator=locator, sight=sight))
            tell(look, work=work, locator=locator, total_s=perf_counter() - began)
            between()
            began = perf_counter()


def looks_of(photos: Sequence[Photo], work: Work, locator: Locator, sight: Sight) -> Iterator[Look]:
    kept = kept_embeddings([photo.pk for photo in photos], locator) if work == "predict" else {}
    known = [photo for photo in photos if photo.pk in kept]
    for first in range(0, len(known), KEPT_TOGETHER):
        some = known[first : first + KEPT_TOGETHER]
        yield Kept(some, np.stack([kept[photo.pk] for photo in some]))
    yield from sight.look((photo for photo in photos if photo.pk not in kept), locator)


@contextmanager
def writing() -> Iterator[Callable[[Callable[[], None]], None]]:
    """Hands work to a thread with a connection of its own, one piece at a time."""
    running: list[Future[None]] = []

    def write(piece: Callable[[], None]) -> None:
        wait()
        running.append(thread.submit(piece))

    def wait() -> None:
        while running:
            running.pop().result()

    with ThreadPoolExecutor(1, "write") as thread:
        try:
            yield write
            wait()
        finally:
            thread.submit(close_own_connection)


def close_own_connection() -> None:
    connection.close()  # read here: each thread has another


def save(look: Look, *, work: Work, locator: Locator, sight: Sight) -> None:
    """What is there already stays; photos that were deleted meanwhile are left out."""
    rows = [*rows_of(look, work, locator, sight)]
    rows += [as_failure(photo, reason, locator) for photo, reason in look.failures]
    try:
        insert(rows)
    except IntegrityError:
        asked = {row.photo_id for row in rows}
        left = set(Photo.objects.filter(pk__in=asked).values_list("pk", flat=True))
        insert([row for row in rows if row.photo_id in left])


def rows_of(look: Look, work: Work, locator: Locator, sight: Sight) -> Iterator[Row]:
    if work == "embed":
        for photo, vector in zip(look.photos, look.embeddings_ND, strict=True):
            yield as_embedding(photo, vector, locator)
        return
    share = 1.0 / max(1, len(look.photos))
    spent_ms = {"decode": look.decode_ms * share, "forward": look.forward_ms * share}
    answers = sight.decide(look.embeddings_ND, spent_ms, locator)
    for photo, answer in zip(look.photos, answers, strict=True):
        yield as_prediction(photo, answer, locator)


def insert(rows: Sequence[Row]) -> None:
    with transaction.atomic():
        Embedding.objects.bulk_create(
            [row for row in rows if isinstance(row, Embedding)], ignore_conflicts=True
        )
        Prediction.objects.bulk_create(
            [row for row in rows if isinstance(row, Prediction)], ignore_conflicts=True
        )


def tell(look: Look, work: Work, locator: Locator, total_s: float) -> None:
    size = len(look.photos)
    observe_batch(size, look.decode_ms / 1000.0, look.forward_ms / 1000.0, total_s, work=work)
    log.info(
        "bulk_batch",
        work=work,
        locator=locator.pk,
        photos=size,
        failed=len(look.failures),
        first_photo=min((photo.pk for photo in look.photos), default=None),
        decode_ms=round(look.decode_ms, 1),
        forward_ms=round(look.forward_ms, 1),
    )
