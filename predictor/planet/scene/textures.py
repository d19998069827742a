"""Tileable noise, made once per process: grain of the ground, of clouds and of the sensor."""

from functools import lru_cache
from typing import Any, Final

import numpy as np
import skia
from numpy.typing import NDArray

Noise = NDArray[np.float32]
TILE_PX: Final = 256
SMOOTH: Final = skia.SamplingOptions(skia.FilterMode.kLinear)
SOFT: Final = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kNearest)


@lru_cache(maxsize=32)
def cloudy_noise(size: int, roughness: float, seed: int) -> Noise:
    """Tileable 1/f noise with zero mean and unit deviation; roughness 0 is white noise."""
    white = np.random.default_rng(seed).standard_normal((size, size))
    frequency = np.hypot(*np.meshgrid(np.fft.fftfreq(size), np.fft.fftfreq(size)))
    frequency[0, 0] = np.inf
    field = np.fft.ifft2(np.fft.fft2(white) * frequency**-roughness).real
    noise: Noise = ((field - field.mean()) / field.std()).astype(np.float32)
    return noise


def image_of(rgba: NDArray[np.uint8]) -> Any:
    """A Skia image of unpremultiplied RGBA bytes."""
    pixels = np.ascontiguousarray(rgba)
    return skia.Image.fromarray(pixels, skia.ColorType.kRGBA_8888_ColorType)


def tiled_paint(rgba: NDArray[np.uint8]) -> Any:
    """Paint that repeats the tile. Keep it: giving a paint its shader costs milliseconds."""
    repeat = skia.TileMode.kRepeat
    paint = skia.Paint(Shader=image_of(rgba).makeShader(repeat, repeat, SMOOTH))
    paint.setAntiAlias(False)
    return paint


def speckles(noise: Noise, strength: float) -> NDArray[np.uint8]:
    """Dark where the noise is low, bright where it is high, clear in between."""
    alpha = np.clip(np.abs(noise) * strength, 0, 1) * 255
    shade = np.where(noise > 0, 255, 0)
    return np.stack([shade, shade, shade, alpha], axis=-1).astype(np.uint8)


@lru_cache(maxsize=8)
def ground_paint(kind: str) -> Any:
    roughness, strength = {
        "grass": (0.55, 0.22),
        "soil": (0.8, 0.16),
        "asphalt": (0.25, 0.10),
        "gravel": (0.35, 0.2),
        "snow": (1.1, 0.05),
    }[kind]
    return tiled_paint(speckles(cloudy_noise(TILE_PX, roughness, len(kind)), strength))


@lru_cache(maxsize=4)
def veil_paint(kind: str) -> Any:
    """White clouds for a sky plane: torn, thin or closed."""
    roughness, low, high = {
        "cirrus": (1.25, 0.2, 2.6),
        "patches": (1.35, 0.5, 1.3),
        "closed": (1.3, -2.4, 2.4),
    }[kind]
    noise = cloudy_noise(512, roughness, 77 + len(kind))
    share = np.clip((noise - low) / (high - low), 0, 1)
    alpha = share * share * (3 - 2 * share) * 255
    white = np.full_like(alpha, 255)
    return tiled_paint(np.stack([white, white, white, alpha], axis=-1).astype(np.uint8))


@lru_cache(maxsize=4)
def sensor_image(width: int, height: int) -> Any:
    """Coloured grain, ready to be blitted pixel by pixel, which no blend of a paint can match."""
    rng = np.random.default_rng(3)
    luma = rng.standard_normal((height, width, 1))
    chroma = luma + 0.6 * rng.standard_normal((height, width, 3))
    bright = np.where(chroma > 0, 255, 0)
    alpha = np.clip(np.abs(luma) * 110, 0, 255)
    surface = skia.Surface(width, height)
    rgba = np.concatenate([bright, alpha], axis=-1).astype(np.uint8)
    surface.getCanvas().drawImage(image_of(rgba), 0, 0)
    return surface.makeImageSnapshot()
