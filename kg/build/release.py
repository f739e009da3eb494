"""Releases appear whole or not at all: made in a hidden folder beside the others, then renamed."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.build.files import sync, sync_tree
from kg.errors import ReleaseError
from kg.store.release import CURRENT, MANIFEST, RELEASES, read_manifest

__all__ = ["current_release", "point_current", "prune", "publish", "releases", "rollback", "staging"]

_STAGING = ".staging-"


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """A new, empty folder to make a release in; whatever is left of it in the end is removed.

    Leftovers of builds that were killed are removed too. Only one build at a time may write to ``out``.

    Raises:
        ReleaseError: another build is at work, or a file cannot be written.
    """
    with _writing(out) as folder:
        for leftover in folder.glob(f"{_STAGING}*"):
            shutil.rmtree(leftover)
        stage = folder / f"{_STAGING}{os.getpid()}"
        stage.mkdir()
        try:
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)


def publish(stage: Path, release: Path) -> None:
    """Rename a finished staging folder to ``release``; a damaged release of that name gives way."""
    sync_tree(stage)
    damaged = stage.with_name(f"{_STAGING}{release.name}")
    if release.exists():
        release.rename(damaged)
    stage.rename(release)
    sync(release.parent)
    shutil.rmtree(damaged, ignore_errors=True)


def point_current(release: Path) -> None:
    """Make ``current`` point to the release, in one step."""
    out = release.parent.parent
    link = out / f".{CURRENT}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(RELEASES, release.name))
    link.replace(out / CURRENT)
    sync(out)


def releases(out: Path) -> list[Path]:
    """The concrete release folders, the one that was built last first.

    Raises:
        ReleaseError: there are none.
    """
    found = [path.parent for path in (out / RELEASES).glob(f"[!.]*/{MANIFEST}")]
    if not found:
        raise ReleaseError(f"{out}: no releases in this folder; `kg build` makes one")
    return sorted(found, key=lambda folder: ((folder / MANIFEST).stat().st_mtime_ns, folder.name), reverse=True)


def current_release(out: Path) -> Path | None:
    """The release that ``current`` points to, if it is there."""
    folder = out / CURRENT
    return folder.resolve() if (folder / MANIFEST).is_file() else None


def rollback(out: Path, release_id: str | None = None) -> Path:
    """Make another release the current one: that of the id, by default the one that was built before the current one.

    Raises:
        ReleaseError: there is no such release, it cannot be read by this version, or a build is at work.
    """
    releases(out)  # else a folder would be made for none
    with _writing(out):
        found = releases(out)
        if release_id is None:
            places = [place for place, folder in enumerate(found) if folder.resolve() == current_release(out)]
            if not places or places[0] + 1 == len(found):
                raise ReleaseError(f"{out}: there is no release before the current one")
            release = found[places[0] + 1]
        else:
            release = out / RELEASES / release_id
            if release not in found:
                raise ReleaseError(f"{out}: no release {release_id}; there are {', '.join(folder.name for folder in found)}")
        read_manifest(release)
        point_current(release)
        return release


def prune(out: Path, keep: int) -> list[Path]:
    """Remove all but the ``keep`` releases that were built last, the current one and those that are being served; 0 keeps all."""
    removed = []
    for folder in releases(out)[keep:] if keep else ():
        hidden = folder.with_name(f"{_STAGING}{folder.name}")
        if folder.resolve() != current_release(out) and _hidden(folder, hidden):
            shutil.rmtree(hidden)
            removed.append(folder)
    return removed


@contextmanager
def _writing(out: Path) -> Iterator[Path]:
    """The folder of the releases, for this process alone.

    Raises:
        ReleaseError: ``out`` is a file, another build is at work, or a file cannot be written.
    """
    if out.exists() and not out.is_dir():
        raise ReleaseError(f"{out}: a file; releases are kept in a folder")
    folder = out / RELEASES
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            _lock(descriptor, folder)
            yield folder
        finally:
            os.close(descriptor)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ReleaseError(f"{error.filename or out}: {reason}; put that right and build again: what was current still is") from error


def _lock(descriptor: int, folder: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ReleaseError(f"{folder.parent}: another build is writing here") from error


def _hidden(folder: Path, hidden: Path) -> bool:
    """Rename a release, unless a process serves it (see :func:`kg.store.release.held`)."""
    with (folder / MANIFEST).open("rb") as manifest:
        try:
            fcntl.flock(manifest, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        folder.rename(hidden)
        return True
