"""Answers as rows: one prediction a photo and locator, and the first one stays."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from predictor.geodesy import LatLng
from predictor.models import Locator, Photo, Prediction
from predictor.models.points import to_point


class Answer(Protocol):
    """What `predictor.locate` says of a place; named here without its torch."""

    @property
    def point(self) -> LatLng: ...
    @property
    def cells(self) -> Sequence[tuple[int, float]]: ...  # number, probability; likeliest first
    @property
    def evidence(self) -> Any: ...
    @property
    def timings_ms(self) -> Any: ...


def keep(answered: Iterable[tuple[Photo, Answer | None]], locator: Locator) -> None:
    """Another process may have kept the same photo meanwhile; a locator never changes its mind."""
    rows = [as_prediction(photo, each, locator) for photo, each in answered if each is not None]
    Prediction.objects.bulk_create(rows, ignore_conflicts=True)


def as_prediction(photo: Photo, answer: Answer, locator: Locator) -> Prediction:
    return Prediction(
        photo=photo,
        locator=locator,
        point=to_point(answer.point),
        cell_numbers=[number for number, _ in answer.cells],
        probabilities=[probability for _, probability in answer.cells],
        evidence=plain(answer.evidence),
        timings_ms=plain(answer.timings_ms),
    )


def plain(value: Any) -> Any:
    """What JSON can hold of dataclasses, however deep."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value
