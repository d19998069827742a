"""A contact sheet: one photo from each of many countries, side by side."""

import unicodedata
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from predictor.planet.drawing import Draw
from predictor.planet.plan import Plan, plan
from predictor.planet.route import Route
from predictor.planet.shots import shot_of
from predictor.planet.world import World

PHOTOS: Final = 50
COLUMNS: Final = 10
TILE_PX: Final = (240, 192)
CAPTION_PX: Final = 16
GAP_PX: Final = 3
PAPER: Final = "#f4f2ee"
INK: Final = "#333333"
# Single photos, countries alike: two of each, so that nearly all have a first one.
PLANNED: Final = 300
JPEG_QUALITY: Final = 78


def one_of_each_country(planned: Plan, count: int = PHOTOS) -> list[Route]:
    """The first drive of each of the first `count` countries."""
    first: dict[str, Route] = {}
    for route in planned.routes:
        first.setdefault(route.country_code, route)
    return list(first.values())[:count]


def paste(tiles: Iterable[tuple[bytes, str]], columns: int = COLUMNS) -> Image.Image:
    """Tiles in rows; an empty caption leaves no room for one."""
    listed = list(tiles)
    caption_px = CAPTION_PX if any(caption for _, caption in listed) else 0
    width, height = TILE_PX[0] + GAP_PX, TILE_PX[1] + caption_px + GAP_PX
    rows = -(-len(listed) // columns)
    image = Image.new("RGB", (columns * width + GAP_PX, rows * height + GAP_PX), PAPER)
    pen = ImageDraw.Draw(image)
    for number, (jpeg, caption) in enumerate(listed):
        left = GAP_PX + number % columns * width
        top = GAP_PX + number // columns * height
        with Image.open(BytesIO(jpeg)) as photo:
            image.paste(photo.resize(TILE_PX, Image.Resampling.LANCZOS), (left, top))
        pen.text((left + 2, top + TILE_PX[1]), caption, INK, ImageFont.load_default(CAPTION_PX - 4))
    return image


def tiles(routes: Sequence[Route], draw: Draw, captions: bool) -> Iterable[tuple[bytes, str]]:
    for route in routes:
        shot = shot_of(route, len(route) // 2)
        yield draw(shot), _plain(shot.country.name) if captions else ""


def _plain(name: str) -> str:
    """Without accents: the font that comes with the image library has none."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def write_sheet(path: Path, world: World, seed: int, draw: Draw, captions: bool = True) -> int:
    """How many countries the sheet shows; the file's ending says its format."""
    routes = one_of_each_country(plan(PLANNED, seed, world, mix="uniform", lengths=(1, 1)))
    paste(tiles(routes, draw, captions)).save(path, quality=JPEG_QUALITY, optimize=True)
    return len(routes)
