"""How right a locator is over the photos of a split, beside controls on the same photos."""

from predictor.evaluation.evaluation import Evaluation, evaluate
from predictor.evaluation.locators import EvaluationError, find_locator
from predictor.evaluation.seam import Locate

__all__ = ["Evaluation", "EvaluationError", "Locate", "evaluate", "find_locator"]
