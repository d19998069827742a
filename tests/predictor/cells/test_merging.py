import numpy as np

from predictor.cells.merging import merged_areas, shared_borders
from tests.predictor.cells.squares import area


def groups(areas, counts, minimum=10):
    found = merged_areas(areas, np.array(counts), minimum)
    return [{areas[at].code for at in group} for group in found]


def test_enough_photos_stay_alone():
    assert groups([area("a", 0, 0), area("b", 1, 0)], [10, 12]) == [{"a"}, {"b"}]


def test_small_area_joins_a_neighbour_before_something_nearer_by_parent():
    areas = [area("a", 0, 0), area("b", 1, 0), area("island", 0, 1.1)]
    assert groups(areas, [3, 20, 20]) == [{"a", "b"}, {"island"}]


def test_neighbour_of_the_same_parent_is_preferred():
    areas = [area("a", 0, 0, parent="P"), area("b", 1, 0, parent="Q"), area("c", 0, 1, parent="P")]
    assert groups(areas, [3, 15, 20]) == [{"a", "c"}, {"b"}]


def test_smaller_neighbour_is_preferred():
    areas = [area("a", 0, 0), area("b", 1, 0), area("c", 0, 1)]
    assert groups(areas, [3, 20, 15]) == [{"a", "c"}, {"b"}]


def test_island_joins_the_nearest_of_its_country():
    areas = [area("a", 0, 0), area("b", 5, 0), area("island", 6.5, 0)]
    assert groups(areas, [20, 20, 3]) == [{"a"}, {"b", "island"}]


def test_island_looks_across_the_antimeridian():
    areas = [area("a", 170, 0), area("b", -179, 0), area("island", 178, 0)]
    assert groups(areas, [20, 20, 3]) == [{"a"}, {"b", "island"}]


def test_country_with_few_photos_is_one_group():
    areas = [area("a", 0, 0), area("b", 1, 0), area("c", 2, 0, country="BB")]
    assert groups(areas, [3, 0, 50]) == [{"a", "b"}, {"c"}]


def test_countries_never_mix():
    areas = [area("a", 0, 0), area("b", 1, 0, country="BB")]
    assert groups(areas, [1, 50]) == [{"a"}, {"b"}]


def test_areas_that_meet_in_a_point_are_no_neighbours():
    assert shared_borders([area("a", 0, 0), area("b", 1, 1)]) == [set(), set()]


def test_part_of_a_side_is_a_shared_border():
    assert shared_borders([area("a", 0, 0), area("b", 1, 0.5)]) == [{1}, {0}]
