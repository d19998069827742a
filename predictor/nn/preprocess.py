"""What an encoder does to a picture before it looks; it travels with the weights as JSON."""

from dataclasses import asdict, dataclass
from typing import Any, Literal, Self, get_args

import numpy as np
import torch
from PIL import Image

from predictor.errors import HomingError

ResizeMode = Literal["squash", "shortest", "longest"]
Interpolation = Literal["bicubic", "bilinear"]
RESAMPLING = {
    "bicubic": Image.Resampling.BICUBIC,
    "bilinear": Image.Resampling.BILINEAR,
}


class PreprocessError(HomingError):
    """A description of preprocessing that cannot be followed."""


@dataclass(frozen=True, slots=True)
class Preprocess:
    """PIL image -> float32 tensor (3, height, width), normalised per channel."""

    size: tuple[int, int]  # height, width
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    resize_mode: ResizeMode = "shortest"
    interpolation: Interpolation = "bicubic"

    def __post_init__(self) -> None:
        for value, allowed in (
            (self.resize_mode, get_args(ResizeMode)),
            (self.interpolation, get_args(Interpolation)),
        ):
            if value not in allowed:
                raise PreprocessError(
                    f"The preprocessing says {value!r}; it must be one of {', '.join(allowed)}."
                )

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """Size is a number or (height, width); keys of other programs are ignored."""
        try:
            height, width = square(values["size"])
            mean, std = triple(values["mean"]), triple(values["std"])
        except (KeyError, TypeError, ValueError) as error:
            raise PreprocessError(
                f"The preprocessing {values!r} needs size, mean and std ({error!r});"
                " write it as Preprocess.to_json does."
            ) from error
        return cls(
            size=(height, width),
            mean=mean,
            std=std,
            resize_mode=values.get("resize_mode", "shortest"),
            interpolation=values.get("interpolation", "bicubic"),
        )

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def __call__(self, image: Image.Image) -> torch.Tensor:
        pixels = np.asarray(self.fitted(image.convert("RGB")), dtype=np.float32) / 255.0
        normal = (pixels - np.array(self.mean, np.float32)) / np.array(self.std, np.float32)
        return torch.from_numpy(np.ascontiguousarray(normal.transpose(2, 0, 1)))

    def fitted(self, image: Image.Image) -> Image.Image:
        """Exactly `size`: squashed, or scaled and then cropped or padded around the middle."""
        height, width = self.size
        resampling = RESAMPLING[self.interpolation]
        if self.resize_mode == "squash":
            return image.resize((width, height), resampling)
        ratios = (width / image.width, height / image.height)
        scale = max(ratios) if self.resize_mode == "shortest" else min(ratios)
        scaled = image.resize(scaled_size(image, scale, self.resize_mode), resampling)
        left, top = first_pixel(scaled.width, width), first_pixel(scaled.height, height)
        return scaled.crop((left, top, left + width, top + height))


def scaled_size(image: Image.Image, scale: float, mode: ResizeMode) -> tuple[int, int]:
    # Rounding as torchvision's Resize and open_clip's ResizeKeepRatio do, to the pixel.
    if mode == "longest":
        return max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return max(1, int(image.width * scale + 1e-6)), max(1, int(image.height * scale + 1e-6))


def first_pixel(there: int, wanted: int) -> int:
    """Of the middle; negative where a margin has to be added, the smaller half in front."""
    return round((there - wanted) / 2) if there >= wanted else -((wanted - there) // 2)


def square(size: int | list[int] | tuple[int, ...]) -> tuple[int, int]:
    height, width = (size, size) if isinstance(size, int) else size
    return int(height), int(width)


def triple(values: list[float]) -> tuple[float, float, float]:
    red, green, blue = values
    return float(red), float(green), float(blue)
