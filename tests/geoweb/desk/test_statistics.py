"""How people agree: alpha beside its definition, distances, checks, speed."""

import random
from itertools import permutations

import pytest

from geoweb.domain.desk.statistics import statistics
from geoweb.enums import Verdict
from geoweb.models import Proposal
from geoweb.rating.agreement import alpha
from predictor.geodesy import LatLng, distance_km
from tests.geoweb.desk.at_desk import (
    LILLE,
    LYON,
    PARIS,
    SYDNEY,
    add_check,
    add_square,
    add_suspect,
    say,
)


def slow_alpha(units):
    """By the definition: every ordered pair of values of one unit against every of all units."""
    judged = [unit for unit in units if len(unit) >= 2]
    coincidences = {}
    for unit in judged:
        for one, other in permutations(unit, 2):
            pair = (one, other)
            coincidences[pair] = coincidences.get(pair, 0.0) + 1 / (len(unit) - 1)
    values = [value for unit in judged for value in unit]
    observed = sum(n for (one, other), n in coincidences.items() if one != other)
    expected = sum(one != other for one, other in permutations(values, 2)) / (len(values) - 1)
    return 1 - observed / expected


@pytest.mark.parametrize("seed", range(20))
def test_alpha_is_what_its_definition_says(seed):
    draw = random.Random(seed)
    units = [[draw.choice("abcd") for _ in range(draw.randint(0, 4))] for _ in range(23)]

    assert alpha(units) == pytest.approx(slow_alpha(units))


def test_alpha_of_a_published_example():
    """Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, part B: 0.095."""
    one = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    other = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]

    assert alpha(zip(one, other, strict=True)) == pytest.approx(0.095, abs=0.001)


@pytest.mark.parametrize("units", [[], [["a"]], [["a", "a"], ["a", "a"]]])
def test_alpha_of_nothing_to_compare_is_unknown(units):
    assert alpha(units) is None


def test_alpha_of_agreement_is_one_and_of_its_contrary_below_zero():
    assert alpha([["a", "a"], ["b", "b"]]) == 1.0
    assert alpha([["a", "b"], ["b", "a"]]) < 0


# --- Of the desk


@pytest.fixture
def worked(ann, bob):
    """Two photos seen by both, one by Ann alone, a check each."""
    add_square("FR", "France", LYON, half=6)
    add_square("AU", "Australia", SYDNEY)
    both, apart, alone = (add_suspect(name) for name in ("both", "apart", "alone"))
    say(both, ann, PARIS), say(both, bob, LatLng(PARIS.lat + 0.01, PARIS.lng))
    say(apart, ann, LILLE), say(apart, bob, SYDNEY)
    say(alone, ann, PARIS)
    say(add_check("c1"), ann, LYON), say(add_check("c2"), bob, verdict=Verdict.KEEP)
    Proposal.objects.update(took_ms=4000)
    return statistics()


@pytest.mark.django_db
def test_annotators_are_counted(worked):
    ann, bob = worked.annotators

    assert (ann.name, ann.proposals, ann.accepted, ann.rejected, ann.seconded) == (
        "ann",
        3,
        1,
        0,
        2,
    )
    assert (bob.name, bob.proposals, bob.accepted, bob.seconded) == ("bob", 2, 1, 2)
    assert ann.per_hour == bob.per_hour == 900.0


@pytest.mark.django_db
def test_checks_tell_who_is_right(worked):
    assert [(each.checks, each.checks_right) for each in worked.annotators] == [(1, 1), (1, 0)]


@pytest.mark.django_db
def test_pairs_are_compared(worked):
    (pair,) = worked.pairs
    near = distance_km(PARIS, LatLng(PARIS.lat + 0.01, PARIS.lng))

    assert (pair.names, pair.photos) == (("ann", "bob"), 2)
    assert pair.median_km == pytest.approx((near + distance_km(LILLE, SYDNEY)) / 2)
    assert pair.alpha_country == alpha([["FR", "FR"], ["FR", "AU"]]) == worked.alpha_country


@pytest.mark.django_db
def test_nobody_has_no_statistics():
    found = statistics()

    assert (found.annotators, found.pairs, found.alpha_country) == ((), (), None)
