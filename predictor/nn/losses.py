"""Losses of the heads: cross entropy against distance-smoothed cells, and the side tasks."""

from collections.abc import Mapping

import torch
from torch.nn import functional as F  # noqa: N812  # as everybody calls it

from predictor.geodesy import EARTH_RADIUS_KM
from predictor.nn.examples import UNKNOWN_CLASS, SideTask


def smoothed_targets(
    points_B3: torch.Tensor, centroids_C3: torch.Tensor, tau_km: float
) -> torch.Tensor:
    """softmax(-d / tau) of unit vectors, (B, C): made for a batch, never for all photos.

    Chords, not dot products: in float32 those lose kilometres between neighbours.
    """
    chord_BC = torch.cdist(points_B3, centroids_C3, compute_mode="donot_use_mm_for_euclid_dist")
    distance_km_BC = 2 * EARTH_RADIUS_KM * torch.asin((chord_BC / 2).clamp(max=1.0))
    return torch.softmax(-distance_km_BC / tau_km, dim=1)


def cells_loss(logits_BC: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """`targets`: (B, C) shares or (B,) own cells."""
    return F.cross_entropy(logits_BC.float(), targets)


def side_loss(
    outputs: Mapping[str, torch.Tensor],
    facts: Mapping[str, torch.Tensor],
    tasks: tuple[SideTask, ...],
) -> torch.Tensor:
    """Weighted sum over tasks; photos that a task knows nothing of do not count in it."""
    losses = [task.weight * task_loss(outputs[task.name], facts[task.name], task) for task in tasks]
    return torch.stack(losses).sum() if losses else torch.zeros(())


def task_loss(output: torch.Tensor, fact_B: torch.Tensor, task: SideTask) -> torch.Tensor:
    known_B = fact_B != UNKNOWN_CLASS if task.classes else torch.isfinite(fact_B)
    if not known_B.any():
        return output.sum() * 0.0  # keeps the graph whole for a batch without the fact
    if task.classes:
        return F.cross_entropy(output[known_B].float(), fact_B[known_B])
    # Log scale: a village against a town is as far as a town against a city.
    return F.smooth_l1_loss(output[known_B, 0].float(), torch.log1p(fact_B[known_B]))
