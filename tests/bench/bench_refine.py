"""The one query over up to a million references, beside numpy over the same candidates.

Everything is made in a transaction and taken back: nothing stays but the time it took.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from django.db import connection, transaction

from predictor.config import Refine
from predictor.models import Place
from predictor.references import save_references
from predictor.refine import refine
from tests.bench.figure import Figure
from tests.predictor.known_world import World, clusters_of, save_locator
from tests.predictor.refine_twin import twin

SIZES = (10_000, 100_000, 1_000_000)
DIMENSION = 768
PHOTOS_A_CELL = 500
FEWEST_CELLS = 40
PHOTOS_A_PROTOTYPE = 30
QUERIES, WARM_UP = 300, 20
BATCH = 200
AIMS_MS = {5: "<= 3", 40: "<= 8"}


@dataclass(frozen=True)
class Questions:
    """Photos like known ones, with the right cell somewhere among the candidates."""

    embeddings_ND: np.ndarray
    cell_numbers_NK: np.ndarray
    probabilities_NK: np.ndarray

    def one(self, row: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        rows = slice(row, row + 1)
        return self.embeddings_ND[rows], self.cell_numbers_NK[rows], self.probabilities_NK[rows]


def run() -> Iterator[Figure]:
    medians = {}
    for size in SIZES:
        with transaction.atomic():
            world, rows_per_s = make_world(size)
            yield Figure(f"refine.load_{short(size)}_per_s", rows_per_s, "1/s", size, "")
            for figure in measure(world, size):
                medians[figure.name] = figure.value
                yield figure
            transaction.set_rollback(True)
    growth = medians["refine.k5.p50_ms"] / medians["refine.k5.p50_ms_10k"]
    yield Figure("refine.growth_10k_1m", round(growth, 2), "x", QUERIES, "")
    vacuum()  # what was taken back still fills pages


def measure(world: World, size: int) -> Iterator[Figure]:
    """Figures of the largest size have no size in their names."""
    suffix = "" if size == SIZES[-1] else f"_{short(size)}"
    for width in (5, 40):
        config = Refine(method="barycentric", cells=width)
        questions = ask(world, width)
        ours = timed_ms(lambda *one: refine(*one, world.locator.pk, config), questions)  # noqa: B023
        search = in_memory(world, config)
        theirs = timed_ms(search, questions)
        for name, values, aim in (("", ours, AIMS_MS[width]), ("numpy_", theirs, "")):
            for share in (50, 95):
                figure = f"refine.k{width}.{name}p{share}_ms{suffix}"
                wanted = aim if share == 95 and not suffix else ""
                yield Figure(figure, percentile(values, share), "ms", len(values), wanted)
        if not suffix:
            yield Figure(
                f"refine.k{width}.batch_per_s",
                batch_per_s(world, questions, config),
                "1/s",
                BATCH,
                "",
            )
            name = "refine.recall" if width == 5 else "refine.recall_k40"
            yield Figure(name, recall(world, questions, config), "", QUERIES, ">= 1")


def make_world(size: int) -> tuple[World, float]:
    draw = np.random.default_rng(size)
    cells = max(FEWEST_CELLS, size // PHOTOS_A_CELL)
    towns = np.array(
        [(p.y, p.x) for p in Place.objects.order_by("id").values_list("point", flat=True)[:50_000]]
    )
    centroids = towns[draw.choice(len(towns), cells, replace=False)]
    rows = np.array_split(np.arange(size), size // PHOTOS_A_PROTOTYPE)
    cell_numbers = np.sort(draw.integers(0, cells, len(rows)))
    prototypes = np.repeat(np.arange(len(rows)), [len(each) for each in rows])
    spots = centroids[cell_numbers] + draw.normal(0, 0.3, (len(rows), 2))
    latlng = np.clip(spots[prototypes] + draw.normal(0, 0.05, (size, 2)), [-90, -180], [90, 180])
    embeddings = scattered(draw, prototypes, len(rows))
    clusters = clusters_of(list(zip(cell_numbers.tolist(), rows, strict=True)), embeddings, latlng)
    photo_ids, locator = make_photos(size), save_locator(centroids, f"bench-{size}")
    start = time.perf_counter()
    save_references(locator, photo_ids, embeddings, latlng, clusters)
    connection.check_constraints()  # what a commit would wait for
    rows_per_s = round(size / (time.perf_counter() - start), 0)
    return World(locator, centroids, clusters, photo_ids, latlng, embeddings), rows_per_s


def scattered(draw: np.random.Generator, prototypes_N: np.ndarray, count: int) -> np.ndarray:
    """Unit embeddings around one centre a prototype."""
    centres = draw.standard_normal((count, DIMENSION), dtype=np.float32) / DIMENSION**0.5
    embeddings = np.empty((len(prototypes_N), DIMENSION), dtype=np.float32)
    for block in np.array_split(np.arange(len(prototypes_N)), max(1, len(prototypes_N) // 20_000)):
        noise = draw.standard_normal((len(block), DIMENSION), dtype=np.float32) / DIMENSION**0.5
        embeddings[block] = centres[prototypes_N[block]] + 0.6 * noise
        embeddings[block] /= np.linalg.norm(embeddings[block], axis=1, keepdims=True)
    return embeddings


def make_photos(count: int) -> np.ndarray:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO predictor_photo
                (public_id, dataset, source_id, file, point, split, label_trust, author, sequence,
                scene, facts, licence, attribution, created_at)
            SELECT gen_random_uuid(), 'bench-refine', number, '', ST_Point(0, 0, 4326), 'train', 1,
                '', '', '', '{}', '', '', now()
            FROM generate_series(1, %s) AS number
            RETURNING id
            """,
            [count],
        )
        return np.array([row[0] for row in cursor.fetchall()])


def ask(world: World, width: int) -> Questions:
    draw = np.random.default_rng(width)
    count, cells = QUERIES + WARM_UP, len(world.centroids_C2)
    rows = draw.choice(len(world.embeddings_ND), count)
    noise = draw.normal(0, 0.3 / DIMENSION**0.5, (count, DIMENSION))
    embeddings = world.embeddings_ND[rows] + noise
    embeddings /= np.linalg.norm(embeddings, axis=1, keepdims=True)
    prototypes = np.searchsorted(np.cumsum(world.clusters.counts_P), rows, side="right")
    right = world.clusters.cell_numbers_P[prototypes]
    others = [draw.permutation(np.delete(np.arange(cells), cell))[: width - 1] for cell in right]
    numbers = draw.permuted(np.column_stack([right, np.array(others)]), axis=1)
    chances = np.sort(draw.dirichlet(np.ones(width), count))[:, ::-1]
    return Questions(embeddings.astype(np.float32), numbers, chances)


def in_memory(world: World, config: Refine) -> Callable[..., np.ndarray]:
    """The same two stages by array operations; names of places are left out."""
    clusters = world.clusters
    bounds = np.searchsorted(clusters.cell_numbers_P, np.arange(len(world.centroids_C2) + 1))

    def search(
        embedding_1D: np.ndarray, numbers_1K: np.ndarray, chances_1K: np.ndarray
    ) -> np.ndarray:
        spans = [np.arange(bounds[cell], bounds[cell + 1]) for cell in numbers_1K[0]]
        prototypes = np.concatenate(spans)
        chances = np.repeat(chances_1K[0], [len(span) for span in spans])
        apart = np.linalg.norm(clusters.embeddings_PD[prototypes] - embedding_1D, axis=1)
        order = np.argsort(-chances * np.exp(-apart / config.temperature))[: config.prototypes]
        members = np.concatenate([clusters.members[each] for each in prototypes[order]])
        apart = np.linalg.norm(world.embeddings_ND[members] - embedding_1D, axis=1)
        return members[np.argsort(apart)[: config.members]]

    return search


def timed_ms(answer: Callable[..., object], questions: Questions) -> list[float]:
    taken = []
    for row in range(len(questions.embeddings_ND)):
        one = questions.one(row)
        start = time.perf_counter()
        answer(*one)
        taken.append((time.perf_counter() - start) * 1e3)
    return taken[WARM_UP:]


def batch_per_s(world: World, questions: Questions, config: Refine) -> float:
    rows = slice(0, BATCH)
    arrays = (
        questions.embeddings_ND[rows],
        questions.cell_numbers_NK[rows],
        questions.probabilities_NK[rows],
    )
    start = time.perf_counter()
    refine(*arrays, world.locator.pk, config)
    return round(BATCH / (time.perf_counter() - start), 0)


def recall(world: World, questions: Questions, config: Refine) -> float:
    """Share of the twin's members, winners included, that the query found."""
    found = wanted = 0
    for row in range(QUERIES):
        embedding, numbers, chances = questions.one(row)
        (answer,) = refine(embedding, numbers, chances, world.locator.pk, config)
        expected = twin(world, embedding[0], numbers[0], chances[0], config)
        theirs = {photo_id for photo_id, _, _ in expected.members} | {
            ("cell", expected.cells[0][0])
        }
        ours = {each.photo_id for each in answer.members} | {("cell", answer.cells[0].number)}
        found, wanted = found + len(ours & theirs), wanted + len(theirs)
    return found / wanted


def vacuum() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "VACUUM predictor_photo, predictor_prototype, predictor_reference, predictor_geocell"
        )


def short(size: int) -> str:
    return f"{size // 1000}k" if size < 1_000_000 else f"{size // 1_000_000}m"


def percentile(values: list[float], share: int) -> float:
    return round(float(np.percentile(values, share)), 2)
