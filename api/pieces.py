"""Large answers go out in pieces, so that compressing one of them does not keep other requests waiting."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["InPieces"]

_PIECE = 1 << 16  # bytes


class InPieces:
    """Middleware that cuts the bodies of answers into pieces and lets others go on between two of them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def send_pieces(message: Message) -> None:
            body = message.get("body", b"")
            for start in range(_PIECE, len(body), _PIECE):
                await send({**message, "body": body[start - _PIECE : start], "more_body": True})
                await asyncio.sleep(0)
            rest = (len(body) - 1) // _PIECE * _PIECE
            await send({**message, "body": body[rest:]} if rest > 0 else message)

        await self._app(scope, receive, send_pieces)
