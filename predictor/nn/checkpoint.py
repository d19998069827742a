"""A locator's file: weights, recipe, preprocessing and the hash of the cells, in one safetensors.

The encoder is always inside, its matrices in half precision, so that the file alone can be moved.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import safetensors.torch
import torch

from predictor.config import Recipe
from predictor.errors import HomingError
from predictor.nn import weights
from predictor.nn.backbone import Backbone, Preprocess, Tower, rebuild
from predictor.nn.heads import Heads, HeadShape
from predictor.nn.train import HeadWeights
from predictor.nn.training import Epoch
from predictor.nn.weights import StateDict
from predictor.recipes.reader import from_table
from predictor.whole_files import write_whole

FORMAT: Final = 1
KEY: Final = "homing"
BACKBONE: Final = "backbone."
HEAD: Final = "head."
HALF_MOST: Final = 65_504.0  # the largest number of half precision
REMEDY: Final = "fit the recipe again"


class CheckpointError(HomingError):
    """A locator's file that cannot be used."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    recipe: Recipe
    backbone: Backbone
    head: HeadWeights
    cell_set_hash: str
    weights_digest: str  # of the weights that the encoder started from
    code_version: str = ""


def save(path: Path, checkpoint: Checkpoint) -> None:
    """There is the whole file or none, also when the machine stops meanwhile."""
    write_whole(path, packed(checkpoint))


def packed(checkpoint: Checkpoint) -> bytes:
    backbone = {
        BACKBONE + name: halved(tensor) for name, tensor in checkpoint.backbone.state_dict().items()
    }
    head = {HEAD + name: tensor for name, tensor in checkpoint.head.state.items()}
    note = {KEY: json.dumps(description(checkpoint))}
    content: bytes = safetensors.torch.save(backbone | head, metadata=note)
    return content


def halved(tensor: torch.Tensor) -> torch.Tensor:
    """Matrices only: norms and their statistics are small and need their range."""
    tensor = tensor.detach().cpu().contiguous()
    small = tensor.ndim < 2 or not tensor.is_floating_point()
    return tensor if small or tensor.abs().max() > HALF_MOST else tensor.half()


def description(checkpoint: Checkpoint) -> dict[str, Any]:
    head, backbone = checkpoint.head, checkpoint.backbone
    return {
        "format": FORMAT,
        "code_version": checkpoint.code_version,
        "recipe": asdict(checkpoint.recipe),
        "cell_set_hash": checkpoint.cell_set_hash,
        "weights_digest": checkpoint.weights_digest,
        "tower": asdict(backbone.tower),
        "preprocess": backbone.preprocess.to_json(),
        "output": backbone.output,
        "head": head.shape.to_json(),
        "temperature": head.temperature,
        "history": [asdict(epoch) for epoch in head.history],
    }


def load(path: Path, cell_set_hash: str) -> Checkpoint:
    """On the CPU, in eval mode; refuses a file that was made for other cells."""
    if not path.is_file():
        raise CheckpointError(f"There is no checkpoint {path}; {REMEDY}.")
    note = read_description(path)
    fitted_for = str(note.get("cell_set_hash"))
    if fitted_for != cell_set_hash:
        raise CheckpointError(
            f"{path} was fitted for the cells {fitted_for[:12]}, not for"
            f" {cell_set_hash[:12]}: its answers would name wrong places; {REMEDY}."
        )
    state = weights.read(path)
    try:
        return assembled(path, note, state)
    except (KeyError, TypeError, RuntimeError) as error:
        raise CheckpointError(
            f"{path} lacks a part ({weights.first_line(error)}); {REMEDY}."
        ) from error


def read_description(path: Path) -> dict[str, Any]:
    """What the file says of itself, without reading its weights."""
    text = weights.metadata(path).get(KEY)
    if text is None:
        raise CheckpointError(f"{path} holds weights but no locator; {REMEDY}.")
    note: dict[str, Any] = json.loads(text)
    if note.get("format") != FORMAT:
        raise CheckpointError(
            f"{path} is of format {note.get('format')}, this version reads {FORMAT};"
            f" use the version that wrote it ({note.get('code_version') or 'unknown'}) or {REMEDY}."
        )
    return note


def assembled(path: Path, note: Mapping[str, Any], state: StateDict) -> Checkpoint:
    preprocess = Preprocess.from_json(note["preprocess"])
    backbone = rebuild(Tower(**note["tower"]), preprocess, note["output"])
    weights.load_strictly(backbone, part(state, BACKBONE), f"the encoder in {path}")
    head = HeadWeights(
        HeadShape.from_json(note["head"]),
        part(state, HEAD),
        note["temperature"],
        tuple(Epoch(**epoch) for epoch in note["history"]),
    )
    weights.load_strictly(Heads(head.shape), head.state, f"the head in {path}")
    return Checkpoint(
        recipe=from_table(note["recipe"], str(path)),
        backbone=backbone,
        head=head,
        cell_set_hash=note["cell_set_hash"],
        weights_digest=note["weights_digest"],
        code_version=note["code_version"],
    )


def part(state: StateDict, prefix: str) -> StateDict:
    return {
        name.removeprefix(prefix): tensor
        for name, tensor in state.items()
        if name.startswith(prefix)
    }
