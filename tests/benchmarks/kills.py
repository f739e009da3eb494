"""Is anything torn or lost when a build is killed? ``python tests/benchmarks/kills.py [KILLS] [REPORTS]``.

REPORTS (300) small reports are built by ``kg build``; before each build a tenth of them are written anew. KILLS (1,000) builds are
killed (SIGKILL) with all their processes, at a moment drawn by chance from a time that grows with each kill and shrinks with each build
that comes to its end, so that about a fifth do. After each, every release that is there must be whole, and the one that was current must
still be there or a newer one be current; no file that a killed build told of as read may be read again unless it was changed. In the end,
the release must be that of a build from nothing. Prints what was found, after every tenth of the kills and in the end; exit status 1 if
anything was.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.build.verify import is_whole
from kg.store import resolve
from kg.store.release import RELEASES

_FIRST = 20.0  # seconds within which the first moments are drawn
_KEPT = 10  # releases, since all are looked at after each kill
_LONGER, _SHORTER = 1.05, 0.8  # times that, after a kill and after a build that came to its end
_CHARACTERS = "甲乙丙丁戊己庚辛壬癸"
_REPORT = """{place}县司法局2022年法治政府建设情况报告
一、主要工作
我局落实《{place}县普法办法》，开展行政执法检查{count}次，办理行政复议案件{count}件。
二、存在问题
执法人员力量不足。
"""


def write(folder: Path, number: int, chance: random.Random) -> str:
    """Write a report anew; return its file's name."""
    place = "".join(_CHARACTERS[int(digit)] for digit in f"{number:04}")
    name = f"{number:04}.txt"
    (folder / name).write_text(_REPORT.format(place=place, count=chance.randrange(10**6)), encoding="utf-8")
    return name


def build(folder: Path, out: Path, *, seconds: float | None = None) -> tuple[set[str], bool]:
    """The files that a build told of as read, and whether it came to its end before it was killed."""
    command = "from kg.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", command, "build", str(folder), "--out", str(out), "--force"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "KG_KEEP_RELEASES": str(_KEPT)},
        start_new_session=True,
    )
    try:
        _, told = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        _, told = process.communicate()
    lines = (line.split() for line in told.splitlines(keepends=True) if line.endswith("\n"))
    assert process.returncode in (0, -signal.SIGKILL), told
    return {line[1] for line in lines if line[0].count("/") == 1}, process.returncode == 0


def torn(out: Path) -> list[str]:
    """The releases that are not whole."""
    return [folder.name for folder in (out / RELEASES).glob("[!.]*") if not is_whole(folder)]


def found(killed: int, ended: int, broken: int, lost: int) -> str:
    """What is printed of the builds so far."""
    return f"{killed} builds killed, {ended} came to their end: {broken} torn releases, {lost} files read again though told of as read"


def main(kills: int, reports: int) -> int:
    chance = random.Random(0)
    with tempfile.TemporaryDirectory() as place:
        folder, out = Path(place, "reports"), Path(place, "out")
        folder.mkdir()
        for number in range(reports):
            write(folder, number, chance)
        build(folder, out)
        known = {path.name for path in folder.iterdir()}
        killed = ended = broken = lost = 0
        longest = _FIRST
        while killed < kills:
            known -= {write(folder, chance.randrange(reports), chance) for _ in range(max(reports // 10, 1))}
            read, is_done = build(folder, out, seconds=chance.uniform(0, longest))
            longest *= _SHORTER if is_done else _LONGER
            lost += len(read & known)
            known |= read
            killed, ended = killed + (not is_done), ended + is_done
            broken += len(torn(out)) + (not is_whole(resolve(out)))
            if not is_done and killed % max(kills // 10, 1) == 0:
                print(found(killed, ended, broken, lost), flush=True)
        read, _ = build(folder, out)
        lost += len(read & known)
        build(folder, Path(place, "other"))
        same = resolve(out).name == resolve(Path(place, "other")).name
    print(found(killed, ended, broken, lost))
    print(f"the release in the end is {'that' if same else 'NOT that'} of a build from nothing")
    return int(bool(broken or lost or not same))


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*numbers, *(1_000, 300)[len(numbers) :]))
