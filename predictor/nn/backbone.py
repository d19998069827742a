"""The encoder of pictures: any architecture of open_clip (imported only here) or one of ours."""

import difflib
import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Self

import open_clip
import torch
from open_clip.convert import convert_state_dict
from open_clip.model import convert_to_custom_text_state_dict
from open_clip.transform import PreprocessCfg
from torch import nn

from predictor.config import Encoder, Output
from predictor.errors import HomingError
from predictor.nn import convert, weights
from predictor.nn.preprocess import Preprocess

__all__ = [
    "AMP_DTYPE",
    "Backbone",
    "EncoderError",
    "Preprocess",
    "Tower",
    "create",
    "create_clip",
    "device",
    "rebuild",
    "weights_digest",
]

OWN_ARCHITECTURES: Final = Path(__file__).parent / "architectures"
AMP_DTYPE: Final = torch.bfloat16
RANDOM: Final = "random"  # `random:SEED`: an untrained encoder, for tests and controls
LISTED_NAMES: Final = 4


class EncoderError(HomingError):
    """An architecture that is not known or cannot do what the recipe asks."""


def device() -> torch.device:
    """The accelerator when there is one: everything that computes asks here."""
    return torch.accelerator.current_accelerator(check_available=True) or torch.device("cpu")


@dataclass(frozen=True, slots=True)
class Tower:
    """What an image tower is built from: it stays buildable when a name changes its meaning."""

    architecture: str
    width: int  # of the projection
    vision: dict[str, Any]
    quick_gelu: bool = False

    @classmethod
    def of(cls, architecture: str) -> Self:
        config = architecture_config(architecture)
        vision = config["vision_cfg"] | {"timm_model_pretrained": False}
        quick_gelu = bool(config.get("quick_gelu", False))
        return cls(architecture, int(config["embed_dim"]), vision, quick_gelu)


class Backbone(nn.Module):
    """Images in, one row of `dimension` numbers each: not normalised, callers do that."""

    def __init__(
        self, visual: nn.Module, tower: Tower, preprocess: Preprocess, output: Output
    ) -> None:
        super().__init__()
        self.visual = visual
        self.tower = tower
        self.preprocess = preprocess
        self.output = output
        self.dimension = tower.width if output == "projection" else token_width(self)

    def forward(self, images_BCHW: torch.Tensor) -> torch.Tensor:
        if self.output == "tokens":
            return mean_token(self.visual, images_BCHW)
        features = self.visual(images_BCHW)
        # CoCa's tower gives its tokens too.
        embeddings_BD: torch.Tensor = features[0] if isinstance(features, tuple) else features
        return embeddings_BD


def mean_token(visual: nn.Module, images_BCHW: torch.Tensor) -> torch.Tensor:
    """Mean over the last layer's patches, as PIGEON; over the last map of a CNN tower."""
    intermediates: dict[str, list[torch.Tensor]] = visual.forward_intermediates(  # type: ignore[operator]
        images_BCHW, indices=1, intermediates_only=True, output_fmt="NCHW"
    )
    return intermediates["image_intermediates"][-1].mean(dim=(2, 3))


def create(encoder: Encoder) -> Backbone:
    """On the CPU and in eval mode; the caller moves it to `device()`."""
    clip = create_clip(encoder.architecture, encoder.weights)
    return image_backbone(clip, encoder.architecture, encoder.output)


def image_backbone(clip: nn.Module, architecture: str, output: Output) -> Backbone:
    """The image tower of a CLIP model; the text tower may go."""
    preprocess = Preprocess.from_json(open_clip.get_model_preprocess_cfg(clip))
    visual: nn.Module = clip.visual  # type: ignore[assignment]
    return Backbone(visual, Tower.of(architecture), preprocess, output).eval()


def rebuild(tower: Tower, preprocess: Preprocess, output: Output) -> Backbone:
    """Untrained, from a checkpoint's description; the text tower is as small as one can be."""
    sizes = {"context_length": 2, "vocab_size": 2, "width": 8, "heads": 1, "layers": 1}
    clip = open_clip.CLIP(tower.width, dict(tower.vision), sizes, quick_gelu=tower.quick_gelu)
    return Backbone(clip.visual, tower, preprocess, output).eval()


def token_width(backbone: Backbone) -> int:
    images = torch.zeros(1, 3, *backbone.preprocess.size)
    try:
        with torch.inference_mode():
            return mean_token(backbone.visual.eval(), images).shape[1]
    except (AttributeError, NotImplementedError, TypeError) as error:
        raise EncoderError(
            f"{backbone.tower.architecture} does not show its patch tokens;"
            ' write output = "projection" in the recipe\'s encoder.'
        ) from error


def create_clip(architecture: str, source: str = f"{RANDOM}:1") -> nn.Module:
    """Both towers of an open_clip CLIP model, on the CPU, in eval mode.

    `source`: `random:SEED`, an open_clip tag, `shipped:NAME` or a path.
    """
    if source.partition(":")[0] == RANDOM:
        return build(architecture, seed=random_seed(source))
    path = find_weights(architecture, source)
    described = weights.json_beside(path, "config.json").get("vision_config", {})
    if "hidden_act" in described:
        check_activation(architecture, source, described["hidden_act"] == "quick_gelu")
    clip = build(architecture, seed=1)
    load(clip, weights.read(path), f"{path} as {architecture}")
    open_clip.set_model_preprocess_cfg(
        clip,
        open_clip.get_model_preprocess_cfg(clip) | known_preprocess(architecture, source, path),
    )
    return clip


def random_seed(source: str) -> int:
    _, _, seed = source.partition(":")
    if seed and not seed.isdecimal():
        raise EncoderError(f"Weights {source!r}: write random:SEED with a whole number.")
    return int(seed or 1)


def build(architecture: str, seed: int) -> nn.Module:
    """Untrained. open_clip's own factory would fetch parts from the network and log at length."""
    config = architecture_config(architecture)
    custom_text = config.pop("custom_text", False)
    model_class = open_clip.CustomTextCLIP if custom_text else open_clip.CLIP
    if "multimodal_cfg" in config:
        model_class = open_clip.CoCa
    config["vision_cfg"]["timm_model_pretrained"] = False
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        clip: nn.Module = model_class(**config)
    visual: Any = clip.visual
    size = {"size": visual.image_size}
    preprocess = asdict(PreprocessCfg()) | own_description(architecture).get("preprocess_cfg", {})
    open_clip.set_model_preprocess_cfg(clip, preprocess | size)
    return clip.eval()


def own_description(architecture: str) -> dict[str, Any]:
    """In open_clip's layout of a model folder: model_cfg and preprocess_cfg."""
    file = OWN_ARCHITECTURES / f"{architecture}.json"
    if architecture not in own_architectures():
        return {}
    description: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return description


def own_architectures() -> list[str]:
    return sorted(file.stem for file in OWN_ARCHITECTURES.glob("*.json"))


def architecture_config(architecture: str) -> dict[str, Any]:
    """Sizes of both towers, the caller's own copy."""
    if own := own_description(architecture):
        config: dict[str, Any] = own["model_cfg"]
        return config
    name, known = architecture.replace("/", "-"), open_clip.list_models()
    if name not in known:
        near = difflib.get_close_matches(name, known, LISTED_NAMES, cutoff=0.4)
        raise EncoderError(
            f"Unknown architecture {architecture!r};"
            f" near names: {', '.join([*near, *own_architectures()])}."
        )
    config = open_clip.get_model_config(name)
    if "hf_model_name" in config["text_cfg"]:
        raise EncoderError(
            f"{architecture} takes its text tower from a hub at every start;"
            " choose an architecture that open_clip builds itself, such as ViT-B-32."
        )
    return config


def weights_digest(encoder: Encoder) -> str:
    """Of the file's bytes; equal digests mean equal weights."""
    if encoder.weights.partition(":")[0] == RANDOM:
        return f"{RANDOM}:{random_seed(encoder.weights)}"
    return weights.sha256(find_weights(encoder.architecture, encoder.weights))


def find_weights(architecture: str, source: str) -> Path:
    if source.startswith(weights.SHIPPED):
        return weights.shipped_file(source.removeprefix(weights.SHIPPED))
    if "/" in source or source.endswith(weights.SUFFIXES):
        return weights.named_file(Path(source))
    return published_file(architecture, source)


def published_file(architecture: str, tag: str) -> Path:
    name = architecture.replace("/", "-")
    architecture_config(architecture)  # an unknown architecture is the first thing to say
    published = open_clip.get_pretrained_cfg(name, tag)
    if not published:
        tags = open_clip.list_pretrained_tags_by_model(name)
        near = difflib.get_close_matches(tag, tags, LISTED_NAMES, cutoff=0.0)
        raise weights.WeightsError(
            f"{architecture} has no weights tagged {tag!r};"
            f" near names: {', '.join(near) or 'none'}, shipped:NAME, or the path of a file."
        )
    check_activation(architecture, tag, bool(published.get("quick_gelu", False)))
    path = weights.cached_file(published)
    if path is None:
        raise weights.WeightsError(
            f"The weights {tag!r} of {architecture} are not on this machine; download them once:"
            f' python -c "import open_clip; open_clip.create_model({name!r}, {tag!r})".'
        )
    return path


def check_activation(architecture: str, source: str, trained_with_quick: bool) -> None:
    """Weights trained with QuickGELU under GELU give plausible, wrong embeddings."""
    if trained_with_quick == bool(architecture_config(architecture).get("quick_gelu", False)):
        return
    plain = architecture.removesuffix("-quickgelu")
    raise EncoderError(
        f"{source} was trained with {'QuickGELU' if trained_with_quick else 'GELU'} and"
        f" {architecture} is built with the other;"
        f" use the architecture {plain}{'-quickgelu' if trained_with_quick else ''}."
    )


def known_preprocess(architecture: str, source: str, path: Path) -> dict[str, Any]:
    """From the file's own metadata, its Hugging Face neighbour or open_clip's list of tags."""
    written = weights.metadata(path).get("preprocess")
    if written:
        return Preprocess.from_json(json.loads(written)).to_json()
    published = open_clip.get_pretrained_cfg(architecture.replace("/", "-"), source) or {}
    beside = weights.json_beside(path, "preprocessor_config.json")
    known = {"mean": beside.get("image_mean"), "std": beside.get("image_std")} | {
        key: published[key]
        for key in ("mean", "std", "interpolation", "resize_mode")
        if key in published
    }
    return {key: value for key, value in known.items() if value is not None}


def load(clip: nn.Module, state: weights.StateDict, what: str) -> None:
    """Every tensor must find its place, both ways."""
    if convert.is_hugging_face(state):
        state = convert.to_open_clip(state)
    state = convert_state_dict(clip, state)
    if not hasattr(clip, "positional_embedding"):
        state = convert_to_custom_text_state_dict(state)
    weights.load_strictly(clip, state, what)


@lru_cache(maxsize=1)
def byte_pairs() -> open_clip.SimpleTokenizer:
    """CLIP's tokenizer; vocabulary.py keeps the part of it that captions use."""
    return open_clip.SimpleTokenizer()
