"""How far people who judge the same things agree beyond chance: Krippendorff's alpha, nominal.

Krippendorff, Content Analysis (2004), chapter 11: alpha = 1 - observed / expected disagreement.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Each unit with the values that different people gave it; None where nothing can be said.

    Units that one person judged say nothing. With one value alone there is no chance to speak of.
    """
    judged = [Counter(values) for values in units if len(values) >= 2]
    totals: Counter[Hashable] = Counter()
    observed = 0.0
    for values in judged:
        count = values.total()
        totals.update(values)
        observed += sum(n * (count - n) for n in values.values()) / (count - 1)
    pairable = totals.total()
    expected = sum(n * (pairable - n) for n in totals.values())
    return 1.0 - (pairable - 1) * observed / expected if expected else None
