"""What a process remembers is asked for once, for a while."""

import time

import pytest

from geoweb.memory import Memory


@pytest.fixture
def asked():
    return []


def doubled(asked):
    def find(keys):
        asked.append(keys)
        return {key: 2 * key for key in keys if key < 100}

    return find


def test_what_is_known_is_not_asked_for_again(asked):
    memory = Memory(seconds=60.0, most=10)

    memory.values([1, 2, 1], doubled(asked))

    assert memory.values([2, 3], doubled(asked)) == {2: 4, 3: 6}
    assert asked == [[1, 2], [3]]


def test_what_was_not_found_is_asked_for_again(asked):
    memory = Memory(seconds=60.0, most=10)

    assert memory.values([100], doubled(asked)) == memory.values([100], doubled(asked)) == {}
    assert asked == [[100], [100]]


def test_what_is_old_is_asked_for_again(asked):
    memory = Memory(seconds=0.01, most=10)
    memory.values([1], doubled(asked))

    time.sleep(0.02)

    assert memory.values([1], doubled(asked)) == {1: 2}
    assert asked == [[1], [1]]


def test_it_never_holds_more_than_it_may(asked):
    memory = Memory(seconds=60.0, most=3)

    for key in range(10):
        assert memory.values([key], doubled(asked)) == {key: 2 * key}
        assert len(memory.kept) <= 3


def test_a_memory_can_be_emptied(asked):
    memory = Memory(seconds=60.0, most=10)
    memory.values([1], doubled(asked))

    memory.forget()

    assert memory.values([1], doubled(asked)) == {1: 2}
    assert len(asked) == 2
