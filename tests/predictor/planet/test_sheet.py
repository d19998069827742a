"""Contact sheets: one photo from each country, in rows."""

from io import BytesIO

import pytest
from PIL import Image

from predictor.planet.plan import plan
from predictor.planet.sheet import (
    CAPTION_PX,
    GAP_PX,
    TILE_PX,
    one_of_each_country,
    paste,
    write_sheet,
)


def flat(colour):
    buffer = BytesIO()
    Image.new("RGB", (64, 51), colour).save(buffer, "JPEG")
    return buffer.getvalue()


def grey(shot):
    return flat("grey")


def test_sheet_pastes_tiles_in_rows():
    image = paste([(flat(colour), "") for colour in ("red", "lime", "blue")], columns=2)

    width, height = TILE_PX[0] + GAP_PX, TILE_PX[1] + GAP_PX
    assert image.size == (2 * width + GAP_PX, 2 * height + GAP_PX)
    assert image.getpixel((width + 50, 50))[1] > 200
    assert image.getpixel((50, height + 50))[2] > 200


def test_captions_get_room_of_their_own():
    bare, captioned = paste([(flat("red"), "")]), paste([(flat("red"), "Türkiye")])

    assert captioned.height == bare.height + CAPTION_PX


def test_sheet_shows_each_country_once(world):
    routes = one_of_each_country(plan(300, 1, world, "uniform", (1, 1)), 50)

    assert len({route.country_code for route in routes}) == len(routes) == 50


@pytest.mark.parametrize("name", ["sheet.png", "sheet.jpg"])
def test_sheet_is_written_in_the_format_of_its_name(world, tmp_path, name):
    shown = write_sheet(tmp_path / name, world, 1, grey)

    with Image.open(tmp_path / name) as image:
        assert image.format == {"png": "PNG", "jpg": "JPEG"}[name[-3:]]
    assert shown == 50
