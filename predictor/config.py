"""A recipe: every choice a locator is fitted from, read from TOML and checked on reading."""

from dataclasses import dataclass, field
from typing import Literal

CellMethod = Literal["semantic", "kmeans", "s2", "rectangles"]
Smoothing = Literal["distance", "one_hot"]
Output = Literal["projection", "tokens"]
Refinement = Literal["nearest", "barycentric", "none"]


@dataclass(frozen=True, slots=True)
class Photos:
    datasets: tuple[str, ...] = ()  # empty: every located photo
    min_trust: float = 0.5  # labels trusted less teach nothing


@dataclass(frozen=True, slots=True)
class Cells:
    method: CellMethod = "semantic"
    min_photos: int = 30
    max_photos: int = 150
    # PIGEON's rounds: (min_samples, xi), coarse to fine.
    optics: tuple[tuple[int, float], ...] = ((8, 0.05), (10, 0.025), (15, 0.015))
    count: int = 200  # kmeans
    t_min: tuple[int, ...] = (50,)  # s2: one partition for each pair of t_min and t_max
    t_max: tuple[int, ...] = (5000,)
    step_deg: float = 5.0  # rectangles


@dataclass(frozen=True, slots=True)
class Encoder:
    """Weights: an open_clip tag, `shipped:NAME`, a .safetensors or .pt file, `random:SEED`."""

    architecture: str = "homing-planet"
    weights: str = "shipped:planet"
    output: Output = "projection"
    views: Literal[1, 4] = 1
    batch: int = 64


@dataclass(frozen=True, slots=True)
class Labels:
    smoothing: Smoothing = "distance"
    tau_km: float = 75.0


@dataclass(frozen=True, slots=True)
class Head:
    epochs: int = 60
    patience: int = 6
    batch: int = 512
    learning_rate: float = 3e-3
    weight_decay: float = 1e-2
    dropout: float = 0.0
    hidden: int = 0  # width of a layer that the cells and the side tasks share
    unfreeze_blocks: Literal[0, 1] = 0  # trains the last block of the encoder too


@dataclass(frozen=True, slots=True)
class AuxiliaryWeights:
    """How much each side task counts beside the cells; zero leaves it out."""

    climate: float = 0.0
    drives_on: float = 0.0
    season: float = 0.0
    population: float = 0.0


@dataclass(frozen=True, slots=True)
class Prototypes:
    min_samples: int = 3
    xi: float = 0.15


@dataclass(frozen=True, slots=True)
class Refine:
    """sql/refine.sql: distances between embeddings are Euclidean over unit vectors."""

    method: Refinement = "nearest"
    cells: int = 5  # K candidates
    temperature: float = 0.2  # of softmax(-d/T) over prototypes
    prototypes: int = 5  # whose members are looked at
    members: int = 20  # M of the barycentre
    alpha: float = 8.0  # of exp(-alpha d)
    within_km: float = 1000.0  # members further from the best one do not count
    max_km: float = 1000.0  # further from the cell's centroid: the centroid is the answer


@dataclass(frozen=True, slots=True)
class Pretrain:
    epochs: int = 10
    batch: int = 64
    accumulate: int = 1  # parts of a batch that go through the network one after the other
    learning_rate: float = 1.5e-3
    weight_decay: float = 0.05
    warmup_steps: int = 200
    caption_dropout: float = 0.3  # chance of leaving out each part
    smallest_crop: float = 0.7  # share of the picture's area
    # Pixels a side: at first few, which are cheap, then more. The encoder's own size may be larger
    # still: crops show things larger than whole pictures do (Touvron et al. 2019).
    small_size: int = 128
    small_share: float = 0.7  # of all steps
    size: int = 160
    cells: int = 400  # k-means cells told apart beside the captions; 0 for captions alone
    side_weight: float = 1.0  # of cells and facts beside the captions


@dataclass(frozen=True, slots=True)
class Recipe:
    name: str
    title: str = ""
    seed: int = 1
    photos: Photos = field(default_factory=Photos)
    cells: Cells = field(default_factory=Cells)
    encoder: Encoder = field(default_factory=Encoder)
    labels: Labels = field(default_factory=Labels)
    head: Head = field(default_factory=Head)
    auxiliary: AuxiliaryWeights = field(default_factory=AuxiliaryWeights)
    prototypes: Prototypes = field(default_factory=Prototypes)
    refine: Refine = field(default_factory=Refine)
    pretrain: Pretrain = field(default_factory=Pretrain)
