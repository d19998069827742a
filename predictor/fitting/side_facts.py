"""What photos are known to show besides their place, for the side tasks of the head."""

from typing import Any, Final

import numpy as np

from predictor.config import AuxiliaryWeights
from predictor.fitting.rows import PhotoRows
from predictor.nn.examples import Integers, Numbers, SideTask, class_numbers

CLASSIFIED: Final = ("climate", "drives_on", "season")
POPULATION: Final = "population"


def side_tasks(weights: AuxiliaryWeights, train: PhotoRows) -> tuple[SideTask, ...]:
    """Classes are those that training photos show; a fact nobody knows is no task."""
    tasks = []
    for name in CLASSIFIED:
        classes = sorted({str(facts[name]) for facts in train.facts if facts.get(name)})
        if (weight := getattr(weights, name)) and len(classes) > 1:
            tasks.append(SideTask(name, weight, tuple(classes)))
    if weights.population and any(POPULATION in facts for facts in train.facts):
        tasks.append(SideTask(POPULATION, weights.population))
    return tuple(tasks)


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
