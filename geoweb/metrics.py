"""What Prometheus is told: refusals by the web processes, batches and outcomes by the workers."""

from typing import Final

from prometheus_client import Counter, Histogram

PHOTOS: Final = (1, 2, 4, 8, 16, 32, 64, 128, 256)
SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)

# Labels come from closed vocabularies of ours: a stranger must not be able to make new series.
refusals = Counter("homing_upload_refusals", "Uploads refused, by reason.", ["code"])
outcomes = Counter("homing_upload_outcomes", "Uploads that workers have finished.", ["outcome"])
waits = Histogram(
    "homing_upload_wait_seconds", "From receiving an upload to its end.", buckets=SECONDS
)
batch_photos = Histogram("homing_batch_photos", "Photos in one batch.", ["work"], buckets=PHOTOS)
batch_seconds = Histogram(
    "homing_batch_seconds", "One batch, from its files to its rows.", ["work"], buckets=SECONDS
)
decode_seconds = Histogram(
    "homing_batch_decode_seconds",
    "Waiting for the pictures of one batch.",
    ["work"],
    buckets=SECONDS,
)
forward_seconds = Histogram(
    "homing_batch_forward_seconds", "The forward pass of one batch.", ["work"], buckets=SECONDS
)


def count_refusal(code: str) -> None:
    refusals.labels(code).inc()


def count_outcome(outcome: str, wait_s: float) -> None:
    """`outcome` is answered, or the name of the failure; `wait_s` since it was received."""
    outcomes.labels(outcome).inc()
    waits.observe(wait_s)


def observe_batch(
    size: int, decode_s: float, forward_s: float, total_s: float, work: str = "uploads"
) -> None:
    batch_photos.labels(work).observe(size)
    decode_seconds.labels(work).observe(decode_s)
    forward_seconds.labels(work).observe(forward_s)
    batch_seconds.labels(work).observe(total_s)
