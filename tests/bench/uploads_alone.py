"""What one process does with files in memory: no web, no queue, no rows. Prints photos a second."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django

django.setup()

from predictor.intake.images import Limits  # noqa: E402 - Django is ready now
from predictor.intake.preparing import prepare  # noqa: E402
from predictor.locate import likely_cells, warmed  # noqa: E402
from predictor.locators import newest  # noqa: E402
from predictor.nn.backbone import device  # noqa: E402
from predictor.nn.data import decode_images  # noqa: E402
from predictor.nn.embedding import embed_batch  # noqa: E402

ROUNDS = 3


def safe_copy(picture):
    return prepare(picture, Limits(), needs_position=False).copy.jpeg


def see(pictures, batch, warm, threads):
    """The same steps as a worker's: a safe copy, the network's picture, the pass, the cells."""
    for first in range(0, len(pictures), batch):
        copies = list(threads.map(safe_copy, pictures[first : first + batch]))
        for images_BCHW in decode_images(copies, warm.backbone.preprocess, batch):
            likely_cells(embed_batch(warm.backbone, images_BCHW.to(device())), warm)


def main(folder, batch):
    pictures = [path.read_bytes() for path in sorted(Path(folder).iterdir())]
    warm, taken_s = warmed(newest()), []
    with ThreadPoolExecutor(2) as threads:
        see(pictures[: 2 * batch], batch, warm, threads)
        for _ in range(ROUNDS):
            began = time.perf_counter()
            see(pictures, batch, warm, threads)
            taken_s.append(time.perf_counter() - began)
    print(len(pictures) / sorted(taken_s)[ROUNDS // 2])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
