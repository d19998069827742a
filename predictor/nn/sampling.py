"""Which photos each batch of pretraining holds: a function of the seed, so any step can resume."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from random import Random

import numpy as np

from predictor.nn.examples import Integers


class Sampler:
    """Epochs of full batches; photos of one drive, which look alike, go to different batches."""

    def __init__(self, drives: Sequence[str], batch: int, seed: int) -> None:
        self.batch = min(batch, len(drives))
        self.seed = seed
        members: defaultdict[str, list[int]] = defaultdict(list)
        for row, drive in enumerate(drives):
            members[drive or f"photo {row}"].append(row)
        self.drives = tuple(members.values())
        self.steps_per_epoch = len(drives) // self.batch

    def rows(self, step: int) -> Integers:
        epoch, place = divmod(step, self.steps_per_epoch)
        return self._order(epoch)[place * self.batch :][: self.batch]

    @lru_cache(maxsize=1)  # noqa: B019  # one sampler a run
    def _order(self, epoch: int) -> Integers:
        """Rounds with one photo of each drive that has so many, in a random order of rounds.

        Where one round ends inside a batch, a drive may still appear twice there.
        """
        random = Random(f"{self.seed} {epoch}")  # noqa: S311  # seeded on purpose
        rounds: defaultdict[int, list[int]] = defaultdict(list)
        for drive in self.drives:
            for number, row in enumerate(random.sample(drive, len(drive))):
                rounds[number].append(row)
        for each in rounds.values():
            random.shuffle(each)
        shuffled = random.sample(list(rounds.values()), len(rounds))
        return np.array([row for each in shuffled for row in each], dtype=np.int64)
