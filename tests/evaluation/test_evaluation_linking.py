"""The scores of the linking, and the reference that they are taken against."""

import csv
import re
import shutil
from pathlib import Path

import networkx as nx
import pytest

from kg.errors import InputError
from kg.evaluation import SETS, load_set
from kg.evaluation.figures import LINKING, PAIRS, Count
from kg.evaluation.linkers import evaluate_linking
from kg.evaluation.linking import (
    Annotation,
    Context,
    Linked,
    LinkingReference,
    Mention,
    Pair,
    load_linking_reference,
    score_linking,
)
from kg.resources import seeds_folder
from kg.types import Policy

FOLDER = seeds_folder() / "linking"
NOTHING: Annotation[Policy] = Annotation((), ())
Side = tuple[str, Context]


@pytest.fixture(scope="module")
def reference() -> LinkingReference:
    return load_linking_reference()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "linking"))


def side(mention: Mention[str] | Mention[Policy]) -> Side:
    """A mention wherever it stands in the file of pairs."""
    return mention.written, mention.context


def same(annotation: Annotation[str] | Annotation[Policy]) -> nx.Graph:
    """The mentions of the pairs, joined where they are the same."""
    graph = nx.Graph()
    for pair in annotation.pairs:
        graph.add_nodes_from((side(pair.first), side(pair.second)))
        if pair.same:
            graph.add_edge(side(pair.first), side(pair.second))
    return graph


def read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def mention(name: str) -> Mention[str]:
    return Mention(name, Context("", 2020, None), "000")


def bureaus(**keys: str) -> LinkingReference:
    return LinkingReference(Annotation(tuple((mention(name), Linked(key)) for name, key in keys.items()), ()), NOTHING)


def test_a_linking_is_scored_by_the_pairs_that_it_joins() -> None:
    reference = bureaus(甲="x", 乙="x", 丙="x", 丁="y", 戊="z")
    found = {"甲": "1", "乙": "1", "丙": "2", "丁": "2", "戊": "2"}
    score = score_linking(reference, lambda mention: Linked(found[mention.subject]), lambda _: None)
    assert score.counts["bureau identity"] == Count(right=1, reference=3, found=4)


def test_each_pair_that_is_split_or_joined_wrongly_is_told() -> None:
    found = {"甲": "1", "乙": "2", "丙": "2"}
    score = score_linking(bureaus(甲="x", 乙="x", 丙="y"), lambda mention: Linked(found[mention.subject]), lambda _: None)
    assert [(miss.kind, miss.expected, miss.found) for miss in score.misses] == [
        ("bureau identity missed", "甲 = 乙", ""),
        ("bureau identity wrong", "", "乙 = 丙"),
    ]


def test_mentions_that_stay_open_are_not_joined() -> None:
    score = score_linking(bureaus(甲="x", 乙="x", 丙="y"), lambda _: None, lambda _: None)
    assert score.counts["bureau identity"] == Count(right=0, reference=1, found=0)


def test_a_fact_is_right_wrong_or_lacking_and_what_the_reference_leaves_open_is_not_judged() -> None:
    expected = {"甲": {"region": "1"}, "乙": {"region": "2"}, "丙": {"region": "3"}, "丁": {}}
    found = {"甲": {"region": "1"}, "乙": {"region": "9"}, "丙": {}, "丁": {"region": "4"}}
    reference = LinkingReference(Annotation(tuple((mention(name), Linked(name, facts)) for name, facts in expected.items()), ()), NOTHING)
    score = score_linking(reference, lambda mention: Linked("", found[mention.subject]), lambda _: None)
    assert score.counts["bureau region"] == Count(right=1, reference=3, found=2)
    assert [(miss.kind, miss.expected, miss.found) for miss in score.misses if "region" in miss.kind] == [
        ("bureau region wrong", "乙 :: 2", "9"),
        ("bureau region missed", "丙 :: 3", ""),
    ]


def test_pairs_are_judged_by_themselves() -> None:
    pairs = (Pair(mention("甲"), mention("乙"), same=True), Pair(mention("甲"), mention("丙"), same=False))
    score = score_linking(LinkingReference(Annotation((), pairs), NOTHING), lambda _: Linked("one"), lambda _: None)
    assert score.counts["bureau pairs"] == Count(right=1, reference=1, found=2)


def test_the_reference_is_perfect_against_itself(reference: LinkingReference) -> None:
    groups = [group for annotation in (reference.bureaus, reference.policies) for group in nx.connected_components(same(annotation))]
    keys = {mention: Linked(f"group {number}") for number, group in enumerate(groups) for mention in group}
    things = {**dict(reference.bureaus.mentions), **dict(reference.policies.mentions)}

    def oracle(mention: Mention[str] | Mention[Policy]) -> Linked:
        return things.get(mention) or keys[side(mention)]

    score = score_linking(reference, oracle, oracle)
    assert tuple(score.counts) == LINKING
    assert all(count.precision == count.recall == 1 for count in score.counts.values())
    assert score.misses == ()


def test_a_linking_that_joins_all_loses_every_figure_of_identity(reference: LinkingReference) -> None:
    counts = score_linking(reference, lambda _: Linked("one"), lambda _: Linked("one")).counts
    for figure in ("bureau identity", "bureau pairs", "policy identity", "policy pairs"):
        assert counts[figure].recall == 1
        assert counts[figure].precision < 0.5


def test_the_linking_joins_no_pair_wrongly_and_finds_nearly_all() -> None:
    score = evaluate_linking()
    for figure in PAIRS:
        assert score.counts[figure].precision == 1, score.misses
        assert score.counts[figure].recall >= 0.95, score.misses
    for figure in LINKING:
        assert score.counts[figure].f1 >= 0.95, score.misses


def test_of_two_hundred_pairs_two_in_five_are_the_same(reference: LinkingReference) -> None:
    pairs = [*reference.bureaus.pairs, *reference.policies.pairs]
    assert (len(reference.bureaus.pairs), len(reference.policies.pairs)) == (110, 90)
    assert sum(pair.same for pair in pairs) / len(pairs) == pytest.approx(0.4, abs=0.02)


def test_no_pair_stands_twice_or_is_a_mention_with_itself(reference: LinkingReference) -> None:
    for annotation in (reference.bureaus, reference.policies):
        pairs = {frozenset((side(pair.first), side(pair.second))) for pair in annotation.pairs}
        assert len(pairs) == len(annotation.pairs)
        assert all(len(pair) == 2 for pair in pairs)


def test_no_two_mentions_are_different_and_the_same_through_others(reference: LinkingReference) -> None:
    for annotation in (reference.bureaus, reference.policies):
        graph = same(annotation)
        for pair in annotation.pairs:
            assert nx.has_path(graph, side(pair.first), side(pair.second)) == pair.same


def test_every_annotated_document_has_one_identity(reference: LinkingReference) -> None:
    annotated = [(report.path.stem, policy) for name in SETS for report in load_set(name) for policy in report.reference.policies]
    assert sorted((mention.file, mention.subject.id) for mention, _ in reference.policies.mentions) == sorted(
        (file, policy.id) for file, policy in annotated
    )


def test_documents_of_one_identity_have_one_title_and_one_issuer() -> None:
    rows = read("policies.csv")
    assert len({(row["identity"], row["title"], row["level"], row["issuer"]) for row in rows}) == len({row["identity"] for row in rows})


def test_what_is_the_bureaus_own_is_issued_by_it() -> None:
    names = {row["report"]: row["name"] for row in read("bureaus.csv")}
    for row in read("policies.csv"):
        bureau = names.get(row["report"], "")
        if row["level"] == "own":
            assert row["issuer"] == bureau
        else:
            assert not bureau or row["issuer"] != bureau


def test_every_bureau_is_written_so_in_its_report_and_each_report_names_one(reference: LinkingReference) -> None:
    names: dict[str, set[str]] = {}
    for mention, linked in reference.bureaus.mentions:
        assert mention.subject in mention.context.text
        names.setdefault(mention.file, set()).add(linked.key)
        assert linked.key.endswith(mention.context.bureau or "?")
    assert names.keys() == {report.path.stem for name in SETS for report in load_set(name) if report.reference.report.bureau}
    assert all(len(keys) == 1 for keys in names.values())


def test_the_level_of_a_bureau_is_that_of_its_code() -> None:
    levels = {"provincial": r"\d\d0000", "prefecture": r"\d\d(?!00)\d\d00", "county": r"\d{4}(?!00)\d\d"}
    for row in read("bureaus.csv"):
        assert re.fullmatch(levels[row["level"]], row["region"])


def test_issuer_and_number_of_a_written_document_are_told_from_its_title(reference: LinkingReference) -> None:
    documents = {pair.first.written: pair.first.subject for pair in reference.policies.pairs}
    plain = documents["宪法"]
    assert (plain.issuer, plain.title, plain.number) == (None, "宪法", None)
    whole = documents["国务院《关于进一步规范和监督罚款设定与实施的指导意见》（国发〔2024〕5号）"]
    assert (whole.issuer, whole.title, whole.number) == ("国务院", "关于进一步规范和监督罚款设定与实施的指导意见", "国发〔2024〕5号")


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("pairs.csv", "why", "reason", "the columns are not kind, a, context_a, b, context_b, same, why"),
        ("pairs.csv", ",yes,short and full name", ",yes", "line 2: not 7 fields"),
        ("pairs.csv", "bureau,", "office,", "line 2: 'office' is neither bureau nor policy"),
        ("pairs.csv", ",yes,", ",maybe,", "line 2: 'maybe' is neither yes nor no"),
        ("pairs.csv", "/2024/", "/2024", "line 2: '河北省石家庄市藁城区/2024' is not PLACE/YEAR/BUREAU"),
        ("bureaus.csv", "000,", "999,", "line 2: no annotated report '999'"),
        ("policies.csv", ",p1,", ",p99,", "line 2: report 000 has no document 'p99'"),
    ],
)
def test_a_faulty_reference_is_refused_with_its_line(folder: Path, file: str, old: str, new: str, reason: str) -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_linking_reference(folder)
    assert str(caught.value) == f"{path}: {reason}"


def test_a_reference_that_lacks_or_is_not_utf8_is_refused(folder: Path) -> None:
    (folder / "pairs.csv").write_bytes("kind,名".encode("gb18030"))
    with pytest.raises(InputError, match=r"pairs\.csv: is not UTF-8"):
        load_linking_reference(folder)
    (folder / "pairs.csv").unlink()
    with pytest.raises(InputError, match=r"pairs\.csv: no such file"):
        load_linking_reference(folder)
