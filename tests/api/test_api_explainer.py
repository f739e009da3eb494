"""The process that explains, with a program in its place that needs no models."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from api import explainer as module
from api.explainer import Explainer
from api.problems import ProblemError

pytestmark = pytest.mark.usefixtures("ends")

_FAKE = """
import json, sys, time
print("{}", flush=True)
for line in sys.stdin:
    asked = json.loads(line)["extraction"]
    if asked == "slow":
        time.sleep(60)
    if asked == "fault":
        sys.exit("a fault of the program")
    print(json.dumps({"sentences": [{"text": asked}]}), flush=True)
"""


def answers(*extractions: str, seconds: float = 2) -> list[Any]:
    """What becomes of questions that are asked at the same time: the first sentence, or the error."""

    async def ask(explainer: Explainer, extraction: str) -> Any:
        try:
            return (await explainer.explain(extraction, 0, 1, None))[0]["text"]
        except ProblemError as error:
            return f"{error.status:d} {error.detail}"

    async def ask_all() -> list[Any]:
        async with Explainer(seconds) as explainer:
            return await asyncio.gather(*(ask(explainer, extraction) for extraction in extractions))

    return asyncio.run(ask_all())


def test_those_who_wait_behind_a_slow_question_are_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PROGRAM", _FAKE)
    assert answers("slow", "a", "b", "c", seconds=1) == ["503 there was no answer within 1 s", "a", "b", "c"]


def test_those_who_wait_behind_a_fault_are_answered_and_the_log_tells_of_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "_PROGRAM", _FAKE)
    assert answers("fault", "a", seconds=60) == ["503 what explains reports has ended; ask again", "a"]
    assert re.search(r"has ended: status \d+: a fault of the program", caplog.text)  # asyncio has no status if another took notice first


def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PROGRAM", _FAKE)
    monkeypatch.setattr(module, "_TURN", 0.1)
    slow, waiting = answers("slow", "a", seconds=0.5)
    assert slow == "503 there was no answer within 0.5 s"
    assert waiting == "503 the questions before take too long; ask again later"


@pytest.mark.parametrize(
    ("end", "logged"),
    [("sys.exit('no models')", r"status \d+: no models"), ("time.sleep(60)", r"it was not ready within 1 s; status -?\d+: trying")],
)
def test_those_who_wait_share_a_start_that_fails(
    end: str, logged: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    starts = tmp_path / "starts"
    program = f"import sys, time; open({str(starts)!r}, 'a').write('.'); print('trying', file=sys.stderr, flush=True); {end}"
    monkeypatch.setattr(module, "_PROGRAM", program)
    monkeypatch.setattr(module, "_START", 1)
    assert answers("a", "b", "c") == ["503 what explains reports did not start; ask again later"] * 3
    assert starts.read_text() == "."
    assert re.search(f"did not start: {logged}", caplog.text)


def test_a_start_that_failed_is_tried_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask() -> None:
        async with Explainer(60) as explainer:
            monkeypatch.setattr(module, "_PROGRAM", "")
            with pytest.raises(ProblemError, match="did not start") as error:
                await explainer.explain("a", 0, 1, None)
            assert error.value.retry_after == 0
            monkeypatch.setattr(module, "_PROGRAM", _FAKE)
            assert await explainer.explain("a", 0, 1, None) == [{"text": "a"}]

    monkeypatch.setattr(module, "_START_AGAIN", 0)
    asyncio.run(ask())


def test_it_may_be_started_before_it_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    starts = tmp_path / "starts"

    async def ask() -> None:
        async with Explainer(60) as explainer:
            await explainer.start()
            assert starts.read_text() == "."
            assert await explainer.explain("a", 0, 1, None) == [{"text": "a"}]

    monkeypatch.setattr(module, "_PROGRAM", f"open({str(starts)!r}, 'a').write('.'){_FAKE}")
    asyncio.run(ask())
    assert starts.read_text() == "."


def test_a_start_before_it_is_asked_may_fail(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    async def start() -> None:
        async with Explainer(60) as explainer:
            await explainer.start()

    monkeypatch.setattr(module, "_PROGRAM", "import sys; sys.exit('no models')")
    asyncio.run(start())
    assert re.search(r"did not start: status \d+: no models", caplog.text), "asyncio may not know the status of who has ended at once"
