import math

import pytest
import torch
from torch.nn.functional import normalize

from predictor.nn.contrast import GREATEST_SCALE, contrast, gathered


def unit_rows(count, seed, dimension=8):
    return normalize(torch.randn(count, dimension, generator=torch.manual_seed(seed)), dim=1)


def slow_contrast(images, texts, captions, scale):
    """One photo and one word at a time."""
    total = 0.0
    for rows, columns in ((images, texts), (texts, images)):
        for i, row in enumerate(rows):
            logits = [scale * float(row @ column) for column in columns]
            log_sum = math.log(sum(math.exp(each) for each in logits))
            same = [j for j in range(len(captions)) if captions[j] == captions[i]]
            total -= sum(logits[j] - log_sum for j in same) / len(same) / len(rows) / 2
    return total


@pytest.mark.parametrize("captions", [[1, 2, 3, 4, 5, 6, 7], [1, 1, 2, 3, 3, 3, 9], [4] * 7])
def test_contrast_is_the_slow_one(captions):
    images, texts = unit_rows(7, 1), unit_rows(7, 2)
    found = contrast(images, texts, torch.tensor(captions), torch.tensor(11.0))
    assert float(found) == pytest.approx(slow_contrast(images, texts, captions, 11.0), rel=1e-5)


def test_contrast_is_least_for_matching_rows():
    rows = unit_rows(6, 3)
    captions, scale = torch.arange(6), torch.tensor(20.0)
    matching = contrast(rows, rows, captions, scale)
    assert matching < contrast(rows, rows.roll(1, dims=0), captions, scale)


def test_contrast_does_not_gain_beyond_the_greatest_scale():
    images, texts, captions = unit_rows(5, 1), unit_rows(5, 2), torch.arange(5)
    at_most = contrast(images, texts, captions, torch.tensor(GREATEST_SCALE))
    assert contrast(images, texts, captions, torch.tensor(1e4)) == at_most


def test_gathered_alone_is_the_same():
    rows = unit_rows(3, 1)
    assert gathered(rows) is rows
