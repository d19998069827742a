"""Who answers when nobody is named."""

from predictor.errors import HomingError
from predictor.models import Locator


class NoLocatorError(HomingError):
    """Nobody can answer."""


def newest() -> Locator:
    found = Locator.objects.filter(state=Locator.State.PUBLISHED).order_by("-created_at").first()
    if found is None:
        raise NoLocatorError("No locator is published. Run: manage.py fit pigeon")
    return found
