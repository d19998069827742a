from collections import Counter

import numpy as np

from predictor.nn.sampling import Sampler

# 300 photos in drives of 1 to 4, a few without a drive.
DRIVES = [f"drive {number}" for number in range(110) for _ in range(1 + number % 4)] + [""] * 28


def epoch(sampler, number):
    first = number * sampler.steps_per_epoch
    return [sampler.rows(first + place) for place in range(sampler.steps_per_epoch)]


def test_epoch_shows_each_photo_at_most_once_in_full_batches():
    sampler = Sampler(DRIVES, 16, seed=1)
    batches = epoch(sampler, 0)
    rows = np.concatenate(batches)
    assert {len(batch) for batch in batches} == {16}
    assert len(set(rows.tolist())) == len(rows) == len(DRIVES) // 16 * 16


def test_batches_hold_few_photos_of_one_drive():
    repeats = 0
    for batch in epoch(Sampler(DRIVES, 16, seed=1), 0):
        counts = Counter(DRIVES[row] for row in batch if DRIVES[row])
        repeats += sum(count - 1 for count in counts.values())
    # Only where two rounds meet inside a batch: three seams among 300 photos.
    assert repeats <= 6


def test_steps_in_any_order_are_the_same():
    forward, backward = Sampler(DRIVES, 16, seed=1), Sampler(DRIVES, 16, seed=1)
    steps = range(2 * forward.steps_per_epoch)
    found = [forward.rows(step).tolist() for step in steps]
    assert [backward.rows(step).tolist() for step in reversed(steps)] == found[::-1]


def test_epochs_and_seeds_differ():
    sampler = Sampler(DRIVES, 16, seed=1)
    first = np.concatenate(epoch(sampler, 0)).tolist()
    assert np.concatenate(epoch(sampler, 1)).tolist() != first
    assert np.concatenate(epoch(Sampler(DRIVES, 16, seed=2), 0)).tolist() != first


def test_batch_larger_than_the_album_holds_everything():
    sampler = Sampler(["a", "a", "b"], 64, seed=1)
    assert sampler.steps_per_epoch == 1
    assert sorted(sampler.rows(5).tolist()) == [0, 1, 2]
