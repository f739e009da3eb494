"""Damage files of every format by chance and read them: is each a text that keeps its promise, or an error of one line?

usage: python tests/fuzz/fuzz_readers.py [--inputs 100000] [--seed 0]     read so many files; list what went wrong, by number
       python tests/fuzz/fuzz_readers.py --only NUMBER [--seed 0]         read one of them in this process, to see where it goes wrong

The files go through the pool as those of a user do, and archives are unpacked. What must not happen: that this process fails, that
a reader raises anything but InputError, ends its process, takes too much time or memory, or that a text contradicts its source.
"""

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from fuzz_samples import SAMPLES, TOKENS, VALUES, Sample

from kg.errors import InputError
from kg.reading import Reader
from kg.reading.document import parse
from kg.types import SourceText

__all__ = ["Failure", "fuzz", "make"]

_VALUE = re.compile(rb"\d+|'[^']{0,99}'")
_ELEMENT = re.compile(rb"(?P<tag><(?P<name>[\w:]{1,30})[^<>]{0,200}>)[^<>]{0,500}(?:<(\w:?)[^<>]{0,99}>[^<>]{0,99}</\3>)?</(?P=name)>")
_ZIP = b"PK\x03\x04"
_WRONG = ("the reader", "took longer", "takes more")  # how the reasons begin that are no fault of the file


class Failure(NamedTuple):
    """The number of an input, the sample that it was made of, and what went wrong."""

    number: int
    sample: str
    message: str


def make(number: int, seed: int) -> tuple[str, bytes]:
    """The name of the sample that an input is made of, and its bytes; a function of its number and the seed."""
    chance = random.Random(f"{seed} {number}")
    name = chance.choices(tuple(SAMPLES), [sample.weight for sample in SAMPLES.values()])[0]
    sample = SAMPLES[name]
    parts = dict(sample.parts)
    if chance.random() < 0.9:
        target = chance.choice(tuple(parts))
        parts[target] = _damaged(parts[target], chance)
    data = sample.join(parts, chance)
    return name, data if chance.random() < 0.75 else _damaged(data, chance)


def _damaged(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        data = chance.choices(_DAMAGES, _WEIGHTS)[0](data, chance)
    return data


def _stretch(data: bytes, chance: random.Random) -> tuple[int, int]:
    """Where a random stretch begins and ends, mostly between the characters of UTF-8."""
    start = chance.randint(0, len(data))
    end = min(start + int(chance.expovariate(1 / 20)), len(data))
    return (start, end) if chance.random() < 0.1 else (_boundary(data, start), _boundary(data, end))


def _boundary(data: bytes, at: int) -> int:
    while at < len(data) and data[at] & 0xC0 == 0x80:
        at += 1
    return at


def _cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: _stretch(data, chance)[0]]


def _drop(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[end:]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[start:end] * chance.choice((2, 3, 200)) + data[end:]


def _overwrite(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + chance.randbytes(end - start or 1) + data[end:]


def _insert(data: bytes, chance: random.Random) -> bytes:
    start, _ = _stretch(data, chance)
    return data[:start] + (chance.choice(TOKENS) if chance.random() < 0.7 else _piece(chance)) + data[start:]


def _change_value(data: bytes, chance: random.Random) -> bytes:
    """Put another into the place of a number or a quoted value, which leaves the syntax of most formats whole."""
    if not (values := tuple(_VALUE.finditer(data))):
        return data
    start, end = chance.choice(values).span()
    return data[:start] + chance.choice((*VALUES, chance.choice(values)[0])) + data[end:]


def _move_element(data: bytes, chance: random.Random) -> bytes:
    """Take a whole element of a markup language away, or copy it to the place before another, once or often."""
    if not (elements := tuple(_ELEMENT.finditer(data))):
        return data
    start, end = chance.choice(elements).span()
    if chance.random() < 0.3:
        return data[:start] + data[end:]
    place = chance.choice(elements).start()
    return data[:place] + data[start:end] * chance.choice((1, 1, 100)) + data[place:]


def _wrap_element(data: bytes, chance: random.Random) -> bytes:
    """Put an element into itself, once or so often that it nests deep."""
    if not (elements := tuple(_ELEMENT.finditer(data))):
        return data
    element = chance.choice(elements)
    times = chance.choice((1, 3, 50, 2000))
    tag, name = element["tag"], element["name"]
    return data[: element.start()] + tag * times + element[0] + (b"</" + name + b">") * times + data[element.end() :]


def _piece(chance: random.Random) -> bytes:
    """A piece of any sample."""
    sample: Sample = chance.choice(tuple(SAMPLES.values()))
    data = sample.join(sample.parts, chance)
    start = chance.randrange(len(data))
    return data[start : start + chance.randint(1, 500)]


_DAMAGES = (_cut_off, _drop, _repeat, _overwrite, _insert, _change_value, _move_element, _wrap_element)
_WEIGHTS = (1, 2, 2, 1, 3, 4, 3, 2)


def fuzz(numbers: range, seed: int, outcomes: Counter[str]) -> Iterator[Failure]:
    """Read inputs and count what they come to; what went wrong is given as it happens."""
    with tempfile.TemporaryDirectory() as place, Reader() as reader:

        def write() -> Iterator[Path]:
            for number in numbers:
                path = Path(place, str(number))
                path.write_bytes(make(number, seed)[1])
                yield path

        for number, outcome in zip(numbers, reader.read_all(write()), strict=True):
            path = Path(place, str(number))
            kind, wrong = _judged(outcome)
            if path.read_bytes().startswith(_ZIP):
                wrong = wrong or _unpacked(reader, path)
            path.unlink()
            outcomes[kind] += 1
            if wrong:
                yield Failure(number, make(number, seed)[0], wrong)


def _unpacked(reader: Reader, path: Path) -> str:
    """What is wrong with the members of an archive, if anything."""
    into = path.with_suffix(".members")
    into.mkdir()
    try:
        members = reader.unpack(path, into) or ()
    except InputError as error:
        return _judged(error)[1]
    finally:
        written = set(into.iterdir())
        shutil.rmtree(into)
    return "" if written == {member.path for member in members if member.path} else "other files than the members"


def _judged(outcome: SourceText | InputError) -> tuple[str, str]:
    """What an outcome is called in the count, and what is wrong with it, if anything."""
    if isinstance(outcome, InputError):
        return "refused", outcome.reason if outcome.reason.startswith(_WRONG) else ""
    return outcome.media_type, "; ".join(_contradictions(outcome))


def _contradictions(source: SourceText) -> Iterator[str]:
    if len(source.offsets) != len(source.text):
        yield "not one place for each character"
    if any(before > after for before, after in pairwise(source.offsets)):
        yield "places out of order"
    pairs = zip(source.text, source.offsets, strict=True)
    if any(not char.isspace() and source.raw[place : place + 1] != char for char, place in pairs):
        yield "a character that is not at its place"
    hidden = bytearray(len(source.raw))
    for cut in source.cuts:
        hidden[cut.start : cut.end] = b"1" * (cut.end - cut.start)
    gaps = (place for before, after in pairwise(source.offsets) for place in range(before + 1, after))
    if any(source.raw[place].isalnum() and not hidden[place] for place in gaps):
        yield "a letter or digit between neighbours that was not cut"
    if any(not before.start <= before.end <= after.start for before, after in pairwise(source.cuts)):
        yield "cuts out of order"
    if list(source.pages) != sorted(source.pages):
        yield "pages out of order"


def main() -> None:
    """Fuzz, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int)
    arguments = parser.parse_args()
    if arguments.only is not None:
        name, data = make(arguments.only, arguments.seed)
        print(f"made of {name}: {data!r}")
        source = parse(data, Path(name))
        print(source, *_contradictions(source), sep="\n")
        return
    start = time.monotonic()
    outcomes: Counter[str] = Counter()
    failures = []
    for failure in fuzz(range(arguments.inputs), arguments.seed, outcomes):
        failures.append(failure)
        print(f"input {failure.number}, made of {failure.sample}: {failure.message}", flush=True)
    seconds = time.monotonic() - start
    print(f"{arguments.inputs} inputs in {seconds:.0f} s ({arguments.inputs / seconds:.0f}/s), {len(failures)} failures")
    for kind, count in outcomes.most_common():
        print(f"{count:8} {kind}")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
