"""Write plausible reports, all of another bureau or year, and the facts that are in them.

    python tests/benchmarks/synthesise.py N --out FOLDER [--seed S] [--formats txt,txt,html]

``FOLDER/reports`` gets a file for each, a thousand to a subfolder, and for some a web page with the same report posted again;
``FOLDER/truth.jsonl`` gets a line for each in the form of ``seeds/gold``, whose ``file`` is the path within ``reports`` and whose
``posted_again`` is that of the other post or null. The format of a report is drawn from those given. Equal arguments give equal files.
"""

import argparse
import json
import multiprocessing
import sys
from functools import partial
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "reading"))

from site_pages import SITES, page
from synthesis.report import Written, write_report

_POSTED_AGAIN = 0.03  # share of the reports
_FOLDER = 1000  # reports


def synthesise(count: int, out: Path, *, seed: int, formats: tuple[str, ...]) -> None:
    """Write ``count`` reports and their facts."""
    for start in range(0, count, _FOLDER):
        (out / "reports" / f"{start // _FOLDER:04}").mkdir(parents=True, exist_ok=True)
    write = partial(_write, out=out / "reports", seed=seed, formats=formats)
    with multiprocessing.Pool() as pool, (out / "truth.jsonl").open("w", encoding="utf-8") as truth:
        truth.writelines(pool.imap(write, range(count), chunksize=50))


def _write(number: int, *, out: Path, seed: int, formats: tuple[str, ...]) -> str:
    """Write the report of a number; its line of the truth."""
    chance = Random(f"{seed} {number} files")
    report = write_report(seed, number)
    suffix = chance.choice(formats)
    stem = f"{number // _FOLDER:04}/{number:07}"
    again = f"{stem}-again.html" if chance.random() < _POSTED_AGAIN else None
    for name in filter(None, (f"{stem}.{suffix}", again)):
        content = report.text if name.endswith(".txt") else _page(report, chance.choice(SITES))
        (out / name).write_text(content, encoding="utf-8")
    fields = report.annotation["report"]
    published = report.posted if suffix == "html" else fields["published"]
    annotation = {**report.annotation, "report": {**fields, "published": published, "file": f"{stem}.{suffix}"}, "posted_again": again}
    return json.dumps(annotation, ensure_ascii=False) + "\n"


def _page(report: Written, site: str) -> str:
    fields = report.annotation["report"]
    return page(site, report.text.split("\n"), title=fields["title"], published=report.posted, source=fields["bureau"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--formats", default="txt,txt,txt,html")
    args = parser.parse_args()
    synthesise(args.count, args.out, seed=args.seed, formats=tuple(args.formats.split(",")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
