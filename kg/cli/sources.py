"""The files that a command is given: one that is named is taken as it is, a folder as ``kg build`` takes it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.types import SourceText

__all__ = ["files_of_folder", "read_named", "read_report"]

_NO_REPORT = "does not look like a report on law-based government"


def files_of_folder(folder: Path) -> Iterator[Path]:
    """The files of a folder and its subfolders; the tables for the build are passed over, with a line on stderr.

    Raises:
        InputError: as :func:`kg.build.inputs.list_files`.
    """
    from kg.build.inputs import list_files
    from kg.build.sidecar import NAME as SIDECAR
    from kg.linking.corrections import NAME as CORRECTIONS

    for file in list_files(folder):
        if file.name in (SIDECAR, CORRECTIONS):
            typer.echo(f"passed over: {file.path}: a table for kg build", err=True)
        else:
            yield file.path


def read_named(path: Path) -> "SourceText":
    """A file that the user named; if it is no report, a line on stderr says so.

    Raises:
        InputError: as :func:`kg.reading.read`.
    """
    from kg.reading import read

    source = read(path)
    if reason := _why_no_report(source):
        typer.echo(f"{path}: {reason}", err=True)
    return source


def read_report(path: Path) -> "SourceText":
    """A report among the files of a folder.

    Raises:
        InputError: as :func:`kg.reading.read`, or it is no report.
    """
    from kg.reading import read

    source = read(path)
    if reason := _why_no_report(source):
        raise InputError(path, reason)
    return source


def _why_no_report(source: "SourceText") -> str | None:
    from kg.genre import judge

    judgement = judge(source.text)
    return None if judgement.is_report else f"{_NO_REPORT}: {judgement.reason}"
