"""A message that labels have changed; without it the sweep finds the rows."""

import structlog

from geoweb.celery import app
from geoweb.domain.waking import FAILURES

FOLLOW_LABELS = "geoweb.tasks.follow_labels"
STALE_AFTER_S = 60
log = structlog.get_logger(__name__)


def wake() -> None:
    """Never raises: the label is changed, whatever becomes of the message."""
    try:
        app.send_task(FOLLOW_LABELS, retry=False, expires=STALE_AFTER_S)
    except FAILURES as error:
        log.warning("labels_not_announced", error=type(error).__name__)
