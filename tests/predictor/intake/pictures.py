"""Pictures made up for the tests: small, all different, with the EXIF that a test asks for."""

import io
from pathlib import Path

import numpy as np
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

SAMPLES = Path(__file__).parents[4] / "shared" / "data" / "photos"
PARIS = (48.8566, 2.3522)
THUMBNAIL = b"\xff\xd8THUMBNAIL-BYTES\xff\xd9"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRET-PLACE</x:xmpmeta>"


def pixels(seed=0, size=(64, 48)):
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 255, (4, 4, 3), dtype=np.uint8)
    return Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)


def sexagesimal(degrees):
    whole = int(abs(degrees))
    minutes = (abs(degrees) - whole) * 60
    return (float(whole), float(int(minutes)), round((minutes - int(minutes)) * 60, 4))


def gps_of(lat, lng):
    return {
        GPS.GPSLatitudeRef: "N" if lat >= 0 else "S",
        GPS.GPSLatitude: sexagesimal(lat),
        GPS.GPSLongitudeRef: "E" if lng >= 0 else "W",
        GPS.GPSLongitude: sexagesimal(lng),
    }


def exif_of(place=None, taken="", orientation=1, **gps):
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    if place:
        exif.get_ifd(IFD.GPSInfo).update(gps_of(*place))
    exif.get_ifd(IFD.GPSInfo).update({GPS[name]: value for name, value in gps.items()})
    if taken:
        exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = taken
    return exif


def picture(place=None, seed=0, size=(64, 48), kind="JPEG", exif=None, **options):
    out = io.BytesIO()
    exif = exif_of(place) if exif is None else exif
    pixels(seed, size).save(out, kind, exif=exif, **options)
    return out.getvalue()


def fill(folder, places):
    """One JPEG per place; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:03}.jpg" for number in range(len(places))]
    for number, (path, place) in enumerate(zip(paths, places, strict=True)):
        path.write_bytes(picture(place, seed=number))
    return paths
