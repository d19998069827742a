"""Cores are shared between the processes of a worker, unless somebody has said otherwise."""

import os
from types import SimpleNamespace

import pytest

from geoweb.worker_processes import THREADS, share_cores

CORES = len(os.sched_getaffinity(0))


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch):
    monkeypatch.setenv(THREADS, "to be restored")
    monkeypatch.delenv(THREADS)


@pytest.mark.parametrize("processes", [1, 2, 3, 500])
def test_threads_of_all_processes_fit_the_cores(processes):
    share_cores(instance=SimpleNamespace(concurrency=processes, max_concurrency=None))
    threads = int(os.environ[THREADS])
    assert threads == max(1, CORES // processes)


def test_growing_pool_shares_for_its_largest_size():
    share_cores(instance=SimpleNamespace(concurrency=1, max_concurrency=2 * CORES))
    assert os.environ[THREADS] == "1"


def test_what_an_operator_says_stays(monkeypatch):
    monkeypatch.setenv(THREADS, "7")
    share_cores(instance=SimpleNamespace(concurrency=1, max_concurrency=None))
    assert os.environ[THREADS] == "7"
