"""Words to the numbers that a text tower reads, and names of countries to embeddings."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812  # as everybody calls it

from predictor.nn.captions import country_prompts
from predictor.nn.examples import Numbers
from predictor.nn.vocabulary import Tokenise, Vocabulary


@dataclass(frozen=True, slots=True)
class Language:
    vocabulary: Vocabulary
    tokenise: Tokenise

    def encode(self, texts: Sequence[str]) -> torch.Tensor:
        return self.vocabulary.encode(texts, self.tokenise)


@torch.inference_mode()
def country_embeddings(clip: nn.Module, language: Language, countries: Sequence[str]) -> Numbers:
    """(C, D) unit rows: the mean of each country's prompts."""
    where = next(clip.parameters()).device
    rows = []
    for country in countries:
        tokens_PL = language.encode(country_prompts(country)).to(where)
        texts_PD = F.normalize(clip.encode_text(tokens_PL).float(), dim=1)  # type: ignore[operator]
        rows.append(F.normalize(texts_PD.mean(dim=0), dim=0))
    return np.asarray(torch.stack(rows).cpu().numpy())
