"""Photos for tests: small pictures with a known place."""

import io

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from predictor.geodesy import LatLng
from predictor.models import Photo, Region, Split
from predictor.models.points import to_point

LYON = LatLng(45.76, 4.84)


def jpeg(width=640, height=512, colour="steelblue", exif=b""):
    """A sky, a field and a road: enough to see that it is the right way up."""
    picture = Image.new("RGB", (width, height), colour)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, height * 0.55, width, height), fill="olivedrab")
    road = [(width * 0.3, height), (width * 0.48, height * 0.55), (width * 0.52, height * 0.55)]
    draw.polygon([*road, (width * 0.7, height)], fill="dimgray")
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif)
    return file.getvalue()


def add_photo(name, latlng=LYON, split=Split.TRAIN, region=None, body=None, **fields):
    photo = Photo(
        dataset="album",
        source_id=name,
        point=to_point(latlng),
        split=split,
        region=region,
        **fields,
    )
    photo.width, photo.height = 640, 512
    photo.file.save(f"{name}.jpg", ContentFile(body or jpeg()), save=False)
    photo.save()
    return photo


def add_region(code, name, parent=None):
    """A region of one square degree."""
    square = "MULTIPOLYGON (((4 45, 5 45, 5 46, 4 46, 4 45)))"
    return Region.objects.create(
        level=1 if parent else 0,
        code=code,
        name=name,
        parent=parent,
        country_code=code[:2],
        geom=f"SRID=4326;{square}",
    )
