"""`pretrain`: captioned photos -> both towers -> their scores -> one file with its description."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
import torch
from torch import nn

from predictor.config import Recipe
from predictor.fitting.captioned import (
    Captioned,
    centroids,
    examples_of,
    read_captioned,
    side_tasks_of,
)
from predictor.fitting.content_hash import content_hash
from predictor.nn.backbone import Backbone, byte_pairs, create_clip, device, image_backbone
from predictor.nn.captions import compose, country_prompts
from predictor.nn.embedding import embed
from predictor.nn.heads import Heads, head_shape
from predictor.nn.language import Language, country_embeddings
from predictor.nn.pictures import pictures_of
from predictor.nn.pretrain import Album, Learner, Pretraining
from predictor.nn.progress import Progress
from predictor.nn.retrieval import Placed, Retrieval, retrieval
from predictor.nn.towers import load_towers, save_towers
from predictor.nn.training import Answers
from predictor.nn.vocabulary import trimmed
from predictor.photo_files import sources
from predictor.whole_files import write_whole

VERSION: Final = 1  # raised when the same inputs would give other weights
SPLITS: Final = ("train", "tune", "test")


@dataclass(frozen=True, slots=True)
class Course:
    """A recipe and all the photos it is trained and measured on."""

    recipe: Recipe
    captioned: Captioned

    @property
    def key(self) -> str:
        train = self.captioned.of("train")
        recipe, encoder = self.recipe, self.recipe.encoder.architecture
        known = [asdict(each) for each in train.known]
        parts = (VERSION, recipe.pretrain, recipe.seed, encoder, train.rows.fingerprint(), known)
        return content_hash(*parts)


def course_of(recipe: Recipe) -> Course:
    return Course(recipe, read_captioned(recipe.photos, SPLITS))


def pretraining_of(course: Course) -> tuple[Pretraining, Language]:
    recipe, train = course.recipe, course.captioned.of("train")
    encoder = recipe.encoder.architecture
    clip = create_clip(encoder, f"random:{recipe.seed}")
    language = language_of(train, clip, recipe.seed)
    tasks = side_tasks_of(train, recipe.pretrain)
    cells_C2 = centroids(train.rows.latlng_N2, recipe.pretrain.cells, recipe.seed)
    backbone = image_backbone(clip, encoder, "projection")
    learner = Learner(clip, heads_of(backbone, len(cells_C2), recipe, tasks)).to(device())
    learner.to(memory_format=torch.channels_last)
    album = Album(
        pictures=pictures_of(list(sources(train.rows.files)), backbone.preprocess),
        known=train.known,
        drives=train.rows.sequences,
        preprocess=backbone.preprocess,
        answers=Answers(examples_of(train, tasks), cells_C2, recipe.labels, device()),
    )
    run = Pretraining(album, language, learner, recipe.pretrain, recipe.seed)
    return run, language


def heads_of(backbone: Backbone, cells: int, recipe: Recipe, tasks: Any) -> Heads:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(recipe.seed)
        return Heads(head_shape(backbone.dimension, cells, recipe.head, tasks))


def language_of(train: Captioned, clip: nn.Module, seed: int) -> Language:
    """From captions with all their parts, so that every word that may come is counted."""
    random = Random(seed)  # noqa: S311  # seeded on purpose
    captions = [compose(known, random, 0.0) for known in train.known]
    prompts = [each for name in sorted(set(train.countries)) for each in country_prompts(name)]
    tokenise = byte_pairs().encode
    size, context = clip.vocab_size, clip.context_length
    return Language(trimmed(captions + prompts, tokenise, int(size), int(context)), tokenise)  # type: ignore[arg-type]


def scores_of(course: Course, weights: Path) -> dict[str, Retrieval]:
    """Of the file as it was written, by split, from train references whose country is known."""
    encoder, seed = course.recipe.encoder, course.recipe.seed
    clip, language = load_towers(encoder.architecture, weights)
    backbone = image_backbone(clip, encoder.architecture, "projection")
    named = {split: course.captioned.of(split).named() for split in SPLITS}
    seen = {
        split: placed(photos, backbone, encoder.batch)
        for split, photos in named.items()
        if len(photos.rows)
    }
    references = seen.pop("train", None)
    if references is None:
        return {}
    names = sorted(set(references.countries))
    prompts_CD = country_embeddings(clip, language, names)
    return {
        split: retrieval(queries, references, prompts_CD, names, seed)
        for split, queries in seen.items()
    }


def placed(captioned: Captioned, backbone: Backbone, batch: int) -> Placed:
    found = list(embed(backbone, sources(captioned.rows.files), batch))
    return Placed(np.concatenate(found), captioned.rows.latlng_N2, captioned.countries)


def pretrain(
    course: Course, folder: Path, target: Path, progress: Callable[[Pretraining], Progress]
) -> dict[str, Any]:
    """Writes TARGET.safetensors and TARGET.json on the first process; all take part in training."""
    began = time.monotonic()
    run, language = pretraining_of(course)
    run.run(folder / f"{course.key[:16]}.pt", course.key, progress(run))
    if run.rank:
        return {}
    towers = target.with_suffix(".safetensors")
    save_towers(towers, run.learner.clip, run.album.preprocess, language.vocabulary)
    minutes = round((time.monotonic() - began) / 60, 1)
    return describe(course, target, {"samples": run.steps * run.sampler.batch, "minutes": minutes})


def describe(course: Course, target: Path, cost: Mapping[str, float]) -> dict[str, Any]:
    towers = target.with_suffix(".safetensors")
    photos = {split: len(course.captioned.of(split).rows) for split in SPLITS}
    description = {
        "recipe": asdict(course.recipe),
        "seed": course.recipe.seed,
        "photos": photos,
        "cost": dict(cost),
        "scores": {split: asdict(found) for split, found in scores_of(course, towers).items()},
        "date": datetime.now(UTC).date().isoformat(),
    }
    text = json.dumps(description, indent=2, ensure_ascii=False) + "\n"
    write_whole(target.with_suffix(".json"), text.encode())
    return description
