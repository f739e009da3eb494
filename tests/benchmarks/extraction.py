"""How fast is the extraction? Prints characters/s, the ratio to jieba.lcut of the same texts, and each component's share.

usage: python tests/benchmarks/extraction.py [REPEATS]
"""

import logging
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable

import jieba

from kg.extraction.pipeline import make_nlp
from kg.reading import read
from kg.resources import seeds_folder
from kg.types import SourceText

REPORTS = sorted([*(seeds_folder() / "reports").glob("*.txt"), *(seeds_folder() / "dev").glob("*.txt")])


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main(repeats: int) -> None:
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    nlp = make_nlp()
    sources = [read(path) for path in REPORTS]
    characters = sum(len(source.text) for source in sources)
    shares: dict[str, float] = defaultdict(float)

    def run(source: SourceText) -> None:
        start = time.perf_counter()
        doc = nlp.make_doc(source.text)
        doc._.source = source
        shares["tokenizer"] += time.perf_counter() - start
        for name, component in nlp.pipeline:
            start = time.perf_counter()
            doc = component(doc)
            shares[name] += time.perf_counter() - start

    for source in sources:
        run(source)
    shares.clear()
    reading, extraction, peer = [], [], []
    for _ in range(repeats):
        reading.append(seconds(lambda: [read(path) for path in REPORTS]))
        extraction.append(seconds(lambda: [run(source) for source in sources]))
        peer.append(seconds(lambda: [jieba.lcut(source.text) for source in sources]))
    print(f"{len(sources)} reports, {characters} characters, median of {repeats} runs")
    for name, times in (("reading", reading), ("extraction", extraction), ("jieba.lcut", peer)):
        print(f"{name:12} {characters / statistics.median(times):12,.0f} characters/s")
    print(f"extraction / jieba.lcut: {statistics.median(extraction) / statistics.median(peer):.2f}")
    for name, spent in sorted(shares.items(), key=lambda item: -item[1]):
        print(f"  {name:18} {spent / sum(shares.values()):6.1%}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
