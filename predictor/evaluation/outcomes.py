"""From points answered to what became of each photo."""

import numpy as np

from predictor.evaluation.answers import Answers
from predictor.evaluation.places import counted_regions
from predictor.evaluation.questions import Questions
from predictor.geodesy import Floats, haversine_km
from predictor.metrics import Outcome


def outcome_of(points_N2: Floats, questions: Questions, answers: Answers | None = None) -> Outcome:
    """With answers the calibration of their cells is judged as well."""
    distance_km_N = haversine_km(points_N2, questions.latlng_N2)
    country_N, province_N = rightly_named(counted_regions(points_N2), questions.regions).T
    if answers is None:
        return Outcome(distance_km_N, country_N, province_N)
    return Outcome(distance_km_N, country_N, province_N, answers.confidence_N, answers.hit_N)


def rightly_named(answered_N2: Floats, true_N2: Floats) -> Floats:
    """NaN where the truth has no such region: nobody can be right or wrong there."""
    return np.where(np.isnan(true_N2), np.nan, np.where(answered_N2 == true_N2, 1.0, 0.0))
