"""Where a pretraining run stands, in one file written whole: a killed run goes on from it."""

from collections.abc import Callable
from pathlib import Path

import torch
from torch import nn

from predictor.nn.weights import WeightsError, first_line
from predictor.whole_files import write_whole_by

Progress = Callable[[int, int, float], None]  # steps done, of how many, the last loss


class State:
    """The step number stands for the sampler, the schedule and the random numbers too."""

    def __init__(self, file: Path, key: str) -> None:
        self.file = file
        self.key = key

    def save(self, step: int, learner: nn.Module, optimiser: torch.optim.Optimizer) -> None:
        content = {
            "key": self.key,
            "step": step,
            "learner": learner.state_dict(),
            "optimiser": optimiser.state_dict(),
        }
        write_whole_by(self.file, lambda file: torch.save(content, file))

    def restore(self, learner: nn.Module, optimiser: torch.optim.Optimizer) -> int:
        """The number of steps done; 0 without a file, or when it belongs to another run."""
        if not self.file.is_file():
            return 0
        try:
            content = torch.load(self.file, map_location="cpu", weights_only=True)
        except (RuntimeError, EOFError, ValueError) as error:
            raise WeightsError(
                f"{self.file} cannot be read ({first_line(error)}); delete it to start again."
            ) from error
        if content["key"] != self.key:
            return 0
        learner.load_state_dict(content["learner"])
        optimiser.load_state_dict(content["optimiser"])
        return int(content["step"])
