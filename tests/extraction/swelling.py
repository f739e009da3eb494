"""How much memory the extraction of long texts takes; each text has a process of its own, forked from one that holds the models."""

import json
import os
import resource
import sys
from pathlib import Path

from extraction_helpers import LONG, check, source_of
from spacy.language import Language

from kg.extraction.pipeline import extract, make_nlp

__all__ = ["allowed", "main"]

_WARM = "某局2021年法治政府建设报告\n一、主要工作\n开展检查3次。"
_SECONDS_PER_MEGABYTE = 90  # of the processor's time; the slowest texts take thirteen


def allowed(characters: int) -> int:
    """The bytes that a text may take beside the models: a share for whatever is read in batches, and some for each character."""
    return 50_000_000 + 1_000 * characters


def main() -> None:
    """Read the sizes of texts by their names as JSON, print a line for each: its name, its characters and the bytes it took.

    What takes far more memory than is allowed, or more of the processor's time, ends without its line.
    """
    nlp = make_nlp()
    extract(source_of(_WARM), nlp)
    for name, size in json.load(sys.stdin).items():
        if not os.fork():
            seconds = _SECONDS_PER_MEGABYTE * size // 1_000_000
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            _measure(name, size, nlp)
            sys.exit()
        os.wait()


def _measure(name: str, size: int, nlp: Language) -> None:
    source = source_of(LONG[name](size))
    before = _peak()
    held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + 2 * allowed(len(source.text)), resource.RLIM_INFINITY))
    extraction = extract(source, nlp)
    taken = _peak() - before
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    check(extraction)
    print(json.dumps([name, len(source.text), taken]), flush=True)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
