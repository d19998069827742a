"""Decoder processes: confined, replaced when they die, gone with their owner."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import billiard
import pytest

from predictor.intake.decoding import DecoderNotStarted, Decoders
from predictor.intake.images import (
    Limits,
    SafeCopy,
    Unreadable,
    UnreadableImage,
    open_header,
    safe_copy,
)
from tests.predictor.intake.corpus import flat_png, many_scans, whole
from tests.predictor.intake.decoder_processes import gone, is_running, processes
from tests.predictor.intake.pictures import picture

ROOT = Path(__file__).parents[3]
OWNER = """
from predictor.intake.decoding import Decoders
decoders = Decoders(2, 256, 5.0)
print(*(decoders.idle.get().process.pid for _ in range(2)), flush=True)
input()
"""


@pytest.fixture(scope="module")
def decoders():
    with Decoders(2, 256, 1.0) as both:
        yield both


def codes(outcomes):
    return [getattr(outcome, "code", None) for outcome in outcomes]


def test_copies_come_in_the_order_of_the_pictures(decoders):
    received = [picture(size=(40 + number, 40), seed=number) for number in range(17)]

    copies = decoders.safe_copies(received)

    assert [copy.width for copy in copies] == list(range(40, 57))
    assert all(isinstance(copy, SafeCopy) for copy in copies)


def test_copies_are_the_ones_made_without_a_process(decoders):
    received = whole()["jpeg"]

    assert decoders.safe_copies([received]) == [
        safe_copy(open_header(received, Limits()), Limits())
    ]


def test_no_pictures_are_no_copies(decoders):
    assert decoders.safe_copies([]) == []


def test_a_picture_that_hangs_costs_only_itself(decoders):
    sound = picture()
    before = {process.pid for process in processes(decoders)}

    outcomes = decoders.safe_copies([sound, many_scans(2000), sound, b"", sound])

    assert codes(outcomes) == [None, Unreadable.TOO_HEAVY, None, Unreadable.UNREADABLE, None]
    assert len(before & {process.pid for process in processes(decoders)}) == 1


def test_a_picture_that_needs_more_memory_costs_only_itself(decoders):
    outcomes = decoders.safe_copies([flat_png(7000, 7000), picture()])

    assert codes(outcomes) == [Unreadable.TOO_HEAVY, None]
    assert str(outcomes[0]) == "Opening the picture took too much memory or time."


def test_decoders_killed_at_rest_are_replaced(decoders):
    for process in processes(decoders):
        process.kill()

    assert codes(decoders.safe_copies([picture()] * 4)) == [None] * 4


def test_a_decoder_killed_at_work_does_not_cost_its_picture():
    with Decoders(1, 1024, 20.0) as alone:
        (process,) = processes(alone)
        killer = subprocess.Popen(["sh", "-c", f"sleep 0.1; kill -9 {process.pid}"])
        outcomes = alone.safe_copies([many_scans(30)])
        killer.wait()

    assert process.returncode == -signal.SIGKILL
    assert codes(outcomes) == [None]


def test_decoders_are_confined(decoders):
    for process in processes(decoders):
        limits = Path(f"/proc/{process.pid}/limits").read_text()
        rows = {line[:26].strip(): line[26:].split()[:2] for line in limits.splitlines()}
        assert rows["Max address space"] == [str(256 * 2**20)] * 2
        assert rows["Max open files"] == ["3", "3"]
        assert rows["Max core file size"] == rows["Max file size"] == ["0", "0"]


def test_decoders_know_no_secrets_and_no_django(decoders):
    for process in processes(decoders):
        assert Path(f"/proc/{process.pid}/environ").read_bytes() == b""
        mapped = Path(f"/proc/{process.pid}/maps").read_text()
        assert not any(name in mapped for name in ("numpy", "torch", "psycopg"))


def test_too_little_memory_to_start_is_no_fault_of_a_picture():
    with pytest.raises(DecoderNotStarted, match="raise its limit"):
        Decoders(1, 8, 1.0)


def test_closing_ends_the_processes():
    with Decoders(2, 256, 1.0) as both:
        pids = [process.pid for process in processes(both)]

    assert gone(pids)


def test_decoders_end_when_their_owner_is_killed():
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    pids = [int(pid) for pid in owner.stdout.readline().split()]
    assert all(map(is_running, pids))

    owner.kill()
    owner.communicate()

    assert gone(pids)


def in_daemon(pipe):
    with Decoders(1, 256, 1.0) as own:
        outcomes = own.safe_copies([picture(), b"nonsense"])
    pipe.send((billiard.current_process().daemon, os.getppid(), codes(outcomes)))


def test_decoders_work_inside_a_daemonic_process_of_billiard():
    ours, theirs = billiard.Pipe()
    process = billiard.Process(target=in_daemon, args=(theirs,), daemon=True)
    process.start()

    daemon, parent, found = ours.recv()
    process.join()

    assert (daemon, parent) == (True, os.getpid())
    assert found == [None, Unreadable.UNREADABLE]


def test_a_refusal_carries_its_code_through_the_pipe(decoders):
    (tiny,) = decoders.safe_copies([picture(size=(20, 20))])

    assert isinstance(tiny, UnreadableImage)
    assert tiny.code == Unreadable.TOO_SMALL
