"""Finds and reads files of weights; nothing here asks the network."""

import hashlib
import json
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import safetensors.torch
import torch
from huggingface_hub import try_to_load_from_cache
from safetensors import SafetensorError, safe_open
from torch import nn

from predictor.errors import HomingError

StateDict = dict[str, torch.Tensor]

SHIPPED: Final = "shipped:"
SHIPPED_FOLDER: Final = Path(__file__).parents[1] / "data" / "weights"
SUFFIXES: Final = (".safetensors", ".pt", ".pth", ".bin")
# The names under which published open_clip repositories keep their weights.
HUB_FILES: Final = ("open_clip_model.safetensors", "open_clip_pytorch_model.bin")
UNREADABLE: Final = (
    SafetensorError,
    RuntimeError,
    pickle.UnpicklingError,
    EOFError,
    KeyError,
    ValueError,
)


class WeightsError(HomingError):
    """Weights that are not there, cannot be read or belong to something else."""


def shipped_file(name: str) -> Path:
    path = SHIPPED_FOLDER / f"{name}.safetensors"
    if path.is_file():
        return path
    there = ", ".join(sorted(file.stem for file in SHIPPED_FOLDER.glob("*.safetensors"))) or "none"
    raise WeightsError(f"No weights named {name!r} are shipped; there are: {there}.")


def named_file(path: Path) -> Path:
    if path.suffix not in SUFFIXES:
        raise WeightsError(f"{path} is no file of weights: it must end in {', '.join(SUFFIXES)}.")
    if not path.is_file():
        raise WeightsError(f"There is no file {path}; correct the recipe's encoder.weights.")
    return path


def cached_file(source: Mapping[str, Any]) -> Path | None:
    """Where open_clip has put published weights that somebody downloaded before."""
    if url := source.get("url"):
        path = Path.home() / ".cache" / "clip" / Path(url).name
        if path.is_file():
            return path
    repository, _, file = str(source.get("hf_hub") or "").rpartition("/")
    if not repository:
        return None
    found = (try_to_load_from_cache(repository, name) for name in ([file] if file else HUB_FILES))
    return next((Path(path) for path in found if isinstance(path, str)), None)


def read(path: Path) -> StateDict:
    try:
        if path.suffix == ".safetensors":
            return safetensors.torch.load_file(path)
        content = torch.load(path, map_location="cpu", weights_only=True)
    except UNREADABLE as error:
        raise WeightsError(
            f"{path} cannot be read as weights ({first_line(error)});"
            " it is cut short or something else: copy it again."
        ) from error
    return tensors_in(content, path)


def tensors_in(content: object, path: Path) -> StateDict:
    """Trainers wrap their weights in a larger dict, DDP puts `module.` before each name."""
    inner = content.get("state_dict", content) if isinstance(content, dict) else content
    if not isinstance(inner, dict) or not all(torch.is_tensor(value) for value in inner.values()):
        raise WeightsError(f"{path} holds no state dict; save model.state_dict() there.")
    return {str(name).removeprefix("module."): tensor for name, tensor in inner.items()}


def metadata(path: Path) -> dict[str, str]:
    """What was written beside the tensors of a .safetensors file; empty for other files."""
    if path.suffix != ".safetensors":
        return {}
    try:
        with safe_open(path, framework="pt") as file:
            return dict(file.metadata() or {})
    except SafetensorError as error:
        raise WeightsError(
            f"{path} cannot be read as weights ({first_line(error)}); copy it again."
        ) from error


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def json_beside(path: Path, name: str) -> dict[str, Any]:
    """Hugging Face folders describe a model in JSON files next to its weights."""
    neighbour = path.parent / name
    if not neighbour.is_file():
        return {}
    try:
        values = json.loads(neighbour.read_text(encoding="utf-8"))
    except ValueError as error:
        raise WeightsError(f"{neighbour} is not JSON ({error}); copy it again.") from error
    return values if isinstance(values, dict) else {}


def load_strictly(module: nn.Module, state: StateDict, what: str) -> None:
    own = module.state_dict()
    missing, foreign = sorted(own.keys() - state.keys()), sorted(state.keys() - own.keys())
    reshaped = [
        f"{name} {tuple(state[name].shape)} for {tuple(own[name].shape)}"
        for name in own
        if name in state and own[name].shape != state[name].shape
    ]
    if missing or foreign or reshaped:
        example = (missing or foreign or reshaped)[0]
        raise WeightsError(
            f"Cannot load {what}: {len(missing)} tensors are missing, {len(foreign)} are foreign,"
            f" {len(reshaped)} have another shape (first: {example});"
            " the recipe's encoder.architecture must be the one the weights were trained with."
        )
    module.load_state_dict(state)


def first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)[:160]
