"""One evaluation: the locator, its controls and a rival over the same places of a split."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from predictor.evaluation import controls
from predictor.evaluation.answers import Answers, answer
from predictor.evaluation.locators import EvaluationError, photos_of, title
from predictor.evaluation.oracle import knows_enough, oracle
from predictor.evaluation.outcomes import outcome_of
from predictor.evaluation.places import random_land
from predictor.evaluation.questions import Questions, ask
from predictor.evaluation.seam import Embed, Locate
from predictor.geodesy import Floats
from predictor.metrics import Outcome, compare, measure
from predictor.models import Locator
from predictor.resampling import COVERAGE, RESAMPLES, SEED, Estimate

WITHOUT_REFINEMENT: Final = "without refinement"


@dataclass(frozen=True, slots=True)
class System:
    """One row of the table: a locator or a control."""

    name: str
    points_N2: Floats
    outcome: Outcome
    answers: Answers | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The first system is the locator; every other is compared with it."""

    split: str
    views: int
    questions: Questions
    systems: tuple[System, ...]
    table: dict[str, dict[str, Estimate]]
    paired: dict[str, dict[str, Estimate]]  # the locator minus the other

    @property
    def locator(self) -> str:
        return self.systems[0].name

    def as_dict(self) -> dict[str, Any]:
        return {
            "locator": self.locator,
            "split": self.split,
            "views": self.views,
            "photos": sum(map(len, self.questions.places)),
            "places": len(self.questions),
            "groups": self.questions.groups,
            "resamples": RESAMPLES,
            "coverage": COVERAGE,
            "table": as_numbers(self.table),
            "paired": as_numbers(self.paired),
        }


def as_numbers(rows: dict[str, dict[str, Estimate]]) -> dict[str, Any]:
    return {
        name: {
            metric: {key: round(number, 4) for key, number in estimate._asdict().items()}
            for metric, estimate in metrics.items()
        }
        for name, metrics in rows.items()
    }


def evaluate(  # noqa: PLR0913 - each one is a choice of whoever asks
    locator: Locator,
    split: str,
    locate: Locate,
    *,
    views: int = 1,
    against: Locator | None = None,
    embed: Embed | None = None,
    on_progress: Callable[[int], object] = lambda _: None,
) -> Evaluation:
    """Predictions are kept, so that a second evaluation asks for none."""
    questions = ask(photos_of(locator, split).order_by("id"), views)
    if not len(questions):
        where = ", ".join(locator.config.get("photos", {}).get("datasets", [])) or "any dataset"
        raise EvaluationError(
            f"No {split} photos with a file in {where}: make_planet or import_photos brings some."
        )
    systems = [*asked(questions, locator, locate, on_progress)]
    if against is not None:
        systems += [next(asked(questions, against, locate, on_progress))]
    systems += [*controlled(questions, locator, embed)]
    return compared(split, views, questions, systems)


def asked(
    questions: Questions, locator: Locator, locate: Locate, on_progress: Callable[[int], object]
) -> Iterator[System]:
    """The locator, then the same without refinement."""
    answers = answer(questions, locator, locate, on_progress)
    full = outcome_of(answers.latlng_N2, questions, answers)
    yield System(title(locator), answers.latlng_N2, full, answers)
    coarse = outcome_of(answers.coarse_N2, questions)
    yield System(WITHOUT_REFINEMENT, answers.coarse_N2, coarse)


def controlled(questions: Questions, locator: Locator, embed: Embed | None) -> Iterator[System]:
    for name, points_N2 in control_points(questions, locator, embed):
        yield System(name, points_N2, outcome_of(points_N2, questions))


def control_points(
    questions: Questions, locator: Locator, embed: Embed | None
) -> Iterator[tuple[str, Floats]]:
    count = len(questions)
    train = ask(photos_of(locator, "train").order_by("id"))
    if len(train) and embed is not None:
        train_MD, train_M2 = controls.taught(locator)
        if not len(train_MD):
            train_MD, train_M2 = embed(train.places, locator), train.latlng_N2
        test_ND = embed(questions.places, locator)
        yield "nearest neighbour", controls.nearest_neighbour(test_ND, train_MD, train_M2)
    yield "most common cell", controls.most_common_cell(locator.cell_set, count)
    if len(train):
        yield "mean position", controls.mean_position(train.latlng_N2, count)
    yield "random land point", random_land(count, SEED)
    if knows_enough(train.facts) and knows_enough(questions.facts):
        yield "oracle of facts", oracle(train.facts, train.latlng_N2, questions.facts)


def compared(split: str, views: int, questions: Questions, systems: Sequence[System]) -> Evaluation:
    ours, *others = systems
    groups = questions.group_N
    table = {each.name: measure(each.outcome, groups) for each in systems}
    paired = {each.name: compare(ours.outcome, each.outcome, groups) for each in others}
    return Evaluation(split, views, questions, tuple(systems), table, paired)
