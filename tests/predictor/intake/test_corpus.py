"""Thousands of hostile files through the web's look and the workers' decoders."""

import re
import time
from pathlib import Path

import pytest

from predictor.intake.decoding import Decoders
from predictor.intake.images import SafeCopy, UnreadableImage
from predictor.intake.received import look
from tests.jpeg_markers import superfluous_parts
from tests.predictor.intake.corpus import EITHER, MEGAPIXELS, TAKEN, corpus
from tests.predictor.intake.decoder_processes import processes

MEMORY_MB, SECONDS = 512, 2.0
SLOWEST_S = 60.0


def looked(received):
    try:
        return look(received, most_pixels=MEGAPIXELS * 1_000_000)
    except UnreadableImage as error:
        return error


def code_of(outcome):
    return str(outcome.code) if isinstance(outcome, UnreadableImage) else TAKEN


@pytest.fixture(scope="module")
def run():
    """Every file of the corpus decoded, also those that the web would never pass on."""
    start = time.monotonic()
    with Decoders(2, MEMORY_MB, SECONDS) as decoders:
        outcomes = decoders.safe_copies([item.received for item in corpus()])
        memory = [(peak_kb(each.pid), limit_bytes(each.pid)) for each in processes(decoders)]
    return outcomes, memory, time.monotonic() - start


def peak_kb(pid):
    return int(Path(f"/proc/{pid}/status").read_text().split("VmPeak:")[1].split()[0])


def limit_bytes(pid):
    """What the kernel holds it to, until it dies; nobody can ask the dead what they took."""
    (line,) = re.findall(r"Max address space +(\d+)", Path(f"/proc/{pid}/limits").read_text())
    return int(line)


def test_corpus_is_large_and_its_names_differ():
    assert len(corpus()) >= 2000
    assert len({item.name for item in corpus()}) == len(corpus())
    assert {code for item in corpus() for code in item.may_be} == EITHER


def test_corpus_is_the_same_every_time():
    first = corpus()
    corpus.cache_clear()

    assert corpus() == first


def test_every_file_ends_as_a_safe_copy_or_a_coded_refusal(run):
    outcomes, _, _ = run

    assert len(outcomes) == len(corpus())
    for item, outcome in zip(corpus(), outcomes, strict=True):
        header = looked(item.received)
        final = outcome if code_of(header) == TAKEN else header
        assert code_of(final) in item.may_be, item
        assert isinstance(final, SafeCopy) or str(final)


def test_every_safe_copy_is_bare_and_of_its_stated_size(run):
    outcomes, _, _ = run
    for item, copy in zip(corpus(), outcomes, strict=True):
        if isinstance(copy, SafeCopy):
            assert superfluous_parts(copy.jpeg) == [], item
            assert 32 <= max(copy.width, copy.height) <= 1280


def test_what_a_decoder_takes_the_web_would_have_passed_on(run):
    """But for a file of more segments than the web counts."""
    outcomes, _, _ = run
    differ = {
        item.name
        for item, outcome in zip(corpus(), outcomes, strict=True)
        if code_of(outcome) == TAKEN != code_of(looked(item.received))
    }
    assert differ <= {"200,000-segments"}


def test_no_decoder_passed_its_memory_limit(run):
    _, memory, _ = run

    assert memory  # one may have died of its last picture
    for peak, limit in memory:
        assert limit == MEMORY_MB * 2**20
        assert 0 < peak <= MEMORY_MB * 1024


def test_the_whole_corpus_takes_bounded_time(run):
    _, _, took_s = run

    assert took_s < SLOWEST_S
