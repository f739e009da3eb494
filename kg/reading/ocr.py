"""Recognition of the characters on scanned pages, by the program tesseract if it is installed."""

import csv
import math
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.reading.pages.glyphs import Glyph

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

__all__ = ["HINT", "Recogniser"]

_DPI = 300
_POINTS = 72  # of an inch
_MOST_PIXELS = 20_000_000  # A3 has 17 million
_PROGRAM = ("tesseract", "stdin", "stdout", "-l", "chi_sim", "--dpi", str(_DPI), "tsv")
_LINE, _WORD = "4", "5"  # levels of tesseract's table
HINT = "to have its characters recognised, install tesseract-ocr and tesseract-ocr-chi-sim and set KG_OCR_TIMEOUT"


class Recogniser:
    """Recognises the pages of one file within so many ``seconds``."""

    def __init__(self, path: Path, seconds: float) -> None:
        self._path = path
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def glyphs(self, page: "PdfPage") -> list[Glyph]:
        """The characters that are recognised on a page; those of a word share its width.

        Raises:
            InputError: tesseract or its Chinese model is not installed, fails, or takes too long.
        """
        scale = min(_DPI / _POINTS, math.sqrt(_MOST_PIXELS / math.prod(page.get_size())))
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # more threads are no faster, and files are read side by side
        try:
            done = subprocess.run(  # noqa: S603 - the arguments are fixed
                _PROGRAM, input=_image(page, scale), capture_output=True, env=environment, timeout=max(self._end - time.monotonic(), 0), check=True
            )
        except FileNotFoundError as error:
            raise InputError(self._path, "a scan without text, and there is no tesseract to recognise it: install tesseract-ocr") from error
        except subprocess.TimeoutExpired as error:
            raise InputError(self._path, f"a scan that was not recognised within {self._seconds:g} s") from error
        except subprocess.CalledProcessError as error:
            message = error.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            raise InputError(self._path, f"a scan without text, and tesseract fails: {message}; install tesseract-ocr-chi-sim") from error
        return list(_glyphs(done.stdout.decode(errors="replace"), scale))


def _image(page: "PdfPage", scale: float) -> bytes:
    """A page as a grey image (Netpbm's PGM), ``scale`` pixels to the point."""
    pixels = page.render(scale=scale, grayscale=True).to_numpy()
    height, width = pixels.shape
    return b"P5 %d %d 255\n%b" % (width, height, pixels.tobytes())


def _glyphs(table: str, scale: float) -> Iterator[Glyph]:
    """The characters of tesseract's table of boxes, which has a row for each line before those of its words."""
    y = 0.0
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        left, width = int(row["left"]) / scale, int(row["width"]) / scale
        if row["level"] == _LINE:
            y = -(int(row["top"]) + int(row["height"])) / scale
        elif row["level"] == _WORD:
            word = row["text"]
            step = width / max(len(word), 1)
            yield from (Glyph(char, left + step * at, left + step * (at + 1), y) for at, char in enumerate(word))
