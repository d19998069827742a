"""What a decoder answers is not believed: it may have been taken over."""

import io

import pytest

from predictor.intake.frames import (
    LONGEST_REPLY_BYTES,
    REPLY,
    BrokenFrame,
    read_outcome,
    read_picture,
    write_outcome,
    write_picture,
)
from predictor.intake.images import Limits, Unreadable, UnreadableImage, open_header, safe_copy
from tests.predictor.intake.pictures import picture

JPEG = b"\xff\xd8\xff\xe0"


def there_and_back(write, read, what):
    pipe = io.BytesIO()
    write(pipe, what)
    pipe.seek(0)
    return read(pipe)


def test_pictures_and_copies_arrive_as_they_were():
    copy = safe_copy(open_header(picture(), Limits()), Limits())

    assert there_and_back(write_picture, read_picture, b"\0\1\2") == b"\0\1\2"
    assert there_and_back(write_outcome, read_outcome, copy) == copy


@pytest.mark.parametrize("code", Unreadable)
def test_refusals_arrive_with_code_and_text(code):
    arrived = there_and_back(write_outcome, read_outcome, UnreadableImage("trop grand é", code))

    assert (arrived.code, str(arrived)) == (code, "trop grand é")


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"short",
        REPLY.pack(b"", 10, 10, 100) + JPEG,
        REPLY.pack(b"", 10, 10, LONGEST_REPLY_BYTES + 1) + JPEG,
        REPLY.pack(b"", 10, 10, 4) + b"<svg",
        REPLY.pack(b"", 0, 10, 4) + JPEG,
        REPLY.pack(b"no such code", 0, 0, 1) + b".",
        REPLY.pack(b"\xff\xfe", 0, 0, 1) + b".",
        REPLY.pack(b"unreadable", 0, 0, 1) + b"\xff",
    ],
)
def test_nonsense_is_the_end_of_a_decoder(reply):
    with pytest.raises(BrokenFrame):
        read_outcome(io.BytesIO(reply))
