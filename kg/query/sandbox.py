"""What a worker process may not do, whatever a query makes the engine do."""

import ctypes
import os
import platform
import resource
import struct
import sys

__all__ = ["confine", "forbid_network"]

_SOCKET_CALL = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}  # AUDIT_ARCH_* and the number of socket(2)
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050001  # SECCOMP_RET_ERRNO with EPERM


def confine(memory: int) -> None:
    """Limit this process to so many bytes of memory, no network and no core dumps."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    forbid_network()


def forbid_network() -> bool:
    """Make socket(2) fail in this process and its threads to come; return whether this system can.

    A seccomp filter of Linux, which needs no privilege: it loads the number of each system call and lets
    all but that one pass.

    Raises:
        OSError: the kernel does not accept the filter.
    """
    if sys.platform != "linux" or platform.machine() not in _SOCKET_CALL:
        return False
    architecture, socket_call = _SOCKET_CALL[platform.machine()]
    instructions = (  # struct sock_filter: code, jump if true, jump if false, k
        (0x20, 0, 0, 4),  # load the architecture
        (0x15, 0, 3, architecture),
        (0x20, 0, 0, 0),  # load the number of the call
        (0x15, 0, 1, socket_call),
        (0x06, 0, 0, _REFUSE),
        (0x06, 0, 0, _ALLOW),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *instruction) for instruction in instructions))
    program = ctypes.create_string_buffer(struct.pack("HL", len(instructions), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    for arguments in ((_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), (_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, program, 0, 0)):
        if libc.prctl(*arguments) != 0:
            error = ctypes.get_errno()
            raise OSError(error, os.strerror(error))
    return True
