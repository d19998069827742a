"""Field names of known sources."""

import pytest

from predictor.boundaries.presets import alpha2, preset, preset_names


def test_preset_names_list_each_source_once():
    assert preset_names() == ["gadm", "geoboundaries", "homing", "natural-earth"]


def test_preset_gadm_names_fields_by_level():
    assert preset("gadm", 2).fields.code == "GID_2"
    assert preset("gadm", 2).fields.parent == "GID_1"
    assert preset("gadm", 0).layer == "ADM_ADM_0"


def test_preset_without_levels_serves_all():
    assert preset("geoboundaries", 1) == preset("geoboundaries", 2)


def test_used_fields_leave_out_what_the_source_has_not():
    assert preset("geoboundaries", 1).fields.used() == ["shapeID", "shapeName", "shapeGroup"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [("FR", "FR"), ("fra", "FR"), ("XKO", "XK"), ("Z06", "PK"), ("-99", ""), ("", ""), ("-1", "")],
)
def test_alpha2_reads_both_forms(code, expected):
    assert alpha2(code) == expected
