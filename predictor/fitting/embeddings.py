"""Embeddings of photos, kept in files of a few hundred: a killed run goes on where it was."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from tqdm import tqdm

from predictor.config import Encoder
from predictor.errors import HomingError
from predictor.fitting.content_hash import content_hash
from predictor.fitting.rows import PhotoRows
from predictor.nn.backbone import Backbone
from predictor.nn.embedding import Embeddings, embed
from predictor.photo_files import sources
from predictor.whole_files import write_whole_by

CHUNK: Final = 256


class EmbeddingError(HomingError):
    """A photo that the encoder gives no usable numbers for."""


def embeddings_of(
    rows: PhotoRows, backbone: Backbone, encoder: Encoder, encoder_key: str, folder: Path
) -> Embeddings:
    """(N, D) float32 unit rows in the order of `rows`."""
    with tqdm(total=len(rows), unit="photo", desc="embed", disable=None) as bar:
        chunks = []
        for index in _chunks(len(rows)):
            chunk = rows.take(index)
            path = chunk_path(chunk, encoder_key, folder)
            if not path.exists():
                _compute(chunk, backbone, encoder, path)
            chunks.append(np.load(path))
            bar.update(len(index))
    return np.concatenate(chunks)


def missing_photos(rows: PhotoRows, encoder_key: str, folder: Path) -> int:
    chunks = [rows.take(index) for index in _chunks(len(rows))]
    return sum(len(each) for each in chunks if not chunk_path(each, encoder_key, folder).exists())


def chunk_path(chunk: PhotoRows, encoder_key: str, folder: Path) -> Path:
    return folder / encoder_key[:16] / f"{content_hash(chunk.contents)[:32]}.npy"


def _chunks(photos: int) -> Iterator[np.ndarray]:
    for first in range(0, photos, CHUNK):
        yield np.arange(first, min(first + CHUNK, photos))


def _compute(chunk: PhotoRows, backbone: Backbone, encoder: Encoder, path: Path) -> None:
    found = embed(backbone, sources(chunk.files), encoder.batch)
    embeddings_ND = np.concatenate(list(found))
    broken = ~np.isfinite(embeddings_ND).all(axis=1)
    if broken.any():
        number = int(np.flatnonzero(broken)[0])
        raise EmbeddingError(
            f"The encoder {encoder.architecture} ({encoder.weights}) gives no number for photo "
            f"{chunk.ids_N[number]} ({chunk.files[number]}). Check the weights; another encoder "
            "can be named in the recipe."
        )
    write_whole_by(path, lambda file: np.save(file, embeddings_ND))
