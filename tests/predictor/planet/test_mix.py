"""Weights of countries."""

import pytest

from predictor.planet.mix import MixError, country_weights

AREA = {"FR": 540.0, "JP": 370.0, "AQ": 14000.0}
PEOPLE = {"FR": 60, "JP": 120, "XX": 5}


def weights(mix):
    return country_weights(mix, AREA, PEOPLE, ["JP", "FR", "XX", "AQ"])


@pytest.mark.parametrize(
    ("mix", "expected"),
    [
        ("surface", {"FR": 540.0, "JP": 370.0}),
        ("population", {"FR": 60.0, "JP": 120.0}),
        ("uniform", {"FR": 1.0, "JP": 1.0}),
        ("jp=3, FR", {"FR": 1.0, "JP": 3.0}),
    ],
)
def test_mix_weighs_countries_with_land_and_towns(mix, expected):
    assert weights(mix) == expected
    assert list(weights(mix)) == sorted(expected)


@pytest.mark.parametrize(
    "mix", ["FR=0", "FR=-1", "FR=inf", "FR=nan", "FR=x", "France", "", "FR=1,"]
)
def test_mix_refuses_what_is_no_weight(mix):
    with pytest.raises(MixError, match="is no mix"):
        weights(mix)


def test_mix_refuses_a_country_without_facts():
    with pytest.raises(MixError, match="No facts, land or towns for XX"):
        weights("FR=1,XX=2")
