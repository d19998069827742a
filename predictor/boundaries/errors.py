"""What a person can get wrong about a boundaries file."""


class BoundariesError(Exception):
    """One line that says what is wrong with the file and what to do about it."""
