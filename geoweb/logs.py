"""Structured logs: one JSON object a line, or coloured lines with LOG_FORMAT=console.

No line says where anybody is: neither addresses of visitors, nor places they ask about or pin.
"""

import re
from typing import Any

import structlog
from structlog.typing import EventDict

from geoweb import environment as env

FORMAT = env.choice("LOG_FORMAT", ["json", "console"], default="json")
LEVEL = env.choice("LOG_LEVEL", ["debug", "info", "warning", "error"], default="info").upper()

DETAIL = re.compile(r"DETAIL: .*")


def one_line_a_request(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """The line at its end says it all; addresses of visitors are nobody's business."""
    if event.get("event") == "request_started":
        raise structlog.DropEvent
    event.pop("ip", None)
    if isinstance(request := event.get("request"), str):
        event["request"] = request.partition("?")[0]  # queries hold places
    return event


def without_rows(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """PostgreSQL shows the row that it refuses, with its points."""
    if isinstance(trace := event.get("exception"), str):
        event["exception"] = DETAIL.sub("DETAIL: left out", trace)
    return event


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,  # request_id, user_id
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
]
PROCESSORS: list[Any] = [
    *SHARED,
    one_line_a_request,
    structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
]
RENDERERS: list[Any] = (
    [structlog.dev.ConsoleRenderer(colors=not env.text("NO_COLOR", ""))]
    if FORMAT == "console"
    else [
        structlog.processors.format_exc_info,
        without_rows,
        structlog.processors.JSONRenderer(),
    ]
)
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "structured": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": SHARED,
            "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *RENDERERS],
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
    "root": {"handlers": ["stderr"], "level": LEVEL},
    "loggers": {"django.server": {"handlers": ["stderr"], "level": LEVEL, "propagate": False}},
}
