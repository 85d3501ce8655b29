"""One line for each thing that happened, without people in it: JSON in production, key=value elsewhere.

Everything passes through here, ours (structlog) and the libraries' (logging). Fields that name a person are dropped;
mail and network addresses inside texts, tracebacks included, are struck out.
"""

import logging.config
import re
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

PERSONAL_FIELDS = {
    "account", "actor", "email", "first_name", "ip", "last_name", "learner", "learner_key", "name", "person", "reader",
    "remote_addr", "user", "user_agent", "user_id", "username",
}  # fmt: skip
MAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*")
IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
IPV6 = re.compile(r"(?<![0-9a-fA-F:])(?:[0-9a-fA-F]{1,4}:){3,7}[0-9a-fA-F]{0,4}(?![0-9a-fA-F:])|::1\b")
ROW_VALUES = re.compile(r"^DETAIL:.*$", re.MULTILINE)
"""PostgreSQL tells the whole row that broke a constraint."""
PATH_KEY = re.compile(
    r"(?<=/)(?:\d+|[0-9a-f]{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[^/\s]*@[^/\s]*)(?=/|$|\s)"
)


def without_people(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    for field in PERSONAL_FIELDS & event.keys():
        del event[field]
    for field, value in event.items():
        if not field.startswith("_") and not isinstance(value, bool | int | float | None):
            event[field] = struck_out(value if isinstance(value, str) else repr(value))
    if "request" in event:
        event["request"] = PATH_KEY.sub("…", event["request"].partition("?")[0])
    return event


def struck_out(text: str) -> str:
    for pattern in (ROW_VALUES, MAIL, IPV4, IPV6):
        text = pattern.sub("…", text)
    return text


def configure(config: dict[str, Any]) -> None:
    """`config` is settings.LOGGING: `level` and whether to write `json`."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        without_people,
    ]
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if config["json"]
        else structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"], drop_missing=True)
    )
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "line": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": shared,
                    "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
                }
            },
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
            "root": {"handlers": ["stderr"], "level": config["level"]},
            "loggers": {
                # its warnings repeat, with the whole address, what the request log says without it
                "django.request": {"level": "ERROR"},
                "django_tasks": {"level": "WARNING"},
                "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
            },
        }
    )
