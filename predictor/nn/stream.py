"""Pictures decoded ahead of the network, where one that cannot be read does not stop the others."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, TypeVar

import torch

from predictor.errors import HomingError
from predictor.nn.data import AHEAD, PictureError, Source, decode
from predictor.nn.preprocess import Preprocess

Key = TypeVar("Key")
Opener = Callable[[], Source]  # called in a thread: an object store answers slowly


@dataclass(slots=True)
class Decoded(Generic[Key]):
    """Keys in the order they were asked for; failures are those met on the way to this batch."""

    keys: list[Key] = field(default_factory=list)
    images: list[torch.Tensor] = field(default_factory=list)
    failures: list[tuple[Key, str]] = field(default_factory=list)


def decode_ahead(
    asked: Iterable[tuple[Key, Opener]], preprocess: Preprocess, batch: int
) -> Iterator[Decoded[Key]]:
    """Full batches but for the last, whatever could not be read in between."""
    waiting = iter(asked)
    running: deque[tuple[Key, Future[torch.Tensor]]] = deque()
    with ThreadPoolExecutor(len(os.sched_getaffinity(0)), "decode") as pool:

        def start(count: int) -> None:
            for key, opener in islice(waiting, count):
                running.append((key, pool.submit(_decode, opener, preprocess)))

        start(batch * (AHEAD + 1))
        found: Decoded[Key] = Decoded()
        try:
            while running:
                _take(*running.popleft(), found)
                start(1)
                if len(found.keys) == batch:
                    yield found
                    found = Decoded()
        finally:
            for _, future in running:
                future.cancel()
        if found.keys or found.failures:
            yield found


def _decode(opener: Opener, preprocess: Preprocess) -> torch.Tensor:
    """What keeps the store from answering is no fault of the picture, and ends everything."""
    source = opener()
    try:
        return decode(source, preprocess)
    except HomingError:
        raise
    except Exception as error:  # rotten files raise what their decoder pleases
        raise PictureError(f"Cannot decode it ({error!r}).") from error


def _take(key: Key, future: Future[torch.Tensor], found: Decoded[Key]) -> None:
    try:
        found.images.append(future.result())
    except HomingError as error:
        found.failures.append((key, " ".join(str(error).split())))
    else:
        found.keys.append(key)
