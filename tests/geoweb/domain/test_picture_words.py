import pytest

from geoweb.domain.picture_words import FOREIGN, in_words
from predictor.intake.foreign import BRANDS, MARKUP, STARTS
from predictor.intake.images import Unreadable, UnreadableImage
from predictor.intake.received import look
from tests.album import jpeg


def words_for(received, most_pixels=10**8):
    with pytest.raises(UnreadableImage) as refused:
        look(received, most_pixels=most_pixels)
    return in_words(refused.value, received)


def test_every_format_that_is_recognised_has_a_translation():
    named = {name for _, name in (*STARTS, *MARKUP)} | set(BRANDS.values()) | {"a video"}

    assert named == set(FOREIGN)


@pytest.mark.parametrize("code", list(Unreadable))
def test_every_reason_has_a_sentence(code):
    assert in_words(UnreadableImage("-", code), b"%PDF-1.7").endswith(".")


def test_words_name_what_was_sent(settings):
    settings.UPLOAD_MEGAPIXELS = 50

    assert words_for(b"GIF89a" + bytes(40)) == "This is a GIF picture."
    assert words_for(bytes(40)) == "This is damaged, or no picture at all."
    assert words_for(jpeg(9, 9)) == "The picture is too small to see anything in it."
    assert words_for(jpeg(), 1000) == "The picture has more than 50 megapixels."
