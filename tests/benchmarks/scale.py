"""How a build grows: ``python tests/benchmarks/scale.py N… [--work FOLDER] [--seed S] [--sample M]``.

For each N, writes N reports (``synthesise.py``), builds a release of them by the command line, again without a change, and again with one
report changed; compares what was found in M reports, drawn by chance, with the facts that were written. Prints Markdown for
``docs/benchmarks.md``. The reports and releases stay in ``FOLDER/N``, if one is given; what is there already is built anew.
"""

import argparse
import contextlib
import datetime as dt
import importlib.metadata
import json
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import kg
from kg.evaluation import Score, align, score, total
from kg.evaluation.record import read_evaluation
from kg.evaluation.reference import from_annotation
from kg.evaluation.text import flatten
from kg.form import from_dict
from kg.reading import read
from kg.store.release import open_release
from kg.types import Extraction, Report

_HERE = Path(__file__).parent
_SMALL_SET = _HERE.parents[1] / "docs" / "evaluation.json"
_LIBRARIES = ("spacy", "pyoxigraph", "numpy")
_INTERVAL = 0.2  # seconds between two looks at the memory
_KG = (sys.executable, "-c", "from kg.cli import main; main()")
_LEFT_OUT = 2  # the exit status of a build that left files out


@dataclass(frozen=True, slots=True)
class Run:
    """A command that has ended: its seconds, and the most memory that it and its children had at once, in bytes."""

    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Scale:
    """What came out for a number of reports; sizes in bytes."""

    count: int
    built: Run
    unchanged: Run
    changed: Run
    reports: int
    left_out: int
    quads: int
    sources: int
    release: int
    found: Score


def measure(count: int, work: Path, *, seed: int, sample: int) -> Scale:
    """Write, build and compare ``count`` reports in the folder ``work``."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    log = work / "log.txt"
    run([sys.executable, _HERE / "synthesise.py", str(count), "--out", work, "--seed", str(seed)], log)
    build = [*_KG, "build", work / "reports", "--out", work / "out"]
    built = run(build, log)
    release = open_release(work / "out")
    found = compare(work, sample=sample, seed=seed)
    unchanged = run(build, log)
    with min((work / "reports").rglob("*.txt")).open("a", encoding="utf-8") as file:
        file.write("\n（此件公开发布）\n")
    return Scale(
        count=count,
        built=built,
        unchanged=unchanged,
        changed=run(build, log),
        reports=release.manifest.reports,
        left_out=len(release.manifest.left_out),
        quads=release.manifest.quads,
        sources=size(work / "reports"),
        release=size(release.folder),
        found=found,
    )


def compare(work: Path, *, sample: int, seed: int) -> Score:
    """The figures of some of the reports, by the facts that were written; one that the release lacks has nothing right."""
    lines = (work / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    truth = {}
    for line in random.Random(seed).sample(lines, min(sample, len(lines))):
        annotation = json.loads(line)
        truth[annotation["report"]["file"]] = annotation
    found = dict(extractions(work / "out", truth))
    figures = []
    for name, annotation in truth.items():
        source = flatten(read(work / "reports" / name).raw)
        extraction = found.get(name, Extraction(report=Report(id="", file=name), text=""))
        figures.append(score(from_annotation(annotation, source), align(extraction, source)))
    return total(figures)


def extractions(releases: Path, wanted: Mapping[str, object]) -> Iterator[tuple[str, Extraction]]:
    """What the current release has of the files that are wanted, by their names."""
    release = open_release(releases)
    for entry in release.reports():
        for name in (name for kept in entry.sources for name in kept.file.names if name in wanted):
            yield name, from_dict(json.loads(release.extraction(entry.id)))


def run(command: Sequence[str | Path], log: Path) -> Run:
    """Run a command to its end; what it prints goes to the end of ``log``.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    start = time.perf_counter()
    most = 0
    with log.open("ab") as output, subprocess.Popen(command, start_new_session=True, stdout=output, stderr=output) as process:
        while process.poll() is None:
            most = max(most, sum(_memory(process.pid)))
            time.sleep(_INTERVAL)
    seconds = time.perf_counter() - start
    if process.returncode not in {0, _LEFT_OUT}:
        error = subprocess.CalledProcessError(process.returncode, command)
        error.add_note(f"what it printed is in {log}")
        raise error
    return Run(seconds, most)


def _memory(session: int) -> Iterator[int]:
    """The bytes of each process of a session; memory that several share counts once (proportional set size)."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has ended meanwhile, or is another user's
            if os.getsid(int(folder.name)) == session:
                rollup = (folder / "smaps_rollup").read_text()
                yield next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) * 1024


def size(folder: Path) -> int:
    """The bytes of the files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def markdown(scales: Sequence[Scale], *, sample: int, seed: int) -> str:
    """The results as a section of ``docs/benchmarks.md``."""
    return "\n".join([*_setting(sample, seed), *_growth(scales), "", *_figures(scales)])


def _setting(sample: int, seed: int) -> list[str]:
    libraries = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES)
    machine = f"{os.cpu_count()} processors ({_processor()}), {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"
    day = dt.datetime.now(dt.UTC).date()
    versions = f"kg {kg.__version__}, Python {platform.python_version()}, {libraries}"
    return [f"{versions}; {machine}; {day}; seed {seed}, figures from {sample} reports at most.", ""]


def _processor() -> str:
    with contextlib.suppress(OSError, StopIteration):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.partition(": ")[2] for line in lines if line.startswith("model name"))
    return platform.machine()


def _growth(scales: Sequence[Scale]) -> list[str]:
    columns: dict[str, Callable[[Scale], str]] = {
        "reports": lambda one: f"{one.reports:,}",
        "build": lambda one: f"{one.built.seconds:,.0f} s",
        "reports/s": lambda one: f"{one.count / one.built.seconds:.1f}",
        "s/1,000 reports": lambda one: f"{one.built.seconds / one.count * 1000:.1f}",
        "left out": lambda one: f"{one.left_out}",
        "most memory": lambda one: f"{one.built.memory / 2**20:,.0f} MB",
        "sources/report": lambda one: f"{one.sources / one.count / 1024:.1f} kB",
        "release/report": lambda one: f"{one.release / one.count / 1024:.1f} kB",
        "quads/report": lambda one: f"{one.quads / one.count:,.0f}",
        "unchanged": lambda one: f"{one.unchanged.seconds:,.1f} s",
        "one changed": lambda one: f"{one.changed.seconds:,.1f} s",
    }
    rows = [columns.keys(), ["---:"] * len(columns), *([value(one) for value in columns.values()] for one in scales)]
    return [f"| {' | '.join(row)} |" for row in rows]


def _figures(scales: Sequence[Scale]) -> list[str]:
    small = read_evaluation(_SMALL_SET).left_out
    head = ["figure", "ten annotated reports", *(f"{one.count:,} reports (precision, recall)" for one in scales)]
    rows = [head, ["---"] * len(head)]
    for name, count in small.counts.items():
        found = (one.found.counts[name] for one in scales)
        rows.append([f"`{name}`", f"{count.f1:.3f}", *(f"{one.f1:.3f} ({one.precision:.3f}, {one.recall:.3f})" for one in found)])
    for name, share in small.fields.items():
        rows.append([f"`{name}`", f"{share.share:.3f}", *(f"{one.found.fields[name].share:.3f}" for one in scales)])
    return [f"| {' | '.join(row)} |" for row in rows]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="+")
    parser.add_argument("--work", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--sample", type=int, default=500)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = args.work or Path(temporary)
        scales = [measure(count, work / str(count), seed=args.seed, sample=args.sample) for count in args.count]
    print(markdown(scales, sample=args.sample, seed=args.seed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
