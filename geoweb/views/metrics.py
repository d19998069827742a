"""For Prometheus: what the web processes counted, and the queue as the database knows it."""

import os
from collections.abc import Iterator

import prometheus_client
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, multiprocess
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from geoweb.domain.workers import living_workers
from geoweb.queries.queue import queue_now


class QueueCollector(Collector):
    """Read at every scrape; without a database it says that it cannot be read, and no more."""

    def collect(self) -> Iterator[Metric]:
        try:
            gauges = read_gauges()
        except DatabaseError:
            yield GaugeMetricFamily("homing_database_up", "Can the queue be read?", 0)
            return
        yield GaugeMetricFamily("homing_database_up", "Can the queue be read?", 1)
        for name, (says, value) in gauges.items():
            yield GaugeMetricFamily(f"homing_{name}", says, value)


def read_gauges() -> dict[str, tuple[str, float]]:
    queue = queue_now()
    return {
        "uploads_pending": ("Uploads that wait for a worker.", queue.pending),
        "uploads_claimed": ("Uploads that a worker has taken.", queue.claimed),
        "uploads_failed_day": ("Uploads of the last 24 hours that failed.", queue.failed_lately),
        "uploads_oldest_seconds": ("Age of the oldest unfinished upload.", queue.oldest_s),
        "workers_alive": ("Workers heard of lately.", len(living_workers())),
    }


@require_safe
@never_cache
def metrics(_request: HttpRequest) -> HttpResponse:
    body = prometheus_client.generate_latest(counted()) + queue_text()
    return HttpResponse(body, content_type=prometheus_client.CONTENT_TYPE_LATEST)


def counted() -> CollectorRegistry:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return prometheus_client.REGISTRY
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def queue_text() -> bytes:
    registry = CollectorRegistry()
    registry.register(QueueCollector())
    return prometheus_client.generate_latest(registry)
