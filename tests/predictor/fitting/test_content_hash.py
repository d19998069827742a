"""Equal inputs, equal name; and nothing else."""

import numpy as np

from predictor.config import Labels
from predictor.fitting.content_hash import content_hash


def test_equal_parts_have_equal_hashes():
    one = content_hash("a", [1, 2], {"x": 1, "y": 2}, Labels(), np.arange(3))
    two = content_hash("a", [1, 2], {"y": 2, "x": 1}, Labels(), np.arange(3))

    assert one == two


def test_parts_do_not_run_into_each_other():
    assert content_hash("ab", "c") != content_hash("a", "bc")


def test_the_shape_and_type_of_an_array_count():
    six = np.arange(6)
    hashes = {
        content_hash(array) for array in (six, six.reshape(2, 3), six.astype(np.int32), six * 1.0)
    }

    assert len(hashes) == 4


def test_one_choice_changes_the_hash():
    assert content_hash(Labels(tau_km=75.0)) != content_hash(Labels(tau_km=74.0))


def test_a_slice_hashes_as_its_copy():
    table = np.arange(12).reshape(3, 4)

    assert content_hash(table[:, 1]) == content_hash(table[:, 1].copy())
