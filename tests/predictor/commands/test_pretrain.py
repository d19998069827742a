import json
from io import StringIO

import pytest
import torch
from django.core.management import CommandError, call_command

from predictor.config import Encoder
from predictor.models import Photo, Region
from predictor.nn import backbone
from predictor.nn.weights import read as read_weights
from tests.predictor.fitting.small_world import make_photos, make_regions
from tests.predictor.nn.conftest import TINY

SMALL = (
    'photos.datasets=["small"]',
    "encoder.architecture=tiny",
    "pretrain.epochs=2",
    "pretrain.batch=12",
    "pretrain.cells=3",
    "pretrain.small_size=32",
)


@pytest.fixture
def world(db, tmp_path, settings, monkeypatch):
    settings.DATA_DIR = tmp_path / "data"
    squash = {"resize_mode": "squash", "interpolation": "bilinear"}
    description = {"model_cfg": TINY, "preprocess_cfg": squash}
    (tmp_path / "tiny.json").write_text(json.dumps(description), encoding="utf-8")
    monkeypatch.setattr(backbone, "OWN_ARCHITECTURES", tmp_path)
    make_regions()
    make_photos()
    for climate, code in (("oceanic", "AA-0"), ("savanna", "BB-0"), ("tundra", "CC-1")):
        region = Region.objects.get(code=code)
        Photo.objects.filter(facts__climate=climate).update(region=region)
    return tmp_path


def pretrain(*options, changes=SMALL):
    out = StringIO()
    sets = [part for change in changes for part in ("--set", change)]
    call_command("pretrain", "pigeon", *sets, *options, stdout=out)
    return out.getvalue()


def test_pretrain_writes_weights_that_an_encoder_loads(world):
    target = world / "made" / "small.safetensors"
    said = pretrain("--out", str(target))
    loaded = backbone.create(Encoder(architecture="tiny", weights=str(target)))
    assert loaded.dimension == 24
    assert "test: country of the nearest neighbour" in said
    assert f"{target} written" in said


def test_pretrain_describes_its_weights_beside_them(world):
    scores = json.loads(pretrain("--json"))
    described = json.loads((world / "data" / "pretraining" / "pigeon.json").read_text())
    assert described["photos"] == {"train": 36, "tune": 12, "test": 12}
    assert described["recipe"]["pretrain"]["epochs"] == 2
    assert described["scores"] == scores
    assert scores["tune"]["photos"] == 12
    assert scores["tune"]["neighbour_country"] > scores["tune"]["chance_country"]


def test_pretrain_again_gives_the_same_weights(world):
    first, second = world / "first.safetensors", world / "second.safetensors"
    pretrain("--out", str(first))
    (state,) = (world / "data" / "pretraining").glob("*.pt")
    state.unlink()
    pretrain("--out", str(second))
    one, other = read_weights(first), read_weights(second)
    assert one.keys() == other.keys()
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_pretrain_without_photos_says_the_remedy(world):
    with pytest.raises(CommandError, match=r"No train photos .* Run make_planet"):
        pretrain(changes=('photos.datasets=["nothing"]',))


def test_pretrain_of_an_unknown_recipe_names_the_known(db):
    with pytest.raises(CommandError, match="No recipe is called 'pigon'"):
        call_command("pretrain", "pigon")


def test_photo_whose_file_is_gone_is_named(world):
    Photo.objects.filter(source_id="0").update(file="photos/gone.jpg")
    with pytest.raises(CommandError, match=r"photos/gone\.jpg of a photo is gone"):
        pretrain()
