"""What is replaced while it is in use."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Generic, TypeVar

__all__ = ["Current"]

_Thing = TypeVar("_Thing")


class Current(Generic[_Thing]):
    """A thing, and after it others in its place. Whoever uses one keeps it; the last one who does closes it."""

    def __init__(self) -> None:
        self._held: _Held[_Thing] | None = None

    @property
    def thing(self) -> _Thing:
        """The one for who begins now, to be used at once; :meth:`used` keeps it."""
        assert self._held is not None, "nothing is open"
        return self._held.thing

    @property
    def is_used(self) -> bool:
        """Whether anybody uses what is current now."""
        return self._held is not None and self._held.uses > 1

    async def replace(self, opened: AbstractAsyncContextManager[_Thing]) -> None:
        """Open a thing and put it in the place of the one before. If it cannot be opened, that one stays."""
        opening = AsyncExitStack()
        held = _Held(await opening.enter_async_context(opened), opening)
        before, self._held = self._held, held
        if before is not None:
            await before.release()

    async def close(self) -> None:
        """Close what is current as soon as nobody uses it."""
        before, self._held = self._held, None
        if before is not None:
            await before.release()

    @asynccontextmanager
    async def used(self) -> AsyncIterator[_Thing]:
        """What is current now, for as long as it is wanted."""
        assert self._held is not None, "nothing is open"
        held = self._held
        held.uses += 1
        try:
            yield held.thing
        finally:
            await held.release()


class _Held(Generic[_Thing]):
    """A thing that is open, and how many use it, being current counting as one use."""

    def __init__(self, thing: _Thing, opening: AsyncExitStack) -> None:
        self.thing = thing
        self.uses = 1
        self._opening = opening

    async def release(self) -> None:
        self.uses -= 1
        if not self.uses:
            await self._opening.aclose()
