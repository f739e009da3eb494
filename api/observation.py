"""What the service tells those who run it: a line of JSON for each request, with an id that the client gets too, and metrics."""

import json
import logging
import os
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from time import perf_counter
from typing import Any
from uuid import uuid4

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["LOGGING", "METRICS_FOLDER", "JsonFormatter", "Observed", "metrics"]

METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable with the folder in which several processes put their metrics together; set it before they start."""

_HEADER = b"x-request-id"
_ID = re.compile(rb"[\w.-]{1,64}")
_CLIENT_GONE = 499  # what no client gets to see; the number is nginx's
_FAILED = 500

_encoded = json.JSONEncoder(ensure_ascii=False).encode
_request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
_log = logging.getLogger(__name__)
_requests = Counter("kg_requests", "Requests that were answered", ("method", "route", "status"))
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})  # that are counted by their names
_seconds = Histogram("kg_request_seconds", "Seconds from a request to the end of its answer", ("route",))

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "api.observation.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"level": "WARNING", "handlers": ["stderr"]},
    "loggers": {"api": {"level": "INFO"}, "kg": {"level": "INFO"}},
}
"""For :func:`logging.config.dictConfig`: all logs as lines of JSON on standard error."""


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON: time, level, logger, message, the request that it belongs to, and what is told of that."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        content = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": _request_id.get(),
            **getattr(record, "request", {}),
        }
        if record.exc_info:
            content["exception"] = self.formatException(record.exc_info)
        return _encoded(content)


class Observed:
    """Middleware that gives each request an id, by default the client's own, and logs and counts it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = next((value for name, value in scope["headers"] if name == _HEADER), b"")
        request_id = given if _ID.fullmatch(given) else uuid4().hex.encode()
        _request_id.set(request_id.decode())
        status, size, start = _CLIENT_GONE, 0, perf_counter()

        async def watched_send(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message["headers"], (_HEADER, request_id)]}
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, watched_send)
        except Exception:
            status = _FAILED
            raise
        finally:
            _record(scope, status, size, perf_counter() - start)


def _record(scope: Scope, status: int, size: int, seconds: float) -> None:
    route = getattr(scope.get("route"), "path", "")
    method = scope["method"] if scope["method"] in _METHODS else "other"
    _requests.labels(method, route, status).inc()
    _seconds.labels(route).observe(seconds)
    client = scope["client"][0] if scope.get("client") else None
    told = {
        "method": scope["method"],
        "path": scope["path"],
        "status": status,
        "bytes": size,
        "seconds": round(seconds, 4),
        "client": client,
    }
    _log.info("request", extra={"request": told})


def metrics() -> bytes:
    """The metrics of this process, or of all that share a folder, in Prometheus's text format."""
    if METRICS_FOLDER not in os.environ:
        return generate_latest(REGISTRY)
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return generate_latest(together)
