"""Dice: the same keys, the same rolls; different keys, unrelated rolls."""

import numpy as np
import pytest

from predictor.planet.scene.chance import Dice, winners


def test_dice_roll_the_same_for_the_same_keys():
    first, second = Dice(7, "oak", 3), Dice(7, "oak", 3)

    assert [first.unit() for _ in range(5)] == [second.unit() for _ in range(5)]


def test_dice_know_their_first_roll_on_every_machine():
    assert Dice(1, "tree").unit() == pytest.approx(0.879200049336916, abs=1e-15)


@pytest.mark.parametrize("keys", [(7, "oak", 4), (8, "oak", 3), (7, "elm", 3), (7, 3, "oak")])
def test_dice_roll_otherwise_for_other_keys(keys):
    assert Dice(*keys).unit() != Dice(7, "oak", 3).unit()


def test_dice_fall_evenly():
    rolls = np.array([Dice("even", number).unit() for number in range(4000)])
    counts, _ = np.histogram(rolls, bins=10, range=(0, 1))

    assert rolls.min() >= 0
    assert rolls.max() < 1
    assert counts.min() > 320


def test_dice_stay_around_within_three_spreads():
    dice = Dice("around")
    drawn = [dice.around(0.5) for _ in range(2000)]

    assert max(map(abs, drawn)) <= 1.5
    assert abs(np.mean(drawn)) < 0.05


@pytest.mark.parametrize("numbers", [range(7, 7), range(1), range(-13, 101)])
def test_winners_are_those_whose_dice_win(numbers):
    slowly = [n for n in numbers if Dice(5, "verge", n).happens(0.37)]

    assert winners((5, "verge"), numbers, 0.37) == slowly
