"""Requests end with the connection that they came by."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["EndingWithClient"]


class EndingWithClient:
    """Middleware that cancels what answers a request when its client goes away before the answer.

    It does so for paths that begin in one of some ways; others are answered too soon for it to be worth its while.
    """

    def __init__(self, app: ASGIApp, beginnings: tuple[str, ...] = ("",)) -> None:
        self._app = app
        self._beginnings = beginnings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or not scope.get("path", "").startswith(self._beginnings):
            await self._app(scope, receive, send)
            return
        received: asyncio.Queue[Message] = asyncio.Queue(maxsize=1)
        is_sent = False

        async def pass_on() -> None:
            while (message := await receive())["type"] != "http.disconnect":
                await received.put(message)

        async def watched_send(message: Message) -> None:
            nonlocal is_sent
            await send(message)
            is_sent = message["type"] == "http.response.body" and not message.get("more_body", False)

        answering = asyncio.ensure_future(self._app(scope, received.get, watched_send))
        listening = asyncio.ensure_future(pass_on())
        try:
            await asyncio.wait((answering, listening), return_when=asyncio.FIRST_COMPLETED)
            if is_sent:  # the connection also counts as ended when all is sent: let the rest be done in peace
                await asyncio.wait((answering,))
        finally:
            answering.cancel()
            listening.cancel()
            await asyncio.gather(answering, listening, return_exceptions=True)
        if not answering.cancelled():
            answering.result()
