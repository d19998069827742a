"""Both trained towers in one file: half precision, with vocabulary and preprocessing beside."""

import json
from pathlib import Path
from typing import Any, Final

import safetensors.torch
from torch import nn

from predictor.nn import weights
from predictor.nn.backbone import Preprocess, byte_pairs, create_clip
from predictor.nn.checkpoint import halved
from predictor.nn.language import Language
from predictor.nn.vocabulary import Vocabulary, VocabularyError
from predictor.whole_files import write_whole

PREPROCESS: Final = "preprocess"  # backbone.py looks for it under this name
VOCABULARY: Final = "vocabulary"


def save_towers(
    path: Path, clip: nn.Module, preprocess: Preprocess, vocabulary: Vocabulary
) -> None:
    state = {name: halved(tensor) for name, tensor in clip.state_dict().items()}
    note = {
        PREPROCESS: json.dumps(preprocess.to_json()),
        VOCABULARY: json.dumps(vocabulary.to_json(), separators=(",", ":")),
    }
    write_whole(path, safetensors.torch.save(state, metadata=note))


def load_towers(architecture: str, path: Path) -> tuple[nn.Module, Language]:
    """The CLIP model in eval mode and the words it knows."""
    note = weights.metadata(weights.named_file(path)).get(VOCABULARY)
    if note is None:
        raise VocabularyError(
            f"{path} holds no vocabulary: its text tower cannot be used; pretrain writes one."
        )
    values: dict[str, Any] = json.loads(note)
    clip = create_clip(architecture, str(path))
    return clip, Language(Vocabulary.from_json(values), byte_pairs().encode)
