"""Requests whose addresses have raw UTF-8, which people type into ``curl`` and HTTP does not allow: taken as if percent-encoded."""

import re

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["PatientProtocol", "percent_encoded"]

_RAW = re.compile(rb"[\x80-\xff]")


class PatientProtocol(H11Protocol):
    """HTTP as uvicorn reads it by h11, but for the first line of a request, in which bytes that are no ASCII are percent-encoded first."""

    def data_received(self, data: bytes) -> None:
        """Take bytes from the connection."""
        is_first_line = self.conn.their_state is h11.IDLE and b"\n" not in self.conn.trailing_data[0]
        super().data_received(percent_encoded(data) if is_first_line else data)


def percent_encoded(data: bytes) -> bytes:
    """Data with all bytes of their first line, or what there is of it, that are no ASCII percent-encoded."""
    line, end, rest = data.partition(b"\n")
    return _RAW.sub(lambda byte: b"%%%02X" % ord(byte[0]), line) + end + rest if not line.isascii() else data
