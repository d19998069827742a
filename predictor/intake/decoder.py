"""The decoder process: strangers' pictures in, safe copies out; it can open nothing else."""

import io
import resource
import signal
import sys
import warnings
from typing import BinaryIO

from PIL import Image

from predictor.intake.frames import READY, BrokenFrame, Outcome, read_picture, write_outcome
from predictor.intake.images import (
    FORMATS,
    SHORTEST_SIDE_PX,
    TOO_HEAVY,
    Limits,
    SafeCopy,
    Unreadable,
    UnreadableImage,
    open_header,
    safe_copy,
)

DAMAGED = "The picture is damaged or cut off."
STANDARD_STREAMS = 3


def main() -> None:
    memory_mb, seconds, most_pixels = (float(text) for text in sys.argv[1:])
    limits = Limits(most_pixels=int(most_pixels), shortest_side_px=SHORTEST_SIDE_PX)
    warm_up(limits)
    confine(int(memory_mb) * 2**20, limits)
    if not warm_up(limits):
        sys.exit(f"A decoder cannot work within {memory_mb:g} MB.")
    serve(sys.stdin.buffer, sys.stdout.buffer, seconds, limits)


def warm_up(limits: Limits) -> bool:
    """Loads every module that a picture may need: later no file can be opened."""
    return all(isinstance(attempt(sample(kind), limits), SafeCopy) for kind in FORMATS)


def sample(kind: str) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", (64, 64))
    image.save(out, kind, exif=image.getexif())
    return out.getvalue()


def confine(memory_bytes: int, limits: Limits) -> None:
    Image.MAX_IMAGE_PIXELS = limits.most_pixels
    warnings.simplefilter("ignore")  # damaged tags are worth no line in a log
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    for what, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, STANDARD_STREAMS),
    ):
        resource.setrlimit(what, (most, most))


def serve(pictures: BinaryIO, outcomes: BinaryIO, seconds: float, limits: Limits) -> None:
    """Ends when the owner's end of the pipe is closed, however the owner went."""
    outcomes.write(READY)
    outcomes.flush()
    try:
        while True:
            received = read_picture(pictures)
            # Nobody handles the alarm: it kills, inside a decoder's C code too.
            signal.setitimer(signal.ITIMER_REAL, seconds)
            outcome = attempt(received, limits)
            signal.setitimer(signal.ITIMER_REAL, 0)
            write_outcome(outcomes, outcome)
    except (BrokenFrame, BrokenPipeError):
        return


def attempt(received: bytes, limits: Limits) -> Outcome:
    try:
        return safe_copy(open_header(received, limits), limits)
    except UnreadableImage as error:
        return error
    except MemoryError:
        return UnreadableImage(TOO_HEAVY, Unreadable.TOO_HEAVY)
    except Exception as error:  # noqa: BLE001 - whatever a decoder makes of hostile bytes
        if "memory" in str(error):  # Pillow's word for it is an OSError
            return UnreadableImage(TOO_HEAVY, Unreadable.TOO_HEAVY)
        return UnreadableImage(DAMAGED)


if __name__ == "__main__":
    main()
