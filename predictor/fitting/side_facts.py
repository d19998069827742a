"""What photos are known to show besides their place, for the side tasks of the head."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from predictor.config import AuxiliaryWeights
from predictor.fitting.rows import PhotoRows
from predictor.nn.examples import Integers, Numbers, SideTask, class_numbers

CLASSIFIED: Final = ("climate", "drives_on", "season")
POPULATION: Final = "population"


def side_tasks(weights: AuxiliaryWeights, train: PhotoRows) -> tuple[SideTask, ...]:
    classified = class_tasks({name: getattr(weights, name) for name in CLASSIFIED}, train)
    if weights.population and any(POPULATION in facts for facts in train.facts):
        return (*classified, SideTask(POPULATION, weights.population))
    return classified


def class_tasks(weights: Mapping[str, float], train: PhotoRows) -> tuple[SideTask, ...]:
    """Classes are those that training photos show; a fact that is the same for all is no task."""
    known = {
        name: sorted({str(facts[name]) for facts in train.facts if facts.get(name)})
        for name, weight in weights.items()
        if weight
    }
    return tuple(
        SideTask(name, weights[name], tuple(classes))
        for name, classes in known.items()
        if len(classes) > 1
    )


def side_facts(rows: PhotoRows, tasks: tuple[SideTask, ...]) -> dict[str, Integers | Numbers]:
    return {task.name: _column(rows, task) for task in tasks}


def _column(rows: PhotoRows, task: SideTask) -> Integers | Numbers:
    values = [facts.get(task.name) for facts in rows.facts]
    if task.classes:
        return class_numbers(values, task.classes)
    return np.array([_number(value) for value in values], dtype=np.float32)


def _number(value: Any) -> float:
    known = isinstance(value, int | float) and value >= 0
    return float(value) if known else float("nan")
