"""Recognition of the characters on scanned pages, by the program tesseract if it is installed."""

import csv
import math
import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError
from kg.reading.pages.glyphs import Glyph

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

__all__ = ["HINT", "Recogniser"]

HINT = "to have its characters recognised, install tesseract-ocr and tesseract-ocr-chi-sim and set KG_OCR_TIMEOUT"
_DPI = 300
_POINTS = 72  # of an inch
_MOST_PIXELS = 20_000_000  # A3 has 17 million
_COMMAND = ("tesseract", "stdin", "stdout", "-l", "chi_sim", "--dpi", str(_DPI), "tsv")


class Recogniser:
    """Recognises the pages of one file within so many ``seconds``."""

    def __init__(self, path: Path, seconds: float) -> None:
        self._path = path
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def glyphs(self, page: "PdfPage") -> list[Glyph]:
        """The characters that are recognised on a page.

        Raises:
            InputError: tesseract or its Chinese model is not installed, fails, or takes too long.
        """
        scale = min(_DPI / _POINTS, math.sqrt(_MOST_PIXELS / math.prod(page.get_size())))
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # files are read side by side
        try:
            done = subprocess.run(  # noqa: S603 - the command is fixed
                _COMMAND,
                input=_image(page, scale),
                capture_output=True,
                check=True,
                env=environment,
                timeout=max(self._end - time.monotonic(), 0),
            )
        except FileNotFoundError as error:
            raise InputError(self._path, f"there is no tesseract; {HINT}") from error
        except subprocess.TimeoutExpired as error:
            raise InputError(self._path, f"its characters were not recognised within {self._seconds:g} s (KG_OCR_TIMEOUT)") from error
        except subprocess.CalledProcessError as error:
            message = error.stderr.decode(errors="replace").partition("\n")[0] or f"status {error.returncode}"
            raise InputError(self._path, f"tesseract failed ({message}); {HINT}") from error
        return [glyph for line in _lines(done.stdout.decode(errors="replace"), scale) for glyph in _glyphs(line)]


class _Box(NamedTuple):
    """What tesseract tells of a line, or of a word, which has a text; in points from the upper left corner."""

    left: float
    right: float
    top: float
    bottom: float
    text: str


def _image(page: "PdfPage", scale: float) -> bytes:
    """A page as a grey image (Netpbm's PGM), ``scale`` pixels to the point."""
    pixels = page.render(scale=scale, grayscale=True).to_numpy()
    height, width = pixels.shape
    return b"P5 %d %d 255\n%b" % (width, height, pixels.tobytes())


def _lines(table: str, scale: float) -> Iterator[list[_Box]]:
    """The boxes of each line of tesseract's table: its own, then those of its words."""
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    numbered = (row for row in rows if row["line_num"] != "0")
    for _, line in groupby(numbered, key=lambda row: (row["block_num"], row["par_num"], row["line_num"])):
        yield [_box(row, scale) for row in line]


def _box(row: Mapping[str, str], scale: float) -> _Box:
    left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
    return _Box(left / scale, (left + width) / scale, top / scale, (top + height) / scale, row["text"].strip())


def _glyphs(boxes: Sequence[_Box]) -> Iterator[Glyph]:
    """The characters of a line. A word reaches up to the next one if that is near, for boxes are narrower than characters."""
    line, *rest = boxes
    words = [word for word in rest if word.text]
    lefts = [*accumulate((word.left for word in words), max), line.right]
    for word, (left, limit) in zip(words, pairwise(lefts), strict=True):
        right = limit if limit - word.right < line.bottom - line.top else word.right
        step = max(right - left, 0) / len(word.text)
        for at, char in enumerate(word.text):
            yield Glyph(char, left + step * at, left + step * (at + 1), -line.bottom)
