"""What a user can put right about cells."""

from predictor.errors import HomingError


class CellsError(HomingError):
    """No cells can be made from these photos, areas or settings."""
