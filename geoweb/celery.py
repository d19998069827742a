"""The Celery application: queue `gpu` for prediction, `default` for the rest."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoweb.settings")

app = Celery("geoweb")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
