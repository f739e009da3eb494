"""What takes long the first time, done while nobody asks for anything."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from importlib import import_module

from api.current import Current
from api.explainer import Explainer
from api.pages.rendering import read_templates
from api.service import Service

__all__ = ["working_ahead"]

_log = logging.getLogger(__name__)
_PAUSE = 0.5  # seconds between two looks at whether anybody waits for an answer
_LONG_TO_IMPORT = ("kg.analysis.networks",)


@asynccontextmanager
async def working_ahead(current: Current[Service], explainer: Explainer) -> AsyncIterator[None]:
    """Until the context ends, and as far as time allows: start what explains reports, read the templates, import what takes long to."""
    working = asyncio.create_task(_work(current, explainer))
    try:
        yield
    finally:
        working.cancel()
        await asyncio.wait([working])


async def _work(current: Current[Service], explainer: Explainer) -> None:
    to_do: list[Callable[[], Awaitable[object]]] = [explainer.start] if current.thing.index and current.thing.folder else []
    to_do += [partial(asyncio.to_thread, read_templates), *(partial(asyncio.to_thread, import_module, name) for name in _LONG_TO_IMPORT)]
    for work in to_do:
        await _quiet(current)
        try:
            await work()
        except Exception:  # noqa: BLE001  # whoever needs it meets it again, and is told
            _log.exception("what takes long the first time could not be done ahead")


async def _quiet(current: Current[Service]) -> None:
    """Wait until nobody waits for an answer."""
    await asyncio.sleep(_PAUSE)
    while current.is_used:  # noqa: ASYNC110  # to wait for is not worth an event that every request would set
        await asyncio.sleep(_PAUSE)
