"""What the notebooks share: a release of the ten annotated reports, the service on it, and a font that has Chinese."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from matplotlib import font_manager, pyplot
from pylopdf_fonts_zh_cn import sans_path

from kg.build import build
from kg.resources import seeds_folder
from kg.store import resolve

__all__ = ["FOLDER", "service", "ten_reports", "use_chinese_font"]

FOLDER = Path(os.environ.get("NOTEBOOKS_FOLDER", Path(__file__).parents[1] / "build" / "notebooks"))
"""Where the release is kept, and whatever a notebook writes."""


def ten_reports() -> Path:
    """The release folder of the ten annotated reports, which are built the first time."""
    release = FOLDER / "release"
    if not release.exists():
        reports = FOLDER / "reports"
        reports.mkdir(parents=True, exist_ok=True)
        for source in ("reports", "dev"):
            for path in (seeds_folder() / source).glob("*.txt"):
                shutil.copy(path, reports)
        build(reports, release)
    return resolve(release)


@contextmanager
def service(release: Path) -> Iterator[str]:
    """The address of ``kg serve`` on a release, which ends with the context."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", str(release), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield next(match[0] for line in process.stdout if (match := re.search(r"http://[\d.:]+", line)))
        finally:
            process.terminate()


def use_chinese_font() -> None:
    """Have matplotlib draw with Noto Sans SC, which comes with the extra ``plots``."""
    path = str(sans_path())
    font_manager.fontManager.addfont(path)
    pyplot.rcParams["font.family"] = font_manager.FontProperties(fname=path).get_name()
