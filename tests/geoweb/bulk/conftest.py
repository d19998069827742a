"""The small world and a locator fitted to it, committed: bulk jobs write in a thread of their own."""

import pytest

from geoweb.domain.chunks import Sight
from tests.predictor.conftest import fitted, recipe, small_world

__all__ = ["fitted", "recipe", "small_world"]


@pytest.fixture
def sight():
    """Imported here: other tests need no torch."""
    from predictor.locate import decide, look

    return Sight(look, decide)
