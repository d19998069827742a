"""What a user can put right: each message says what was wrong, with the value, and the remedy."""


class HomingError(Exception):
    """Commands show it as one line; anything else is a fault of ours."""
