import json
import re

from geoweb.domain.telling import Shade
from geoweb.views.board_words import scope_groups
from geoweb.views.map_json import map_json


def test_a_map_is_given_its_outlines_and_the_rest():
    shade = Shade(lambda: '{"type":"Point","coordinates":[1,2]}', 70, "Lyon")

    element = map_json("reveal-map", (shade,), rounds=[{"truth": [1.5, 2.5], "models": []}])

    found = re.fullmatch(r'<script id="reveal-map" type="application/json">(.*)</script>', element)
    assert json.loads(found[1]) == {
        "shades": [
            {
                "type": "Feature",
                "properties": {"rank": 1},
                "geometry": {"type": "Point", "coordinates": [1, 2]},
            }
        ],
        "rounds": [{"truth": [1.5, 2.5], "models": []}],
    }


def test_a_map_without_outlines_is_still_json():
    element = map_json("answer-map", model=None, truth=[1, 2])

    assert json.loads(element.split(">")[1].split("<")[0])["shades"] == []


def test_the_board_that_is_shown_is_chosen_and_names_are_escaped():
    (group,) = scope_groups([("region", "country-FR")], {"FR": "A <b>"}, "country-FR")

    assert group.options_html == '<option value="country-FR" selected>A &lt;b&gt;</option>'
