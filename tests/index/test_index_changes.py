"""An index that follows the changes of reports is, after any number of them, like one that was made of the last reports at once."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from hypothesis import example, given, settings
from hypothesis import strategies as st
from index_helpers import contents

from kg.figures import statuses_of
from kg.graph import identity_quads, nquads, vocabulary_quads
from kg.index import INDEX_FILE, Index, ReportRows, Writer, changes
from kg.iris import OF_REPORT, digest
from kg.linking.decisions import Decision
from kg.settings import load_settings
from kg.types import Status

BASE = load_settings().data_base
VOCABULARY = nquads(vocabulary_quads()).splitlines()
BUREAUS = ("620300/transport", "130102/transport", "130100/transport")
OF_ONE_REPORT = "?"  # a bureau that nothing tells from its namesakes
MEASURES = ("power-lists", "approval-item-reduction", None)
QUOTES = ("推行双随机抽查", "建立智慧执法平台", "开发智慧执法平台", "组织执法大比武")


@dataclass(frozen=True)
class Metric:
    indicator: str
    unit: str | None
    value: float


@dataclass(frozen=True)
class Adoption:
    measure: str | None
    status: Status
    quote: str
    policies: frozenset[int]
    metrics: frozenset[int]
    start: int = 0


@dataclass(frozen=True)
class Stated:
    bureau: str | None
    year: int | None
    title: str
    metrics: tuple[Metric, ...]
    adoptions: tuple[Adoption, ...]


METRICS = st.builds(Metric, st.sampled_from("甲乙"), st.sampled_from(("件", None)), st.sampled_from((1.0, 2.0, 3.0)))
ADOPTIONS = st.builds(
    Adoption,
    st.sampled_from(MEASURES),
    st.sampled_from(get_args(Status)),
    st.sampled_from(QUOTES),
    st.frozensets(st.integers(0, 2), max_size=2),
    st.frozensets(st.integers(0, 2), max_size=2),
    st.sampled_from((0, 10)),
)
STATED = st.builds(
    Stated,
    st.sampled_from((*BUREAUS, OF_ONE_REPORT, None)),
    st.sampled_from((2020, 2021, None)),
    st.sampled_from(("办法", "条例")),
    st.lists(METRICS, max_size=3).map(tuple),
    st.lists(ADOPTIONS, max_size=3).map(tuple),
)
REPORTS = st.dictionaries(st.integers(0, 4), STATED, min_size=1)


def _policy(number: int) -> str:
    return f"文件{number}"


def _identities(reports: Mapping[int, Stated]) -> list[bytes]:
    """The lines of the graph of identities."""
    found: list[Decision] = []
    for number, stated in reports.items():
        of_report = {"file": str(number), "rule": "", "report": str(number), "year": str(stated.year or "")}
        if stated.bureau:
            name = f"{stated.title}局"
            found.append(Decision("bureau", name, key="" if stated.bureau == OF_ONE_REPORT else stated.bureau, label=name, **of_report))
        found += (
            Decision("policy", stated.title, key=_policy(policy), label=stated.title, issuers=BUREAUS[policy:][:1], **of_report)
            for policy in {policy for adoption in stated.adoptions for policy in adoption.policies}
        )
    return nquads(identity_quads(found, settings=load_settings())).splitlines()


def _rows(number: int, stated: Stated) -> ReportRows:
    def mention(start: int, quote: str = "字") -> dict[str, object]:
        return {"quote": quote, "start": start, "end": start + len(quote), "page": None}

    policies = sorted({policy for adoption in stated.adoptions for policy in adoption.policies})
    keys = [f"{number}/{place}" for place in range(len(stated.metrics))]
    measured = ((keys[metric], adoption.status) for adoption in stated.adoptions for metric in adoption.metrics if metric < len(keys))
    statuses = statuses_of(measured)
    bureau = f"{OF_REPORT}{number}" if stated.bureau == OF_ONE_REPORT else stated.bureau
    report = dict.fromkeys(("title", "published", "addressee", "url", "bureau_name"), None)
    return ReportRows(
        {**report, "identifier": str(number), "bureau": bureau, "year": stated.year, "file": f"{number}.txt", "characters": 9},
        [
            {
                "policy": digest(_policy(policy)),
                "title": stated.title,
                "number": stated.title * policy or None,
                "kind": None,
                "issuer_name": None,
            }
            | mention(policy)
            for policy in policies
        ],
        [{"name": "我局", "organ": bureau, **mention(0)}],
        [
            {"key": key, "indicator": metric.indicator, "unit": metric.unit, "value": metric.value, "comparator": "eq", "text": "字"}
            | {"status": statuses.get(key)}
            | {"previous": None, "counted_in": None, "base_value": None, "words": "字", **mention(place)}
            for place, (key, metric) in enumerate(zip(keys, stated.metrics, strict=True))
        ],
        [{"key": f"{number}/0", "topics": ["staffing"], "words": "字", **mention(0)}],
        [
            {
                "key": f"{number}/{place}",
                "measure": adoption.measure,
                "status": adoption.status,
                "confidence": place / 3,
                "initiative": None,
                "section": None,
                "policies": [
                    (role, digest(_policy(policy))) for policy in sorted(adoption.policies) for role in ("based_on", "produces")[policy:]
                ],
                "metrics": [keys[metric] for metric in sorted(adoption.metrics) if metric < len(keys)],
                "organizations": ["我局"],
                "words": adoption.quote,
                **mention(adoption.start, adoption.quote),
            }
            for place, adoption in enumerate(stated.adoptions)
        ],
    )


def _write(folder: Path, before: Mapping[int, Stated], after: Mapping[int, Stated]) -> None:
    changed = {number for number in before.keys() | after.keys() if before.get(number) != after.get(number)}
    with Writer(folder / INDEX_FILE) as writer:
        writer.remove_reports(str(number) for number in changed & before.keys())
        writer.write_identities(changes(VOCABULARY, _identities(before), _identities(after), BASE), BASE)
        for number in changed & after.keys():
            writer.write_report(_rows(number, after[number]))
        writer.finish()


STATES = st.lists(REPORTS, min_size=2, max_size=4)
_ONE = Stated(
    BUREAUS[0], 2020, "办法", (Metric("甲", None, 1.0),), (Adoption(MEASURES[0], "adopted", QUOTES[0], frozenset({0}), frozenset({0})),)
)


@settings(max_examples=30)
@given(STATES)
@example([{0: _ONE, 1: _ONE}, {1: _ONE}])
@example([{0: _ONE}, {1: _ONE}])
def test_changes_end_where_a_new_index_begins(states: list[dict[int, Stated]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        changed, anew = Path(folder, "changed"), Path(folder, "anew")
        changed.mkdir()
        anew.mkdir()
        for before, after in zip([{}, *states], states, strict=False):
            _write(changed, before, after)
        _write(anew, {}, states[-1])
        assert contents(changed) == contents(anew)


def test_candidates_stay_with_the_statements_that_now_have_their_quotes() -> None:
    made = [Adoption(None, "adopted", f"建立智慧执法平台{number}", frozenset(), frozenset()) for number in "一二三四"]
    other = Adoption(MEASURES[0], "adopted", QUOTES[0], frozenset(), frozenset())
    before = {number: Stated(BUREAUS[0], 2020, "办法", (), (adoption, other)) for number, adoption in enumerate(made)}
    after = before | {1: Stated(BUREAUS[1], 2021, "办法", (), (other, made[1]))}
    with tempfile.TemporaryDirectory() as folder:
        changed, anew = Path(folder, "changed"), Path(folder, "anew")
        changed.mkdir()
        anew.mkdir()
        _write(changed, {}, before)
        _write(changed, before, after)
        _write(anew, {}, after)
        assert contents(changed) == contents(anew)
        with Index.of_release(changed) as index:
            ((statements, bureaus, first, last),) = index.rows("SELECT statements, bureaus, first_year, last_year FROM candidate")
        assert (statements, bureaus, first, last) == (4, 2, 2020, 2021)
