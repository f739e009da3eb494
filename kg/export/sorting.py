"""Sorting of more lines than memory holds."""

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import count, groupby, islice
from pathlib import Path

__all__ = ["sort_lines"]

_RUN = 200_000  # lines that are sorted in memory: some 100 MB of N-Quads
_WIDTH = 200  # files that are merged at a time: a process may have 1,024 open


def sort_lines(lines: Iterable[bytes], folder: Path, *, run: int = _RUN, width: int = _WIDTH) -> Iterator[bytes]:
    """The distinct lines in the order of their bytes; each ends with a line feed.

    At most ``run`` lines are in memory. The sorted runs are files in ``folder``, which must exist, and are removed when they are merged.
    """
    names = (folder / str(number) for number in count())
    rest = iter(lines)
    runs = deque(_write(sorted(batch), next(names)) for batch in iter(lambda: set(islice(rest, run)), set()))
    while len(runs) > width:
        runs.append(_write(_merged([runs.popleft() for _ in range(width)]), next(names)))
    yield from _merged(runs)


def _write(lines: Iterable[bytes], path: Path) -> Path:
    with path.open("wb") as file:
        file.writelines(lines)
    return path


def _merged(paths: Iterable[Path]) -> Iterator[bytes]:
    with ExitStack() as stack:
        files = []
        for path in paths:
            files.append(stack.enter_context(path.open("rb")))
            path.unlink()
        for line, _ in groupby(merge(*files)):
            yield line
