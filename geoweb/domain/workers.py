"""Signs of life of worker processes."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from geoweb.models import Worker

# A worker that has been silent for this long is not coming back under the same name.
FORGOTTEN_AFTER = timedelta(days=1)


def record_sign_of_life(*, name: str, queues: str) -> None:
    now = timezone.now()
    Worker.objects.update_or_create(name=name, defaults={"queues": queues, "seen_at": now})
    Worker.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()


def record_end_of_life(*, name: str) -> None:
    Worker.objects.filter(name=name).delete()


def living_workers(queue: str = "") -> list[str]:
    """Those that take from `queue`, or all."""
    alive_since = timezone.now() - timedelta(seconds=settings.WORKER_SILENT_AFTER_S)
    alive = Worker.objects.filter(seen_at__gte=alive_since).order_by("name")
    rows = alive.values_list("name", "queues")
    return [name for name, queues in rows if not queue or queue in queues.split(",")]
