"""Which pictures look alike: a 63-bit hash of the coarse form (pHash), and a look at the detail."""

import io
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from predictor.geodesy import Floats

SIDE: Final = 32
FREQUENCIES: Final = 8
BLOCK: Final = 4  # pixels: what is coarser than that is not detail
# JPEG decodes to an eighth and more of its size at little cost; 32 pixels need no more.
DRAFT: Final = (4 * SIDE, 4 * SIDE)
# Grey levels. A black frame or bare fog has no form: its hash would be that of its noise.
FLAT: Final = 2.0
SAYS_NOTHING: Final = 0
# Of the detail of two pictures. Measured in docs/evaluation.md.
ALIKE: Final = 0.92

Thumbnail = NDArray[np.uint8]


def thumbnail(picture: bytes) -> Thumbnail:
    """32 x 32 grey levels, whatever the shape of the picture."""
    with Image.open(io.BytesIO(picture)) as image:
        image.draft("L", DRAFT)
        small = image.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX)
    return np.asarray(small, dtype=np.uint8)


def cosines() -> Floats:
    """The first rows of the orthonormal DCT-II matrix."""
    k, n = np.arange(FREQUENCIES)[:, None], np.arange(SIDE)[None, :]
    rows = np.sqrt(2.0 / SIDE) * np.cos(np.pi * (2 * n + 1) * k / (2 * SIDE))
    rows[0] /= np.sqrt(2.0)
    matrix: Floats = rows.astype(np.float64)
    return matrix


COSINES: Final = cosines()


def perceptual_hash(small: Thumbnail) -> int:
    """Which of the 63 low frequencies exceed their median; 31 bits are set, so never zero."""
    grey = small.astype(np.float64)
    if float(grey.std()) < FLAT:
        return SAYS_NOTHING
    spectrum = (COSINES @ grey @ COSINES.T).ravel()[1:]  # without the mean brightness
    bits = spectrum > np.median(spectrum)
    return int(np.packbits(np.concatenate([[False], bits])).view(">u8")[0])


def hash_of(picture: bytes) -> int:
    return perceptual_hash(thumbnail(picture))


def detail(small: Thumbnail) -> Floats:
    """What is left of the grey levels without the mean of each block, as a unit vector."""
    grey = small.astype(np.float64)
    blocks = SIDE // BLOCK
    means = grey.reshape(blocks, BLOCK, blocks, BLOCK).mean(axis=(1, 3))
    rest = (grey - np.kron(means, np.ones((BLOCK, BLOCK)))).ravel()
    length = float(np.linalg.norm(rest))
    unit: Floats = rest / length if length > 0.0 else rest
    return unit


def look_alike(a: Thumbnail, b: Thumbnail) -> bool:
    return float(detail(a) @ detail(b)) >= ALIKE
