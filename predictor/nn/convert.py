"""Renames a Hugging Face CLIP state dict (StreetCLIP's format) to open_clip's names."""

import re
from typing import Final

import torch

from predictor.nn.weights import StateDict

MARK: Final = "vision_model.embeddings.class_embedding"
# Hugging Face spells this one without its "y".
RENAMED: Final = {
    "logit_scale": "logit_scale",
    "vision_model.embeddings.class_embedding": "visual.class_embedding",
    "vision_model.embeddings.patch_embedding.weight": "visual.conv1.weight",
    "vision_model.embeddings.position_embedding.weight": "visual.positional_embedding",
    "vision_model.pre_layrnorm.weight": "visual.ln_pre.weight",
    "vision_model.pre_layrnorm.bias": "visual.ln_pre.bias",
    "vision_model.post_layernorm.weight": "visual.ln_post.weight",
    "vision_model.post_layernorm.bias": "visual.ln_post.bias",
    "text_model.embeddings.token_embedding.weight": "token_embedding.weight",
    "text_model.embeddings.position_embedding.weight": "positional_embedding",
    "text_model.final_layer_norm.weight": "ln_final.weight",
    "text_model.final_layer_norm.bias": "ln_final.bias",
}
# x @ matrix there, a Linear layer here: the transpose.
TRANSPOSED: Final = {
    "visual_projection.weight": "visual.proj",
    "text_projection.weight": "text_projection",
}
TOWERS: Final = {"vision_model": "visual.transformer", "text_model": "transformer"}
LAYER: Final = re.compile(r"(vision_model|text_model)\.encoder\.layers\.(\d+)\.(.+)\.(weight|bias)")
PARTS: Final = {
    "self_attn.out_proj": "attn.out_proj",
    "layer_norm1": "ln_1",
    "layer_norm2": "ln_2",
    "mlp.fc1": "mlp.c_fc",
    "mlp.fc2": "mlp.c_proj",
}
POSITION_IDS: Final = "position_ids"  # a constant that older versions stored


def is_hugging_face(state: StateDict) -> bool:
    return MARK in state


def to_open_clip(state: StateDict) -> StateDict:
    """Names it does not know are kept, so that loading strictly can name them."""
    converted: StateDict = {}
    for name, tensor in state.items():
        if name in TRANSPOSED:
            converted[TRANSPOSED[name]] = tensor.T.contiguous()
        elif name in RENAMED:
            converted[RENAMED[name]] = tensor
        elif not name.endswith(POSITION_IDS) and not is_query_key_value(name):
            converted[layer_name(name)] = tensor
    return converted | joined_attention(state)


def is_query_key_value(name: str) -> bool:
    return bool(re.search(r"\.self_attn\.[qkv]_proj\.", name))


def layer_name(name: str) -> str:
    match = LAYER.fullmatch(name)
    if match is None or match[3] not in PARTS:
        return name
    return f"{TOWERS[match[1]]}.resblocks.{match[2]}.{PARTS[match[3]]}.{match[4]}"


def joined_attention(state: StateDict) -> StateDict:
    """torch's attention keeps query, key and value in one matrix, in this order."""
    joined: StateDict = {}
    for name in state:
        match = LAYER.fullmatch(name)
        if match is None or match[3] != "self_attn.q_proj":
            continue
        parts = [state[name.replace("q_proj", f"{part}_proj")] for part in "qkv"]
        target = f"{TOWERS[match[1]]}.resblocks.{match[2]}.attn.in_proj_{match[4]}"
        joined[target] = torch.cat(parts)
    return joined
