"""Several pictures of one place: PIGEON looks four ways, here up to four photos of one drive."""

from collections.abc import Sequence


def places(drives: Sequence[str], views: int) -> list[list[int]]:
    """Row numbers of up to `views` photos of one drive, in their order; "" stands alone."""
    found: list[list[int]] = []
    open_at: dict[str, list[int]] = {}
    for row, drive in enumerate(drives):
        place = open_at.get(drive, []) if drive else []
        if not 0 < len(place) < views:
            place = open_at[drive] = []
            found.append(place)
        place.append(row)
    return found
