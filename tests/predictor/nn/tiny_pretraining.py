"""A pretraining run of seconds, made up from nothing; also as a program, to be killed.

python -m tests.predictor.nn.tiny_pretraining ARCHITECTURES STATE OUT SECONDS_A_STEP

Each process writes OUT.<rank>: its first batch, the gradients of it and the final parameters.
"""

import sys
import time
from dataclasses import asdict
from pathlib import Path
from random import Random

import numpy as np
import torch

from predictor.config import Head, Labels, Pretrain
from predictor.nn import backbone
from predictor.nn.captions import Known, compose
from predictor.nn.examples import Examples, SideTask
from predictor.nn.heads import Heads, head_shape
from predictor.nn.language import Language
from predictor.nn.pictures import Held
from predictor.nn.pretrain import Album, Learner, Pretraining
from predictor.nn.processes import together
from predictor.nn.training import Answers
from predictor.nn.vocabulary import trimmed

COUNTRIES = ("chad", "france", "japan")
PHOTOS = 24
CONFIG = Pretrain(
    epochs=4, batch=8, warmup_steps=2, small_size=32, size=32, cells=3, learning_rate=3e-3
)


def tiny_pretraining(config=CONFIG, architecture="tiny", seed=1):
    """Photos of a country have its colour; two of each drive."""
    clip = backbone.create_clip(architecture, "random:1")
    preprocess = backbone.image_backbone(clip, architecture, "projection").preprocess
    country_N = np.arange(PHOTOS) // 2 % len(COUNTRIES)
    known = [Known(country=COUNTRIES[number], drives_on="left") for number in country_N]
    language = Language(trimmed(captions(known), words, 99, 12), words)
    tasks = (SideTask("country", 1.0, COUNTRIES),) if config.cells else ()
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        heads = Heads(head_shape(24, 3, Head(), tasks))
    album = Album(
        Held(coloured(country_N, preprocess.size)),
        known,
        [f"drive {number // 2}" for number in range(PHOTOS)],
        preprocess,
        answers(country_N, tasks),
    )
    return Pretraining(album, language, Learner(clip, heads), config, seed)


def answers(country_N, tasks):
    latlng_C2 = np.array([(15.0, 19.0), (46.0, 2.0), (36.0, 138.0)])
    facts = {task.name: country_N.astype(np.int64) for task in tasks}
    nothing = np.zeros((0, 0), np.float32)
    examples = Examples(nothing, latlng_C2[country_N], country_N.astype(np.int64), facts)
    return Answers(examples, latlng_C2, Labels(), torch.device("cpu"))


def coloured(country_N, size):
    draw = np.random.default_rng(3)
    pixels = draw.integers(0, 90, (len(country_N), *size, 3))
    pixels[np.arange(len(country_N)), :, :, country_N] += 150
    return pixels.astype(np.uint8)


def words(text):
    """A number for each word: enough of a tokenizer, and fast."""
    return [
        sum(ord(letter) * 31**place for place, letter in enumerate(word)) for word in text.split()
    ]


def captions(known):
    random = Random(1)
    return [compose(each, random, 0.0) for each in known for _ in range(20)]


def quiet(*_):
    pass


def parameters(pretraining):
    return {name: tensor.clone() for name, tensor in pretraining.learner.state_dict().items()}


def gradients(pretraining):
    named = pretraining.learner.named_parameters()
    return {name: each.grad.clone() for name, each in named if each.grad is not None}


def main(architectures, state, out, seconds_a_step):
    backbone.OWN_ARCHITECTURES = Path(architectures)
    torch.set_num_threads(1)
    with together():
        run = tiny_pretraining()
        first = run.batch(0)
        run.backward(first)
        lesson = {"batch": asdict(first), "gradients": gradients(run)}
        run.run(Path(state), "key", lambda *_: time.sleep(float(seconds_a_step)), save_every_s=0.0)
        torch.save(lesson | {"parameters": parameters(run)}, f"{out}.{run.rank}")


if __name__ == "__main__":
    main(*sys.argv[1:])
