"""Looking at drawn pictures: pixels, small thumbnails and the distance between two of them."""

import io

import numpy as np
from PIL import Image

from predictor.planet.scene import draw
from predictor.planet.shot import Shot


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg))


def pixels(shot: Shot) -> np.ndarray:
    return np.asarray(opened(draw(shot)).convert("RGB")).astype(float)


def thumbnail(shot: Shot) -> np.ndarray:
    """What is below the sky, small, with exposure and contrast evened out."""
    small = np.asarray(opened(draw(shot)).convert("L").resize((32, 26))).astype(float)[8:]
    return (small - small.mean()) / small.std()


def unlikeness(a: Shot, b: Shot) -> float:
    """Mean absolute difference of thumbnails, in standard deviations."""
    return float(np.abs(thumbnail(a) - thumbnail(b)).mean())
