"""The last sign of life of each worker process."""

from django.db import models


class Worker(models.Model):
    name = models.CharField(max_length=120, primary_key=True, help_text="Celery's node name.")
    queues = models.CharField(max_length=120)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
