"""Photos of one drive come together, up to the number of views."""

from predictor.views import places


def test_one_view_leaves_every_photo_alone() -> None:
    assert places(["a", "a", "b"], 1) == [[0], [1], [2]]


def test_photos_of_a_drive_come_together_up_to_the_number_of_views() -> None:
    assert places(["a", "b", "a", "a", "a", "a"], 4) == [[0, 2, 3, 4], [1], [5]]


def test_photos_without_a_drive_stand_alone() -> None:
    assert places(["", "", "a"], 4) == [[0], [1], [2]]
