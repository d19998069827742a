"""Weights from files: every format gives the same numbers, everything odd one clear line."""

import json

import pytest
import torch
from safetensors.torch import save_file

from predictor.config import Encoder
from predictor.nn import weights
from predictor.nn.backbone import EncoderError, create, create_clip, weights_digest
from predictor.nn.preprocess import PreprocessError
from predictor.nn.weights import WeightsError

pytestmark = pytest.mark.usefixtures("architectures")


def tiny(source):
    return create(Encoder(architecture="tiny", weights=str(source)))


@pytest.fixture
def state():
    return create_clip("tiny", "random:3").state_dict()


@pytest.fixture
def file(state, tmp_path):
    path = tmp_path / "tiny.safetensors"
    save_file(state, path)
    return path


def assert_same(backbone, state):
    assert all(torch.equal(tensor, state[name]) for name, tensor in backbone.state_dict().items())


def test_safetensors_are_loaded(file, state):
    assert_same(tiny(file), state)


@pytest.mark.parametrize("suffix", [".pt", ".pth", ".bin"])
def test_torch_files_are_loaded(state, tmp_path, suffix):
    torch.save(state, tmp_path / f"tiny{suffix}")

    assert_same(tiny(tmp_path / f"tiny{suffix}"), state)


def test_state_dict_of_a_training_run_is_unwrapped(state, tmp_path):
    wrapped = {f"module.{name}": tensor for name, tensor in state.items()}
    torch.save({"epoch": 3, "state_dict": wrapped}, tmp_path / "epoch_3.pt")

    assert_same(tiny(tmp_path / "epoch_3.pt"), state)


def test_half_precision_is_loaded_as_single(state, tmp_path):
    save_file({name: tensor.half() for name, tensor in state.items()}, tmp_path / "h.safetensors")

    backbone = tiny(tmp_path / "h.safetensors")

    assert all(tensor.dtype == torch.float32 for tensor in backbone.state_dict().values())


def test_preprocessing_written_beside_the_weights_counts(state, tmp_path):
    described = tiny("random").preprocess.to_json() | {"resize_mode": "longest"}
    save_file(state, tmp_path / "t.safetensors", metadata={"preprocess": json.dumps(described)})

    assert tiny(tmp_path / "t.safetensors").preprocess.resize_mode == "longest"


def test_shipped_weights_are_found_by_name(file, state, monkeypatch):
    monkeypatch.setattr(weights, "SHIPPED_FOLDER", file.parent)

    assert_same(tiny("shipped:tiny"), state)


def test_shipped_weights_that_are_not_there_list_those_that_are(file, monkeypatch):
    monkeypatch.setattr(weights, "SHIPPED_FOLDER", file.parent)

    with pytest.raises(WeightsError, match=r"'moon' are shipped; there are: tiny\."):
        tiny("shipped:moon")


def test_missing_file_is_named(tmp_path):
    with pytest.raises(WeightsError, match=r"no file .*gone\.pt; correct the recipe"):
        tiny(tmp_path / "gone.pt")


def test_file_of_another_kind_is_refused(tmp_path):
    with pytest.raises(WeightsError, match=r"must end in \.safetensors"):
        tiny(tmp_path / "weights.npz")


@pytest.mark.parametrize("suffix", [".safetensors", ".pt"])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_truncated_file_is_refused(state, tmp_path, suffix, share):
    path = tmp_path / f"cut{suffix}"
    save_file(state, path) if suffix == ".safetensors" else torch.save(state, path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])

    with pytest.raises(WeightsError, match=r"cannot be read as weights .* copy it again") as caught:
        tiny(path)
    assert "\n" not in str(caught.value)


def test_pickle_that_runs_code_is_refused(tmp_path):
    torch.save({"weight": print}, tmp_path / "odd.pt")

    with pytest.raises(WeightsError, match="cannot be read as weights"):
        tiny(tmp_path / "odd.pt")


def test_file_without_a_state_dict_is_refused(tmp_path):
    torch.save([1, 2, 3], tmp_path / "list.pt")

    with pytest.raises(WeightsError, match="holds no state dict"):
        tiny(tmp_path / "list.pt")


def test_state_dict_of_another_architecture_is_refused(file):
    with pytest.raises(WeightsError, match="tensors are missing") as caught:
        create(Encoder(architecture="tiny-cnn", weights=str(file)))
    assert "encoder.architecture" in str(caught.value)


def test_state_dict_of_another_size_is_refused(state, tmp_path):
    state["visual.proj"] = torch.zeros(48, 25)
    save_file(state, tmp_path / "wide.safetensors")

    with pytest.raises(WeightsError, match=r"1 have another shape \(first: visual.proj \(48, 25\)"):
        tiny(tmp_path / "wide.safetensors")


def test_unknown_tag_lists_near_ones():
    with pytest.raises(WeightsError, match=r"tagged 'laion2b'; near names: laion2b_e16"):
        create(Encoder(architecture="ViT-B-32", weights="laion2b"))


def test_tag_of_our_own_architecture_is_refused():
    with pytest.raises(WeightsError, match="near names: none, shipped:NAME"):
        tiny("openai")


def test_tag_that_was_never_downloaded_says_how_to(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))

    with pytest.raises(WeightsError, match=r"not on this machine; download them once: python -c"):
        create(Encoder(architecture="convnext_xxlarge", weights="laion2b_s34b_b82k_augreg"))


def test_tag_that_was_downloaded_by_address_is_found(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    kept = tmp_path / ".cache" / "clip" / "model-1.pt"
    kept.parent.mkdir(parents=True)
    kept.touch()

    assert weights.cached_file({"url": "https://example.org/a/model-1.pt"}) == kept


def test_tag_that_was_downloaded_from_the_hub_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    model = tmp_path / "models--org--model"
    kept = model / "snapshots" / "abc" / "open_clip_pytorch_model.bin"
    kept.parent.mkdir(parents=True)
    kept.touch()
    (model / "refs").mkdir()
    (model / "refs" / "main").write_text("abc", encoding="utf-8")

    assert weights.cached_file({"hf_hub": "org/model/"}) == kept
    assert weights.cached_file({"hf_hub": "org/model/other.bin"}) is None


def test_activation_of_a_tag_must_fit():
    with pytest.raises(EncoderError, match="use the architecture ViT-B-32-quickgelu"):
        create(Encoder(architecture="ViT-B-32", weights="openai"))


def test_broken_description_beside_the_weights_is_named(file):
    (file.parent / "config.json").write_text("{", encoding="utf-8")

    with pytest.raises(WeightsError, match=r"config\.json is not JSON"):
        tiny(file)


def test_broken_preprocessing_beside_the_weights_is_named(state, tmp_path):
    save_file(state, tmp_path / "t.safetensors", metadata={"preprocess": '{"size": "big"}'})

    with pytest.raises(PreprocessError, match="needs size, mean and std"):
        tiny(tmp_path / "t.safetensors")


def test_activation_of_the_neighbouring_description_must_fit(file):
    described = {"vision_config": {"hidden_act": "quick_gelu"}}
    (file.parent / "config.json").write_text(json.dumps(described), encoding="utf-8")

    with pytest.raises(EncoderError, match="use the architecture tiny-quickgelu"):
        tiny(file)


def test_weights_digest_changes_with_the_file(file, state):
    encoder = Encoder(architecture="tiny", weights=str(file))
    before = weights_digest(encoder)
    save_file({name: tensor + 1 for name, tensor in state.items()}, file)

    assert weights_digest(encoder) != before
