"""What follows a change of labels, after it: references of the locators, and the board."""

from geoweb.domain.board import refresh
from geoweb.domain.rescoring import rescore
from predictor.models import StaleReference
from predictor.rereferencing import follow_label


def follow() -> int:
    """How many photos were followed. Safe to call at any time, by any number at once."""
    photos = list(StaleReference.objects.order_by("since").values_list("pk", flat=True))
    if not photos:
        return 0
    # A guess that was measured while the label changed may have seen the old one.
    rescore(photos)
    followed = sum(follow_label(photo) for photo in photos)
    refresh()
    return followed
