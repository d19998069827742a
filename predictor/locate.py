"""Where was it taken? Photos in, answers with evidence out: the only door for geoweb."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import compress
from pathlib import Path
from threading import Lock
from time import perf_counter
from typing import Any, Final

import numpy as np
import torch
from django.conf import settings
from PIL import Image

from predictor.cell_rows import centroids
from predictor.config import Recipe
from predictor.geodesy import Floats, LatLng
from predictor.locators import NoLocatorError, newest
from predictor.models import Locator, Photo
from predictor.nn import checkpoint as checkpoints
from predictor.nn.backbone import Backbone, device
from predictor.nn.data import decode_images
from predictor.nn.embedding import Embeddings, embed_batch
from predictor.nn.heads import CELLS, Heads, probabilities
from predictor.nn.stream import Decoded, decode_ahead
from predictor.photo_files import source, sources
from predictor.refine import LikelyCell, Member, Refined, refine
from predictor.regions import NamedRegion, NearPlace
from predictor.stored_files import local_copy

__all__ = ["Answer", "Evidence", "Look", "NoLocatorError", "decide", "embed", "locate", "look"]

Place = Photo | Sequence[Photo]  # one photo, or several views of one place

SHOWN_CELLS: Final = 10
REFINED_TOGETHER: Final = 64  # queries in one statement
NO_NUMBERS: Final = "The encoder gives no number for it."
KEPT_WARM: Final = 2  # models; the last one while workers switch to the next
_loading = Lock()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the refined point leans on, and what lies there."""

    is_refined: bool
    cells: tuple[LikelyCell, ...]  # after the prototypes had their say
    members: tuple[Member, ...]
    country: NamedRegion | None
    province: NamedRegion | None
    place: NearPlace | None


@dataclass(frozen=True, slots=True)
class Answer:
    point: LatLng
    cells: tuple[tuple[int, float], ...]  # number and probability by the head, likeliest first
    cell_point: LatLng  # the middle of the likeliest cell: the answer without refinement
    evidence: Evidence
    timings_ms: dict[str, float]  # decode, forward, head, refine: this place's share


@dataclass(frozen=True, slots=True)
class Look:
    """One batch of many photos, and those met on the way that nothing could be seen of."""

    photos: tuple[Photo, ...]
    embeddings_ND: Embeddings
    decode_ms: float  # waiting for the pictures of the whole batch
    forward_ms: float
    failures: tuple[tuple[Photo, str], ...]


@dataclass(frozen=True, slots=True)
class Warm:
    """A locator in memory."""

    locator_id: int
    recipe: Recipe
    backbone: Backbone
    heads: Heads
    temperature: float
    centroids_C2: Floats


def locate(places: Sequence[Place], locator: Locator | None = None) -> list[Answer]:
    """One answer a place, in their order; without a locator the newest published one answers."""
    if not places:
        return []
    warm = warmed(locator or newest())
    embeddings_ND, timings = embedded(places, warm)
    return [
        answer
        for first in range(0, len(places), REFINED_TOGETHER)
        for answer in answers(
            embeddings_ND[first : first + REFINED_TOGETHER],
            timings[first : first + REFINED_TOGETHER],
            warm,
        )
    ]


def warmed(locator: Locator) -> Warm:
    """Loaded once a process."""
    with _loading:  # two threads would each read hundreds of megabytes
        return _load(locator.pk)


def warm_up() -> None:
    """The newest locator in memory, and one blank picture seen: the first pass is the slowest."""
    warm = warmed(newest())
    blank = warm.backbone.preprocess(Image.new("RGB", (64, 64)))
    embed_batch(warm.backbone, blank[None].to(device()))


@lru_cache(maxsize=KEPT_WARM)
def _load(locator_id: int) -> Warm:
    locator = Locator.objects.select_related("cell_set").get(pk=locator_id)
    found = checkpoints.load(checkpoint_path(str(locator.checkpoint.name)), locator.cell_set.hash)
    return Warm(
        locator_id=locator_id,
        recipe=found.recipe,
        backbone=found.backbone.to(device()).to(memory_format=torch.channels_last).eval(),
        heads=found.head.heads().to(device()).eval(),
        temperature=found.head.temperature,
        centroids_C2=centroids(locator.cell_set),
    )


def checkpoint_path(name: str) -> Path:
    try:
        return local_copy(name, Path(settings.DATA_DIR) / "fetched")
    except OSError as error:
        raise NoLocatorError(
            f"The checkpoint {name} is gone ({error}). Restore it, or fit the locator again."
        ) from error


def embed(places: Sequence[Place], locator: Locator) -> Embeddings:
    """(N, D) float32 unit rows, one a place."""
    return embedded(places, warmed(locator))[0]


def embedded(places: Sequence[Place], warm: Warm) -> tuple[Embeddings, list[dict[str, float]]]:
    """Views of one place are averaged."""
    views = [[place] if isinstance(place, Photo) else list(place) for place in places]
    photos = [photo for place in views for photo in place]
    rows, timings = zip(*looked_at(photos, warm), strict=True)
    owners = np.repeat(np.arange(len(views)), [len(place) for place in views])
    embeddings_ND = np.zeros((len(views), warm.backbone.dimension), np.float32)
    np.add.at(embeddings_ND, owners, np.stack(rows))
    embeddings_ND /= np.linalg.norm(embeddings_ND, axis=1, keepdims=True)
    spent: list[dict[str, float]] = [{"decode": 0.0, "forward": 0.0} for _ in views]
    for owner, (decode_ms, forward_ms) in zip(owners, timings, strict=True):
        spent[owner]["decode"] += decode_ms
        spent[owner]["forward"] += forward_ms
    return embeddings_ND, spent


def looked_at(
    photos: Sequence[Photo], warm: Warm
) -> Iterator[tuple[Embeddings, tuple[float, float]]]:
    """Of each photo its embedding, and its share of the waiting for pictures and of the forward."""
    files = sources(str(photo.file.name or "") for photo in photos)
    began = perf_counter()
    for images_BCHW in decode_images(files, warm.backbone.preprocess, warm.recipe.encoder.batch):
        decoded = perf_counter()
        embeddings_BD = embed_batch(warm.backbone, images_BCHW.to(device(), non_blocking=True))
        done = perf_counter()
        share = 1000.0 / len(images_BCHW)
        spent = ((decoded - began) * share, (done - decoded) * share)
        for row in embeddings_BD:
            yield row, spent
        began = perf_counter()


def answers(
    embeddings_ND: Embeddings, timings: list[dict[str, float]], warm: Warm
) -> Iterator[Answer]:
    began = perf_counter()
    numbers_NK, probabilities_NK = likely_cells(embeddings_ND, warm)
    decided = perf_counter()
    config = warm.recipe.refine
    candidates = numbers_NK[:, : config.cells], probabilities_NK[:, : config.cells]
    found = refine(embeddings_ND, *candidates, warm.locator_id, config)
    share = 1000.0 / len(embeddings_ND)
    spent = {
        "head": (decided - began) * share,
        "refine": (perf_counter() - decided) * share,
    }
    for row, refined in enumerate(found):
        cells = tuple(zip(numbers_NK[row].tolist(), probabilities_NK[row].tolist(), strict=True))
        middle = LatLng(*warm.centroids_C2[cells[0][0]].tolist())
        rounded = {name: round(ms, 2) for name, ms in (timings[row] | spent).items()}
        yield Answer(refined.latlng, cells[:SHOWN_CELLS], middle, evidence_of(refined), rounded)


@torch.inference_mode()
def likely_cells(embeddings_ND: Embeddings, warm: Warm) -> tuple[Any, Any]:
    """Numbers and probabilities of the likeliest cells, as many as are shown or refined."""
    embeddings = torch.from_numpy(embeddings_ND).to(device())
    probabilities_NC = probabilities(warm.heads, embeddings, warm.temperature)[CELLS]
    wanted = min(max(SHOWN_CELLS, warm.recipe.refine.cells), probabilities_NC.shape[1])
    best = probabilities_NC.topk(wanted, dim=1)
    return best.indices.cpu().numpy(), best.values.cpu().numpy()


def evidence_of(refined: Refined) -> Evidence:
    return Evidence(
        refined.is_refined,
        refined.cells,
        refined.members,
        refined.country,
        refined.province,
        refined.place,
    )


def look(photos: Iterable[Photo], locator: Locator) -> Iterator[Look]:
    """Full batches of many photos; one that is missing or unreadable does not stop the others."""
    warm = warmed(locator)
    asked = ((photo, partial(source, str(photo.file.name or ""))) for photo in photos)
    began = perf_counter()
    for decoded in decode_ahead(asked, warm.backbone.preprocess, warm.recipe.encoder.batch):
        yield look_of(decoded, warm, (perf_counter() - began) * 1000.0)
        began = perf_counter()


def look_of(decoded: Decoded[Photo], warm: Warm, decode_ms: float) -> Look:
    began = perf_counter()
    embeddings_ND = np.zeros((0, warm.backbone.dimension), np.float32)
    if decoded.images:
        images_BCHW = torch.stack(decoded.images).to(device(), non_blocking=True)
        embeddings_ND = embed_batch(warm.backbone, images_BCHW)
    sound = [bool(np.isfinite(row).all()) for row in embeddings_ND]
    strange = [
        (photo, NO_NUMBERS)
        for photo, is_sound in zip(decoded.keys, sound, strict=True)
        if not is_sound
    ]
    return Look(
        tuple(compress(decoded.keys, sound)),
        embeddings_ND[sound],
        decode_ms,
        (perf_counter() - began) * 1000.0,
        (*decoded.failures, *strange),
    )


def decide(embeddings_ND: Embeddings, spent_ms: dict[str, float], locator: Locator) -> list[Answer]:
    """Answers for what was seen before; `spent_ms` is each photo's share of the seeing."""
    warm, decided = warmed(locator), list[Answer]()
    for first in range(0, len(embeddings_ND), REFINED_TOGETHER):
        rows_ND = embeddings_ND[first : first + REFINED_TOGETHER]
        decided.extend(answers(rows_ND, [spent_ms] * len(rows_ND), warm))
    return decided
