"""What a process may not do that reads strangers' files or answers strangers' queries, whatever they make its libraries do.

Nothing here needs a privilege, nothing can be undone, and all of it holds for the programs that the process starts.
"""

import ctypes
import os
import platform
import resource
import socket
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

__all__ = ["confine", "forbid_network", "forbid_writing"]

_ARCHITECTURES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}  # AUDIT_ARCH_* and the number of socket(2)
_X32 = 0x40000000  # the bit in the numbers of x86-64's second set of calls
_IO_URING_SETUP = 425  # a ring makes sockets without socket(2)
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050001  # SECCOMP_RET_ERRNO with EPERM
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # Landlock's system calls, the same on every architecture
_GET_VERSION = 1
_BENEATH = 1
_WRITES = {1: 0x1FF2, 2: 0x2000, 3: 0x4000}  # to write, make, remove, move or cut off a file, by the version that knows it
_WRITES_TO_A_FILE = 0x4002
_SOCKETS = 0x220  # to make a socket, and to remove it
_SCOPES = {6: 0x3}  # to connect to abstract sockets of processes outside, and to signal them

_libc = ctypes.CDLL(None, use_errno=True)


def confine(folders: Iterable[Path] = (), *, sockets: Iterable[Path] = ()) -> None:
    """Forbid this process the network, writing but in these folders (see :func:`forbid_writing`), and core dumps.

    Raises:
        OSError: a folder is missing, or the kernel does not accept the rules.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    forbid_network()
    forbid_writing(folders, sockets=sockets)


def forbid_network() -> bool:
    """Make socket(2) fail in this process and its threads to come, but for sockets that do not leave this machine (AF_UNIX).

    Return whether this system can. A seccomp filter of Linux loads the number of each system call, and of socket's domain;
    calls by the numbers of another architecture fail altogether.

    Raises:
        OSError: the kernel does not accept the filter.
    """
    if sys.platform != "linux" or platform.machine() not in _ARCHITECTURES:
        return False
    architecture, socket_call = _ARCHITECTURES[platform.machine()]
    instructions = (  # struct sock_filter: code, jump if true, jump if false, k
        (0x20, 0, 0, 4),  # load the architecture
        (0x15, 0, 6, architecture),
        (0x20, 0, 0, 0),  # load the number of the call
        (0x35, 4, 0, _X32),
        (0x15, 3, 0, _IO_URING_SETUP),
        (0x15, 0, 3, socket_call),
        (0x20, 0, 0, 16),  # load its first argument
        (0x15, 1, 0, socket.AF_UNIX),
        (0x06, 0, 0, _REFUSE),
        (0x06, 0, 0, _ALLOW),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *instruction) for instruction in instructions))
    program = ctypes.create_string_buffer(struct.pack("HL", len(instructions), ctypes.addressof(code)))
    _forbid_privileges()
    _checked(_libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, program, 0, 0))
    return True


def forbid_writing(folders: Iterable[Path], *, sockets: Iterable[Path] = ()) -> bool:
    """Let this process and its threads to come write in these folders only, and signal no process outside.

    In the folders of ``sockets`` they may make sockets and remove files. Return whether this system can: it takes
    Linux 5.13 with Landlock.

    Raises:
        OSError: a folder is missing, or the kernel does not accept the rules.
    """
    version = _libc.syscall(_CREATE_RULESET, None, 0, _GET_VERSION) if sys.platform == "linux" else -1
    if version < 1:
        return False
    writes = _known(_WRITES, version)
    attributes = struct.pack("QQQ", writes, 0, _known(_SCOPES, version))  # fields that an older kernel does not have are zero
    ruleset = _checked(_libc.syscall(_CREATE_RULESET, attributes, len(attributes), 0))
    try:
        for paths, allowed in ((folders, writes), (sockets, _SOCKETS), ((Path(os.devnull),), writes & _WRITES_TO_A_FILE)):
            for path in paths:
                _allow(ruleset, path, allowed)
        _forbid_privileges()
        _checked(_libc.syscall(_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)
    return True


def _known(bits: dict[int, int], version: int) -> int:
    return sum(bit for since, bit in bits.items() if since <= version)


def _allow(ruleset: int, path: Path, allowed: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        _checked(_libc.syscall(_ADD_RULE, ruleset, _BENEATH, struct.pack("=Qi", allowed, place), 0))
    finally:
        os.close(place)


def _forbid_privileges() -> None:
    """Let the programs that are started gain none, which the kernel demands of an unprivileged process that confines itself."""
    _checked(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))


def _checked(result: int) -> int:
    """The result of a system call.

    Raises:
        OSError: it failed.
    """
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result
