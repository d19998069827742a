"""A tiny architecture of our own kind, and one thread: these tests share their machine."""

import json

import pytest
import torch

from predictor.nn import backbone

TINY = {
    "embed_dim": 24,
    "vision_cfg": {"image_size": 32, "layers": 2, "width": 48, "head_width": 16, "patch_size": 16},
    "text_cfg": {"context_length": 12, "vocab_size": 99, "width": 32, "heads": 2, "layers": 2},
}
TINY_CNN = TINY | {
    "vision_cfg": {
        "image_size": 32,
        "timm_model_name": "resnet10t",
        "timm_pool": "avg",
        "timm_proj": "linear",
    }
}


@pytest.fixture(scope="session", autouse=True)
def _one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture
def architectures(tmp_path, monkeypatch):
    """Makes `tiny`, `tiny-quickgelu` and `tiny-cnn` known beside open_clip's names."""
    folder = tmp_path / "architectures"
    folder.mkdir()
    squash = {"resize_mode": "squash", "interpolation": "bilinear"}
    for name, config in (
        ("tiny", TINY),
        ("tiny-quickgelu", TINY | {"quick_gelu": True}),
        ("tiny-cnn", TINY_CNN),
    ):
        description = {"model_cfg": config, "preprocess_cfg": squash}
        (folder / f"{name}.json").write_text(json.dumps(description), encoding="utf-8")
    monkeypatch.setattr(backbone, "OWN_ARCHITECTURES", folder)
    return folder
