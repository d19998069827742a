"""Pictures from disk as batches of tensors: decoded in threads, handed on in order."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TypeVar

import torch
from PIL import Image

from predictor.errors import HomingError
from predictor.nn.preprocess import Preprocess

Source = Path | bytes
Seen = TypeVar("Seen")
AHEAD = 2  # batches that are decoded while the network works


class PictureError(HomingError):
    """A file that holds no picture."""


def decode(source: Source, preprocess: Callable[[Image.Image], Seen]) -> Seen:
    """What `preprocess` makes of one JPEG, PNG or WebP."""
    try:
        with Image.open(BytesIO(source) if isinstance(source, bytes) else source) as picture:
            return preprocess(picture)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        name = "a picture given as bytes" if isinstance(source, bytes) else str(source)
        raise PictureError(
            f"Cannot decode {name} ({error}). Restore the file, or leave this photo out."
        ) from error


def decode_images(
    sources: Iterable[Source], preprocess: Preprocess, batch: int, threads: int | None = None
) -> Iterator[torch.Tensor]:
    """(B, 3, H, W); the last batch may be smaller. An unreadable picture ends it with its name."""
    workers = threads or len(os.sched_getaffinity(0))
    waiting = iter(sources)
    with ThreadPoolExecutor(workers, "decode") as pool:
        running: deque[Future[torch.Tensor]] = deque()

        def start(count: int) -> None:
            found = islice(waiting, count)
            running.extend(pool.submit(decode, source, preprocess) for source in found)

        try:
            start(batch * AHEAD)
            while running:
                ready = [running.popleft() for _ in range(min(batch, len(running)))]
                start(batch)
                yield torch.stack([each.result() for each in ready])
        finally:
            for each in running:
                each.cancel()
