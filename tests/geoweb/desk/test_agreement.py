"""When two opinions are one."""

import pytest

from geoweb.domain.desk.agreement import FLOOR_KM, Opinion, Outcome, agreed
from geoweb.enums import Verdict
from predictor.geodesy import LatLng
from tests.geoweb.desk.at_desk import LYON, PARIS

CLOSE = LatLng(LYON.lat + 0.01, LYON.lng)  # 1.1 km
FAR = LatLng(LYON.lat + 0.3, LYON.lng)  # 33 km
FRANCE, RHONE, SPAIN = 1, 2, 3


def at(place, precision_km=1.0, regions=(RHONE, FRANCE)):
    return Opinion(Verdict.PLACE, place, regions, precision_km)


def in_region(*regions):
    return Opinion(Verdict.REGION, regions=regions)


KEEP = Opinion(Verdict.KEEP, LYON, (RHONE, FRANCE))
NOWHERE = Opinion(Verdict.NOWHERE)


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        (at(LYON), at(LYON), Outcome(Verdict.PLACE, LYON)),
        (at(LYON), at(CLOSE, 0.5), Outcome(Verdict.PLACE, CLOSE)),
        (at(LYON), at(FAR), None),
        (at(LYON), at(FAR, 50), Outcome(Verdict.PLACE, LYON)),
        (at(LYON, 40), at(FAR, 30), Outcome(Verdict.PLACE, FAR)),
        (at(LatLng(0, 179.999)), at(LatLng(0, -179.999), 2), Outcome(Verdict.PLACE, LatLng(0, 179.999))),
        (KEEP, KEEP, Outcome(Verdict.KEEP, LYON)),
        (KEEP, at(CLOSE, 0.1), Outcome(Verdict.KEEP, LYON)),
        (KEEP, at(PARIS), None),
        (NOWHERE, NOWHERE, Outcome(Verdict.NOWHERE)),
        (NOWHERE, at(LYON), None),
        (NOWHERE, KEEP, None),
        (NOWHERE, in_region(FRANCE), None),
        (in_region(RHONE, FRANCE), in_region(RHONE, FRANCE), Outcome(Verdict.REGION, None, RHONE)),
        (in_region(RHONE, FRANCE), in_region(FRANCE), Outcome(Verdict.REGION, None, FRANCE)),
        (at(LYON), in_region(RHONE, FRANCE), Outcome(Verdict.REGION, None, RHONE)),
        (at(LYON), in_region(FRANCE), Outcome(Verdict.REGION, None, FRANCE)),
        (at(LYON), in_region(SPAIN), None),
        (in_region(SPAIN), in_region(FRANCE), None),
        (at(LYON, regions=()), in_region(FRANCE), None),
    ],
)  # fmt: skip
def test_two_opinions_make_an_outcome(first, second, outcome):
    assert agreed(first, second) == outcome
    assert agreed(second, first) == outcome


def test_a_steady_hand_is_not_asked_for():
    assert FLOOR_KM > 1.1
    assert agreed(at(LYON, 0.001), at(CLOSE, 0.001)) is not None
