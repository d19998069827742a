"""A task for the metrics' test: some batches that a worker's child says it has done."""

from celery import shared_task

from geoweb import metrics


@shared_task
def measure(batches):
    for _ in range(batches):
        metrics.observe_batch(16, decode_s=0.02, forward_s=0.2, total_s=0.3)
