"""How fast files become shards: ``python tests/benchmarks/process.py FOLDER …``.

Prints what a report takes from its file to its shard (read, judged, extracted, linked, as quads, validated, packed) and what ``jieba.lcut``
alone takes of the texts that are read from the same files, in milliseconds of a processor, the process that reads included; and for either
how much more two processes get done than one, by the clock. All are medians of three runs. The folders need a few hundred files, as
a process that reads is started for all of them together.
"""

import logging
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import fmean, median

import jieba

from kg.build.process import Batch, process
from kg.build.recipe import recipe
from kg.build.units import Unit
from kg.extraction.pipeline import extract
from kg.hashing import file_hash
from kg.linking.corrections import Corrections
from kg.reading import Reader
from kg.settings import load_settings
from kg.store.packs import Pack
from kg.types import SourceText

jieba.setLogLevel(logging.WARNING)

_Work = Callable[[Sequence[Path]], float]


_RUNS = 3


def main(paths: Sequence[Path]) -> None:
    """Measure and print."""
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:

        def seconds(work: _Work, processes: int) -> tuple[float, float]:
            """Of a processor, for the files; and by the clock until each process has done all of them."""
            start = time.perf_counter()
            spent = fmean(pool.map(work, [paths] * processes))
            return spent, time.perf_counter() - start

        works: tuple[_Work, ...] = (_to_shards, _cut)
        for work in works:
            seconds(work, 2)  # models and dictionaries are loaded at their first use
        found = {work: [(seconds(work, 1), seconds(work, 2)) for _ in range(_RUNS)] for work in works}
    spent = {work: median(one for (one, _), _ in found[work]) for work in works}
    for work, name in zip(works, ("to shards", "jieba.lcut"), strict=True):
        more = median(2 * one / two for (_, one), (_, two) in found[work])
        print(f"{name:12} {spent[work] / len(paths) * 1000:8.1f} ms/report; two processes do {more:.2f} times as much as one")
    print(f"to shards / jieba.lcut: {spent[_to_shards] / spent[_cut]:.2f}, {len(paths)} files")


def _to_shards(paths: Sequence[Path]) -> float:
    units = tuple((Unit(file_hash(path), (path.name,), (None,)), path) for path in paths)
    settings = load_settings()
    how = recipe(settings, force=True, extractor=extract, corrections=Corrections())
    with tempfile.TemporaryDirectory() as folder:
        start = _used()
        with Reader(settings) as reader:
            made = process(Batch(how, Path(folder), units), reader)
        spent = _used() - start
        with Pack(made) as pack:
            assert sum(name.endswith(".nq.gz") for name in pack.names) == len(paths), "a file did not become a shard"
    return spent


def _cut(paths: Sequence[Path]) -> float:
    with Reader() as reader:
        texts = [text.text for text in reader.read_all(paths) if isinstance(text, SourceText)]
    start = _used()
    for text in texts:
        jieba.lcut(text)
    return _used() - start


def _used() -> float:
    """The processor time that this process and those that it has ended took, in seconds."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


if __name__ == "__main__":
    main(sorted(path for folder in sys.argv[1:] for path in Path(folder).rglob("*") if path.is_file()))
