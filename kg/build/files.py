"""What waits until the disk has it."""

import os
from pathlib import Path

__all__ = ["replace_file", "sync", "sync_tree"]


def sync(path: Path) -> None:
    """Wait until the disk has a file, or the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Wait until the disk has a folder with all that is in it."""
    for path in (*folder.rglob("*"), folder):
        sync(path)


def replace_file(path: Path, content: bytes) -> None:
    """Write a file in one step: whatever happens, there is the old one or the new one."""
    partial = path.with_name(f".{path.name}")
    partial.write_bytes(content)
    sync(partial)
    partial.replace(path)
    sync(path.parent)
