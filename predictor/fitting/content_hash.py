"""Names for results by what they were made from: equal inputs, equal name."""

import dataclasses
import hashlib
import json
from typing import Any

import numpy as np


def content_hash(*parts: Any) -> str:
    """SHA-256 over numbers, text, lists, mappings, dataclasses and arrays, in this order."""
    digest = hashlib.sha256()
    for part in parts:
        piece = _bytes(part)
        # The length in front: ("ab", "c") must not be ("a", "bc").
        digest.update(len(piece).to_bytes(8, "big"))
        digest.update(piece)
    return digest.hexdigest()


def _bytes(part: Any) -> bytes:
    if isinstance(part, np.ndarray):
        shape = f"{part.dtype.str}{part.shape}".encode()
        return shape + np.ascontiguousarray(part).tobytes()
    if isinstance(part, bytes):
        return part
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        part = dataclasses.asdict(part)
    return json.dumps(part, sort_keys=True, ensure_ascii=False).encode()
