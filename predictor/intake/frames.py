"""What a decoder and its owner write to each other: lengths first, and never a pickle."""

import hashlib
import struct
from typing import BinaryIO

from predictor.intake.images import SafeCopy, Unreadable, UnreadableImage

# What comes back may be written by a decoder that hostile bytes have taken over: it is read as
# numbers and bytes with bounds; unpickling it would run its code here.
Outcome = SafeCopy | UnreadableImage
READY = b"!"
LENGTH = struct.Struct(">I")
REPLY = struct.Struct(">16sHHI")  # the code of a refusal, width, height, length of what follows
LONGEST_REPLY_BYTES = 32 * 2**20
START_OF_JPEG = b"\xff\xd8\xff"


class BrokenFrame(Exception):  # noqa: N818 - the end of a decoder, which its owner replaces
    """The other side is gone or talks nonsense."""


def write_picture(pipe: BinaryIO, received: bytes) -> None:
    pipe.write(LENGTH.pack(len(received)))
    pipe.write(received)
    pipe.flush()


def read_picture(pipe: BinaryIO) -> bytes:
    return exactly(pipe, LENGTH.unpack(exactly(pipe, LENGTH.size))[0])


def write_outcome(pipe: BinaryIO, outcome: Outcome) -> None:
    if isinstance(outcome, SafeCopy):
        code, size, rest = "", (outcome.width, outcome.height), outcome.jpeg
    else:
        code, size, rest = outcome.code, (0, 0), str(outcome).encode()
    pipe.write(REPLY.pack(code.encode(), *size, len(rest)))
    pipe.write(rest)
    pipe.flush()


def read_outcome(pipe: BinaryIO) -> Outcome:
    code, width, height, length = REPLY.unpack(exactly(pipe, REPLY.size))
    if length > LONGEST_REPLY_BYTES:
        raise BrokenFrame
    rest = exactly(pipe, length)
    if code.strip(b"\0"):
        return refusal(code, rest)
    if not (width and height and rest.startswith(START_OF_JPEG)):
        raise BrokenFrame
    return SafeCopy(rest, hashlib.sha256(rest).hexdigest(), width, height)


def refusal(code: bytes, text: bytes) -> UnreadableImage:
    try:
        return UnreadableImage(text.decode(), Unreadable(code.strip(b"\0").decode()))
    except ValueError:
        raise BrokenFrame from None


def exactly(pipe: BinaryIO, length: int) -> bytes:
    read = pipe.read(length)
    if len(read) < length:
        raise BrokenFrame
    return read
