"""The process that workers are forked from. It has imported what they need, so that they start in some hundredths of a second.

It has one thread and nothing else open, as a process must be that is forked. On its standard input, a socket, come messages of
eight bytes: a number of 0 together with the socket of a worker that is to be started, or the number of a process that has ended.
Until that message comes nobody else can have the number, and whoever kills the process by it kills no other.
"""

import os
import socket
import sys
from pathlib import Path

from kg.query.worker import serve

__all__ = ["main", "message"]

_MESSAGE_BYTES = 8


def message(process: int) -> bytes:
    """The message with the number of a process, or with 0."""
    return process.to_bytes(_MESSAGE_BYTES, "big")


def main() -> None:
    """Start workers until standard input closes. The arguments of the process are those of each worker: see :func:`serve`."""
    release, memory = Path(sys.argv[1]), int(sys.argv[2])
    with socket.socket(fileno=0) as orders:
        while True:
            order, descriptors, _, _ = socket.recv_fds(orders, _MESSAGE_BYTES, 1)
            if not order:
                return
            if descriptors:
                if not os.fork():
                    orders.close()
                    serve(socket.socket(fileno=descriptors[0]), release, memory)
                    return
                os.close(descriptors[0])
            else:
                os.waitpid(int.from_bytes(order, "big"), 0)
