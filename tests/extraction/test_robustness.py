"""No text, whatever is in it and however long it is, breaks, hangs or swells the extraction."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import ITIMER_VIRTUAL, SIGVTALRM, setitimer, signal
from types import FrameType

import pytest
from extraction_helpers import FRAGMENTS, LONG, check, medley, source_of
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pumping import Expression, expressions, pumped
from spacy.language import Language
from swelling import allowed

from kg.extraction.pipeline import extract
from kg.form import to_dict
from kg.reading import read

MEGABYTE = 1_000_000
PUMPED = 30_000
PUMPED_BOUNDED = 5_000  # for expressions without * and +, which can only be slow, not ever slower
CPU_SECONDS = 0.25  # linear takes less than a tenth of a second, quadratic from a half to twenty


def child(program: str, given: str = "", seed: int = 0) -> str:
    """What a program prints in a process of its own that can import the helpers of these tests."""
    path = os.pathsep.join(filter(None, [str(Path(__file__).parent), *sys.path]))
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": path},
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(
    raw=st.lists(
        st.one_of(
            st.sampled_from(FRAGMENTS),
            st.text(max_size=8),
            st.text(st.characters(min_codepoint=0x10000), max_size=3),
            st.text(st.characters(categories=["P", "S", "Z", "Cc", "Cf", "Mn"]), max_size=5),
            st.text(st.characters(min_codepoint=0xFF00, max_codepoint=0xFFEF), max_size=5),
        ),
        max_size=80,
    ).map("".join)
)
@example(raw="")
@example(raw="。，；：、！？《》“”（）")
@example(raw="\r\n\r\n")
@example(raw="某局\r\n2021年法治政府建设报告\r\n一、主要工作\r\n开展检查３次，\r\n发放手册😀５００册。\r\n")
def test_every_mention_stands_where_it_says(raw: str, nlp: Language) -> None:
    source = source_of(raw)
    extraction = extract(source, nlp)
    check(extraction, source)
    assert extract(source, nlp) == extraction


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(before=st.text(max_size=12), after=st.text(max_size=12), place=st.integers(0, 4_000))
def test_a_real_report_with_a_text_in_its_midst_keeps_its_promises(before: str, after: str, place: int, nlp: Language) -> None:
    raw = LONG["a real report"](14_000)
    assert len(raw) > 4_000
    source = source_of(before + raw[:place] + after + raw[place:])
    check(extract(source, nlp), source)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_file_of_odd_characters_is_read_in_any_encoding(encoding: str, nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(
        ("某县司法局2021年法治政府建设工作报告\r\n一、主要工作\r\n" + "开展检查３次，发放手册５００册。𠮷\r\n" * 20).encode(encoding)
    )
    source = read(path)
    extraction = extract(source, nlp)
    check(extraction, source)
    assert extraction.metrics


def test_a_process_with_another_hash_seed_agrees_on_a_report_with_a_medley(nlp: Language) -> None:
    text = "LONG['a real report'](14_000) + medley(3_000, seed=1)"
    program = (
        "import json; from extraction_helpers import LONG, medley, source_of; from kg.form import to_dict;"
        f"from kg.extraction.pipeline import extract; print(json.dumps(to_dict(extract(source_of({text})))))"
    )
    here = to_dict(extract(source_of(LONG["a real report"](14_000) + medley(3_000, seed=1)), nlp))
    assert all(here[kind] for kind in ("organizations", "policies", "metrics", "measures", "problems", "relations"))
    assert json.loads(child(program, seed=1)) == json.loads(json.dumps(here))


def test_long_texts_end_and_take_memory_by_their_length_only() -> None:
    sizes = dict.fromkeys(LONG, MEGABYTE // 10) | {"a real report in one line": MEGABYTE // 4, "a real report": MEGABYTE}
    figures = [json.loads(line) for line in child("import swelling; swelling.main()", json.dumps(sizes)).splitlines()]
    assert {name for name, _, _ in figures} == sizes.keys()
    assert [name for name, characters, taken in figures if taken > allowed(characters)] == []


class _TooSlowError(Exception):
    pass


@contextmanager
def cpu_limit() -> Iterator[None]:
    """Stops what takes more of the processor's time than any linear reading does; other load on the machine does not count."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _TooSlowError

    before = signal(SIGVTALRM, stop)
    setitimer(ITIMER_VIRTUAL, CPU_SECONDS)
    try:
        yield
    finally:
        setitimer(ITIMER_VIRTUAL, 0)
        signal(SIGVTALRM, before)


def is_linear(expression: Expression) -> bool:
    """Whether an expression copes with its own beginnings, repeated."""
    try:
        for text in pumped(expression.pattern, PUMPED if expression.unbounded else PUMPED_BOUNDED):
            with cpu_limit():
                expression.read(text)
    except _TooSlowError:
        return False
    return True


def test_every_regular_expression_is_linear() -> None:
    found = expressions()
    assert len(found) > 200
    assert [place for place, expression in found.items() if not is_linear(expression)] == []


@pytest.mark.parametrize("source", ["a*b", "(a+)+$"])
def test_what_is_not_linear_is_noticed(source: str) -> None:
    assert not is_linear(Expression("", re.compile(source), frozenset({"search"})))


@pytest.mark.parametrize("source", ["a*b", "(?:a|b)*c"])
def test_what_only_matches_at_the_start_is_linear(source: str) -> None:
    assert is_linear(Expression("", re.compile(source), frozenset({"match"})))
