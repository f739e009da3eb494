"""Releases that are kept beside the one being served, opened for a while to give an earlier answer again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from http import HTTPStatus

from api.problems import ProblemError
from api.service import Service, serving
from kg.errors import QueryBusyError
from kg.store.release import MANIFEST

__all__ = ["Archive"]


class Archive:
    """Opens earlier releases, each with a worker process of its own: one at a time."""

    def __init__(self) -> None:
        self._is_open = False

    @asynccontextmanager
    async def release(self, service: Service, release_id: str) -> AsyncIterator[Service]:
        """The service of a release by its id: the one being served, or one that lies beside it.

        Raises:
            ProblemError: it is not held.
            QueryBusyError: an earlier release is being asked already.
        """
        if release_id == service.release_id:
            yield service
            return
        folder = service.folder.with_name(release_id) if service.folder else None
        if folder is None or not (folder / MANIFEST).is_file():
            reason = f"release {release_id} is not held here, or no longer; the one being served is {service.release_id}"
            raise ProblemError(HTTPStatus.GONE, reason)
        if self._is_open:
            raise QueryBusyError(1)
        self._is_open = True
        try:
            async with serving(folder, replace(service.settings, query_workers=1)) as current:
                yield current.thing
        finally:
            self._is_open = False
