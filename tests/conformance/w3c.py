"""The W3C's tests of SPARQL 1.1 against the running service: ``python tests/conformance/w3c.py CHECKOUT [PATTERN]``.

CHECKOUT is a checkout of github:w3c/rdf-tests. Each test runs over HTTP on its own data. ``misses.toml`` has the tests that are known to
fail and why; any other failure is an error, and so is one of them that passes. With a PATTERN only the tests whose id contains it run.
"""

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import evaluation
import protocol
from suite import Result, description_tests, protocol_tests, query_tests

_MISSES = Path(__file__).with_name("misses.toml")


def main() -> int:
    """Run the tests, print what is not as expected and how many pass, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("pattern", nargs="?", default="")
    arguments = parser.parse_args()
    misses = tomllib.loads(_MISSES.read_text(encoding="utf-8"))
    return report(results(arguments.checkout, arguments.pattern), misses)


def results(checkout: Path, pattern: str) -> Iterator[Result]:
    """The tests whose ids contain the pattern, each with why it fails; None: it passes."""
    yield from evaluation.run(test for test in query_tests(checkout) if pattern in test.id)
    yield from protocol.run_protocol(test for test in protocol_tests(checkout) if pattern in test.id)
    yield from protocol.run_description(test for test in description_tests(checkout) if pattern in test)


def report(results: Iterable[Result], misses: Mapping[str, str]) -> int:
    """Print what is not as expected, and how many pass; return how many are not as expected, at most 1."""
    passed, run, surprises = Counter[str](), Counter[str](), 0
    for test, fault in results:
        part = test.partition("/")[0]
        run[part] += 1
        passed[part] += fault is None
        if (fault is None) == (test in misses):
            surprises += 1
            print(f"{test}: {fault or 'passes, though it is known to fail'}")
    for part, number in sorted(run.items()):
        print(f"{part:20} {passed[part]:4} of {number}")
    print(f"{passed.total()} of {run.total()} passed, {surprises} not as expected")
    return min(surprises, 1)


if __name__ == "__main__":
    sys.exit(main())
