"""Releases appear whole or not at all: made in a hidden folder beside the others, then renamed."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import ReleaseError
from kg.store.release import CURRENT, RELEASES

__all__ = ["point_current", "publish", "staging"]

_STAGING = ".staging-"


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """A new, empty folder to make a release in; whatever is left of it in the end is removed.

    Leftovers of builds that were killed are removed too. Only one build at a time may write to ``out``.

    Raises:
        ReleaseError: another build is at work, or a file cannot be written.
    """
    releases = out / RELEASES
    try:
        releases.mkdir(parents=True, exist_ok=True)
        with _locked(releases):
            for leftover in releases.glob(f"{_STAGING}*"):
                shutil.rmtree(leftover)
            stage = releases / f"{_STAGING}{os.getpid()}"
            stage.mkdir()
            try:
                yield stage
            finally:
                shutil.rmtree(stage, ignore_errors=True)
    except OSError as error:
        raise ReleaseError(f"{error.filename or out}: {(error.strerror or 'cannot be written').lower()}") from error


def publish(stage: Path, release: Path) -> None:
    """Rename a finished staging folder to ``release``; a damaged release of that name gives way."""
    _sync_tree(stage)
    damaged = stage.with_name(f"{_STAGING}{release.name}")
    if release.exists():
        release.rename(damaged)
    stage.rename(release)
    _sync(release.parent)
    shutil.rmtree(damaged, ignore_errors=True)


def point_current(release: Path) -> None:
    """Make ``current`` point to the release, in one step."""
    out = release.parent.parent
    link = out / f".{CURRENT}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(RELEASES, release.name))
    link.replace(out / CURRENT)
    _sync(out)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _lock(descriptor, folder)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, folder: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ReleaseError(f"{folder.parent}: another build is writing here") from error


def _sync_tree(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        _sync(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
