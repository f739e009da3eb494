"""The soak: each of its checks fails on what it is to find."""

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from soak import GOOD, Found, tell

STEADY = [100 << 20] * 40


def found(**changed: object) -> Found:
    """What the clients got, all of it as it is to be but for what is changed."""
    return Found(**{"answered": Counter(GOOD), **changed})  # type: ignore[arg-type]


def test_what_is_well_is_no_fault() -> None:
    assert tell(found(), [*STEADY[:-10], *[104 << 20] * 10], 2) == 0


@pytest.mark.parametrize(
    ("got", "sizes", "left", "fault"),
    [
        (found(answered=Counter(GOOD[1:])), STEADY, 0, f"never answered: {GOOD[0]}"),
        (found(), [*STEADY[:-10], *[106 << 20] * 10], 0, "memory grew by 6.0%"),
        (found(), STEADY, 3, "3 descriptors are left open"),
    ],
)
def test_what_is_not_well_is_told(capsys: pytest.CaptureFixture[str], got: Found, sizes: list[int], left: int, fault: str) -> None:
    assert tell(got, sizes, left) == 1
    assert capsys.readouterr().out.endswith(f"FAULT (1 times): {fault}\n")


@pytest.mark.parametrize(("status", "is_fault"), [(200, False), (503, False), (500, True), (404, True)])
def test_a_status_that_does_not_fit_the_request_is_a_fault(status: int, is_fault: bool) -> None:
    got = found()
    got.add("good", "/health", status, {200, 503})
    assert bool(got.faults) == is_fault


def test_an_answer_that_is_not_the_known_one_is_a_fault() -> None:
    got = found()
    got.compare("/health", b"known", b"known")
    assert not got.faults
    got.compare("/health", b"other", b"known")
    assert got.faults == ["wrong answer: /health"]
