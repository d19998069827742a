import numpy as np
import pytest
import torch

from predictor.config import Encoder
from predictor.nn.backbone import byte_pairs, create, create_clip, image_backbone
from predictor.nn.language import country_embeddings
from predictor.nn.towers import load_towers, save_towers
from predictor.nn.vocabulary import VocabularyError, trimmed
from predictor.nn.weights import WeightsError

TOKENS = byte_pairs().encode


@pytest.fixture
def kept(tmp_path, architectures):
    """Towers, vocabulary and the file they were saved to."""
    clip = create_clip("tiny-cnn", "random:7")
    vocabulary = trimmed(["a photo in Chad", "street view in Japan"], TOKENS, 99, 12)
    path = tmp_path / "towers.safetensors"
    save_towers(path, clip, image_backbone(clip, "tiny-cnn", "projection").preprocess, vocabulary)
    return clip, vocabulary, path


def test_saved_towers_come_back_with_their_words(kept):
    clip, vocabulary, path = kept
    loaded, language = load_towers("tiny-cnn", path)
    assert language.vocabulary == vocabulary
    tokens = language.encode(["a photo in Japan"])
    assert torch.allclose(loaded.encode_text(tokens), clip.encode_text(tokens), atol=0.02)


def test_saved_towers_serve_as_an_encoder(kept):
    clip, _, path = kept
    backbone = create(Encoder(architecture="tiny-cnn", weights=str(path)))
    images = torch.rand(2, 3, 32, 32)
    assert torch.allclose(backbone(images), clip.encode_image(images), atol=0.02)


def test_file_is_half_as_large_as_its_matrices(kept):
    clip, _, path = kept
    numbers = sum(each.numel() for each in clip.state_dict().values())
    assert path.stat().st_size < 2.2 * numbers


def test_towers_without_vocabulary_are_refused(kept, tmp_path):
    from safetensors.torch import save_file

    path = tmp_path / "bare.safetensors"
    save_file({"weight": torch.zeros(1)}, path)
    with pytest.raises(VocabularyError, match="holds no vocabulary"):
        load_towers("tiny-cnn", path)


def test_truncated_towers_are_refused(kept):
    path = kept[2]
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(WeightsError, match="cannot be read as weights"):
        load_towers("tiny-cnn", path)


def test_country_embeddings_are_unit_rows_and_repeat(kept):
    clip, language = load_towers("tiny-cnn", kept[2])
    rows = country_embeddings(clip, language, ["Chad", "Japan"])
    assert rows.shape == (2, 24)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert np.array_equal(rows, country_embeddings(clip, language, ["Chad", "Japan"]))
