"""CLIP's byte-pair vocabulary, trimmed to the tokens that captions use."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any, Final, Self

import torch

from predictor.errors import HomingError

Tokenise = Callable[[str], Sequence[int]]

PAD: Final = 0
UNKNOWN: Final = 1
START: Final = 2
FIRST: Final = 3  # of the kept tokens


class VocabularyError(HomingError):
    """A vocabulary that does not fit its text tower."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Rows of a text tower's embedding: three marks, the kept tokens, and the end as the last.

    The end has the highest number because CLIP's text tower reads its answer there (argmax).
    """

    kept: tuple[int, ...]  # numbers in the full vocabulary, in the order of their rows
    size: int
    context: int

    def __post_init__(self) -> None:
        if self.size < FIRST + len(self.kept) + 1:
            raise VocabularyError(
                f"{len(self.kept)} tokens do not fit an embedding of {self.size} rows;"
                f" raise vocab_size in the architecture to {FIRST + len(self.kept) + 1}."
            )

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        return cls(tuple(values["kept"]), int(values["size"]), int(values["context"]))

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def encode(self, texts: Iterable[str], tokenise: Tokenise) -> torch.Tensor:
        """(B, context) int64; a caption that is too long loses its end, never the end mark."""
        row = {token: FIRST + index for index, token in enumerate(self.kept)}
        lines = [
            [START, *(row.get(each, UNKNOWN) for each in tokenise(text))][: self.context - 1]
            for text in texts
        ]
        encoded_BL = torch.full((len(lines), self.context), PAD)
        for number, line in enumerate(lines):
            encoded_BL[number, : len(line)] = torch.tensor(line)
            encoded_BL[number, len(line)] = self.size - 1
        return encoded_BL


def trimmed(texts: Iterable[str], tokenise: Tokenise, size: int, context: int) -> Vocabulary:
    """The most frequent tokens that fit `size` rows; ties go to the lower number."""
    counts = Counter(chain.from_iterable(map(tokenise, texts)))
    ranked = sorted(counts, key=lambda token: (-counts[token], token))
    return Vocabulary(tuple(sorted(ranked[: size - FIRST - 1])), size, context)
