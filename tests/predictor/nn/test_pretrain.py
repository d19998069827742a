import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace

import pytest
import torch

from predictor.nn.examples import TrainingError
from predictor.nn.pretrain import Batch, learning_rate
from predictor.nn.weights import WeightsError
from tests.predictor.nn.tiny_pretraining import (
    CONFIG,
    gradients,
    parameters,
    quiet,
    tiny_pretraining,
)

pytestmark = pytest.mark.usefixtures("architectures")
MODULE = "tests.predictor.nn.tiny_pretraining"


def differing(one, other, tolerance=0.0):
    assert one.keys() == other.keys()
    return [name for name in one if not torch.allclose(one[name], other[name], 0.0, tolerance)]


class StopTraining(Exception):  # noqa: N818  # no fault
    pass


def interrupt_at(last):
    def progress(step, _steps, _loss):
        if step == last:
            raise StopTraining

    return progress


def test_pretraining_lowers_the_loss(tmp_path):
    losses = []
    run = tiny_pretraining(replace(CONFIG, epochs=10))
    run.run(tmp_path / "state.pt", "key", lambda *seen: losses.append(seen[2]))
    assert len(losses) == run.steps == 30
    assert sum(losses[-3:]) < 0.8 * sum(losses[:3])


def test_interrupted_run_ends_with_the_same_weights(tmp_path):
    whole = tiny_pretraining()
    whole.run(tmp_path / "whole.pt", "key", quiet)
    with pytest.raises(StopTraining):
        tiny_pretraining().run(tmp_path / "cut.pt", "key", interrupt_at(5), save_every_s=0.0)
    seen = []
    resumed = tiny_pretraining()
    resumed.run(tmp_path / "cut.pt", "key", lambda *step: seen.append(step[0]))
    assert seen[0] == 6
    assert differing(parameters(whole), parameters(resumed)) == []


def test_finished_run_is_not_done_again(tmp_path):
    first, second = tiny_pretraining(), tiny_pretraining()
    first.run(tmp_path / "state.pt", "key", quiet)
    second.run(tmp_path / "state.pt", "key", interrupt_at(1))
    assert differing(parameters(first), parameters(second)) == []


def test_state_of_another_run_is_not_used(tmp_path):
    seen = []
    tiny_pretraining().run(tmp_path / "state.pt", "key", quiet)
    tiny_pretraining().run(tmp_path / "state.pt", "other", lambda *step: seen.append(step[0]))
    assert seen[0] == 1


def test_broken_state_is_named(tmp_path):
    (tmp_path / "state.pt").write_bytes(b"PK\x03\x04 cut")
    with pytest.raises(WeightsError, match=r"state\.pt cannot be read .*delete it"):
        tiny_pretraining().run(tmp_path / "state.pt", "key", quiet)


def test_run_that_comes_apart_says_so(tmp_path):
    run = tiny_pretraining()
    next(run.learner.parameters()).data.fill_(float("nan"))
    with pytest.raises(TrainingError, match=r"lower pretrain\.learning_rate"):
        run.run(tmp_path / "state.pt", "key", quiet)


@pytest.mark.parametrize("cells", [0, 3])
def test_accumulated_gradient_is_that_of_the_whole_batch(cells):
    found = []
    for accumulate in (1, 3):
        run = tiny_pretraining(replace(CONFIG, batch=9, accumulate=accumulate, cells=cells))
        run.backward(run.batch(0))
        found.append(gradients(run))
    # bf16 adds in another order when the parts are smaller.
    scale = max(float(gradient.abs().max()) for gradient in found[0].values())
    assert differing(*found, tolerance=0.02 * scale) == []


def test_sizes_grow_once_and_never_beyond_the_encoder():
    config = replace(CONFIG, small_size=24, small_share=0.5, size=64)
    run = tiny_pretraining(config, architecture="tiny-cnn")
    sizes = [run.size(step) for step in range(run.steps)]
    assert sizes == [(32, 32)] * run.steps
    assert run.batch(0).images_BCHW.shape == (8, 3, 32, 32)


def test_learning_rate_rises_then_falls_to_zero():
    config = replace(CONFIG, warmup_steps=4, learning_rate=1.0)
    rates = [learning_rate(step, 20, config) for step in range(20)]
    assert rates[:4] == [0.25, 0.5, 0.75, 1.0]
    assert rates[4:] == sorted(rates[4:], reverse=True)
    assert rates[-1] < 0.02


# --- Programs of their own


def start(architectures, state, out, seconds_a_step="0", **more):
    program = [sys.executable, "-m", MODULE, architectures, state, out, seconds_a_step]
    env = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"} | more
    return subprocess.Popen(program, env=env)


def torchrun(count):
    """The variables that it sets for each of its processes."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    place = {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port, "WORLD_SIZE": str(count)}
    return [place | {"RANK": str(rank), "LOCAL_RANK": str(rank)} for rank in range(count)]


def test_killed_run_ends_with_the_same_weights(tmp_path, architectures):
    state, out = tmp_path / "state.pt", tmp_path / "out.pt"
    killed = start(architectures, state, out, "0.3")
    while not state.exists():
        time.sleep(0.02)
    killed.send_signal(signal.SIGKILL)
    assert killed.wait() == -signal.SIGKILL
    assert torch.load(state)["step"] < 12

    assert start(architectures, state, out).wait() == 0

    whole = tiny_pretraining()
    whole.run(tmp_path / "whole.pt", "key", quiet)
    assert differing(parameters(whole), torch.load(f"{out}.0")["parameters"]) == []


def test_two_processes_have_the_gradients_of_one(tmp_path, architectures):
    """Slow: two programs that import torch. It is the one test of training in processes."""
    out = tmp_path / "out.pt"
    both = [start(architectures, tmp_path / "state.pt", out, **each) for each in torchrun(2)]
    assert [each.wait() for each in both] == [0, 0]
    shares = [torch.load(f"{out}.{rank}") for rank in (0, 1)]
    alone = tiny_pretraining()
    halves = zip(*(share["batch"].values() for share in shares), strict=True)
    alone.backward(Batch(*map(torch.cat, halves)))

    assert differing(shares[0]["gradients"], shares[1]["gradients"]) == []
    assert differing(shares[0]["parameters"], shares[1]["parameters"]) == []
    scale = max(float(each.abs().max()) for each in gradients(alone).values())
    assert differing(shares[0]["gradients"], gradients(alone), tolerance=0.02 * scale) == []
