"""What annotated reports tell of the extraction, as :mod:`kg.analysis.rates` takes it."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.analysis.rates import Confusion, confusions
from kg.errors import InputError

__all__ = ["read_confusions"]


def read_confusions(path: Path, measures: Iterable[str]) -> dict[str, Confusion]:
    """How the extraction did for each measure, on reports that its models had not learnt from, by a file of ``kg evaluate --write``.

    Raises:
        InputError: the file cannot be read, or holds no evaluation.
    """
    try:
        found = [report["left_out"]["verdicts"] for report in json.loads(path.read_text(encoding="utf-8"))["reports"]]
        return confusions([(_adopted(verdicts, 0), _adopted(verdicts, 1)) for verdicts in found], measures)
    except OSError as error:
        raise InputError(path, (error.strerror or "cannot be read").lower()) from error
    except (ValueError, LookupError, TypeError) as error:
        raise InputError(path, f"is no evaluation ({error}); kg evaluate --write makes one") from error


def _adopted(verdicts: Iterable[Any], side: int) -> set[str]:
    """The measures that are adopted by the reference (0) or by what was found (1)."""
    return {verdict[side][0] for verdict in verdicts if verdict[side] and verdict[side][1] == "adopted"}
