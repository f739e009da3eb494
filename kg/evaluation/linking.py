"""How well mentions are told apart and joined, against the reference in ``seeds/linking``.

Identity is scored on pairs of mentions: a pair is found where both mentions have one key, and right where the reference says that
they are one thing (pairwise precision and recall; Menestrina, Whang and Garcia-Molina, Evaluating entity resolution results, 2010).
Most things are mentioned once, so that B-cubed (Bagga and Baldwin, 1998) would give even a linking that joins nothing a high recall.

=============== ==========================================================================================
bureau identity the names of the bureaus that report, as their reports write them
bureau region   their codes of GB/T 2260; likewise ``bureau level`` and ``bureau sector``
bureau pairs    the names of ``pairs.csv``
policy identity the documents of the annotated reports
policy level    who is behind them, ``own`` for the reporting bureau; those that the reference leaves open are left out
policy pairs    the titles of ``pairs.csv``
=============== ==========================================================================================
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Generic, TypeVar

from kg.errors import InputError
from kg.evaluation.figures import Count, Miss, Score
from kg.evaluation.reference import SETS, AnnotatedReport, load_set
from kg.resources import seeds_folder
from kg.types import Policy

__all__ = ["Annotation", "Context", "Linked", "Linker", "LinkingReference", "Mention", "Pair", "load_linking_reference", "score_linking"]

Subject = TypeVar("Subject", str, Policy)

_COLUMNS = {
    "bureaus.csv": ("report", "written", "name", "region", "level", "sector"),
    "policies.csv": ("report", "policy", "identity", "title", "level", "issuer"),
    "pairs.csv": ("kind", "a", "context_a", "b", "context_b", "same", "why"),
}


@dataclass(frozen=True, slots=True)
class Context:
    """What tells a mention from its namesakes: the text around it, the year that it speaks of and the bureau that speaks.

    A name of ``pairs.csv`` stands in no report; its text is the place, with the names from the province down.
    """

    text: str
    year: int | None
    bureau: str | None


@dataclass(frozen=True, slots=True)
class Mention(Generic[Subject]):
    """The name of a bureau, or a document, as ``file`` has it."""

    subject: Subject
    context: Context
    file: str

    @property
    def written(self) -> str:
        """The mention as it is written."""
        return self.subject.text if isinstance(self.subject, Policy) else self.subject


@dataclass(frozen=True, slots=True)
class Linked:
    """The thing that a mention means: a key that it shares with all mentions of the thing, and facts by their names."""

    key: str
    facts: Mapping[str, str] = field(default_factory=dict)


Linker = Callable[[Mention[Subject]], Linked | None]
"""What finds the thing that a mention means; None where that stays open."""


@dataclass(frozen=True, slots=True)
class Pair(Generic[Subject]):
    """Two mentions, and whether they mean the same thing."""

    first: Mention[Subject]
    second: Mention[Subject]
    same: bool


@dataclass(frozen=True, slots=True)
class Annotation(Generic[Subject]):
    """The mentions of the annotated reports, each with the thing that it means, and pairs from elsewhere."""

    mentions: tuple[tuple[Mention[Subject], Linked], ...]
    pairs: tuple[Pair[Subject], ...]


@dataclass(frozen=True, slots=True)
class LinkingReference:
    """What a careful reader links."""

    bureaus: Annotation[str]
    policies: Annotation[Policy]


def score_linking(reference: LinkingReference, bureau: Linker[str], policy: Linker[Policy]) -> Score:
    """The counts of bureaus and policies by the names above, with the pairs and facts that are missed or wrong."""
    scores = (
        *_score("bureau", reference.bureaus, cache(bureau)),
        *_score("policy", reference.policies, cache(policy)),
    )
    counts = {figure: count for score in scores for figure, count in score.counts.items()}
    return Score(counts, misses=tuple(miss for score in scores for miss in score.misses))


def _score(kind: str, annotation: Annotation[Subject], link: Linker[Subject]) -> Iterator[Score]:
    within = (Pair(a, b, first.key == second.key) for (a, first), (b, second) in combinations(annotation.mentions, 2))
    yield _identity(f"{kind} identity", within, link)
    for fact in sorted({fact for _, expected in annotation.mentions for fact in expected.facts}):
        yield _fact(f"{kind} {fact}", fact, annotation.mentions, link)
    yield _identity(f"{kind} pairs", annotation.pairs, link)


def _identity(figure: str, pairs: Iterable[Pair[Subject]], link: Linker[Subject]) -> Score:
    count, misses = Count(), []
    for pair in pairs:
        first, second = link(pair.first), link(pair.second)
        joined = first is not None and second is not None and first.key == second.key
        count += Count(int(joined and pair.same), int(pair.same), int(joined))
        if joined != pair.same:
            both = f"{pair.first.written} = {pair.second.written}"
            misses.append(_miss(pair.first, figure, both if pair.same else "", both if joined else ""))
    return Score({figure: count}, misses=tuple(misses))


def _fact(figure: str, fact: str, mentions: Iterable[tuple[Mention[Subject], Linked]], link: Linker[Subject]) -> Score:
    count, misses = Count(), []
    for mention, reference in mentions:
        expected = reference.facts.get(fact)
        if expected is None:
            continue
        linked = link(mention)
        found = linked.facts.get(fact) if linked else None
        count += Count(int(found == expected), 1, int(found is not None))
        if found != expected:
            misses.append(_miss(mention, figure, f"{mention.written} :: {expected}", found or ""))
    return Score({figure: count}, misses=tuple(misses))


def _miss(mention: Mention[Subject], figure: str, expected: str, found: str) -> Miss:
    return Miss(mention.file, f"{figure} {'missed' if expected and not found else 'wrong'}", expected, found)


def load_linking_reference(folder: Path | None = None) -> LinkingReference:
    """The reference of ``folder`` (by default ``seeds/linking``, whose README describes its files).

    Raises:
        InputError: a file cannot be read, or a row of it is not as the README says, or of a report or document that is not annotated.
    """
    folder = folder or seeds_folder() / "linking"
    reports = {report.path.stem: report for name in SETS for report in load_set(name)}
    bureau_pairs, policy_pairs = [], []
    for where, row in _rows(folder / "pairs.csv"):
        match row["kind"]:
            case "bureau":
                bureau_pairs.append(_pair(where, row, str))
            case "policy":
                policy_pairs.append(_pair(where, row, _document))
            case other:
                raise where.error(f"{other!r} is neither bureau nor policy")
    return LinkingReference(
        Annotation(tuple(_bureau(where, row, reports) for where, row in _rows(folder / "bureaus.csv")), tuple(bureau_pairs)),
        Annotation(tuple(_policy(where, row, reports) for where, row in _rows(folder / "policies.csv")), tuple(policy_pairs)),
    )


@dataclass(frozen=True, slots=True)
class _Where:
    path: Path
    line: int

    def error(self, reason: str) -> InputError:
        return InputError(self.path, f"line {self.line}: {reason}")


def _rows(path: Path) -> Iterator[tuple[_Where, dict[str, str]]]:
    columns = _COLUMNS[path.name]
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise InputError(path, (error.strerror or "cannot be read").lower()) from error
    except UnicodeDecodeError as error:
        raise InputError(path, "is not UTF-8") from error
    reader = csv.DictReader(lines)
    if tuple(reader.fieldnames or ()) != columns:
        raise InputError(path, f"the columns are not {', '.join(columns)}")
    for row in reader:
        where = _Where(path, reader.line_num)
        if len(row) != len(columns) or None in row.values():
            raise where.error(f"not {len(columns)} fields")
        yield where, row


def _bureau(where: _Where, row: dict[str, str], reports: Mapping[str, AnnotatedReport]) -> tuple[Mention[str], Linked]:
    report = _report(where, row, reports)
    facts = {fact: row[fact] for fact in ("region", "level", "sector")}
    return Mention(row["written"], _context(report), row["report"]), Linked(row["name"], facts)


def _policy(where: _Where, row: dict[str, str], reports: Mapping[str, AnnotatedReport]) -> tuple[Mention[Policy], Linked]:
    report = _report(where, row, reports)
    documents = {policy.id: policy for policy in report.reference.policies}
    if row["policy"] not in documents:
        raise where.error(f"report {row['report']} has no document {row['policy']!r}")
    facts = {"level": row["level"]} if row["level"] else {}
    return Mention(documents[row["policy"]], _context(report), row["report"]), Linked(row["identity"], facts)


def _report(where: _Where, row: dict[str, str], reports: Mapping[str, AnnotatedReport]) -> AnnotatedReport:
    if row["report"] not in reports:
        raise where.error(f"no annotated report {row['report']!r}")
    return reports[row["report"]]


def _context(report: AnnotatedReport) -> Context:
    return Context(report.source, report.reference.report.year, report.reference.report.bureau)


def _pair(where: _Where, row: dict[str, str], subject: Callable[[str], Subject]) -> Pair[Subject]:
    if row["same"] not in {"yes", "no"}:
        raise where.error(f"{row['same']!r} is neither yes nor no")
    first, second = (
        Mention(subject(row[side]), _place_year_bureau(where, row[f"context_{side}"]), f"{where.path.name}:{where.line}") for side in "ab"
    )
    return Pair(first, second, row["same"] == "yes")


def _place_year_bureau(where: _Where, context: str) -> Context:
    place, *rest = context.split("/")
    if len(rest) != 2 or not rest[0].isdecimal():
        raise where.error(f"{context!r} is not PLACE/YEAR/BUREAU")
    return Context(place, int(rest[0]), rest[1] or None)


def _document(written: str) -> Policy:
    """A document written as ``TITLE`` or ``ISSUER《TITLE》（NUMBER）``, where issuer and number may lack."""
    issuer, bracket, rest = written.partition("《")
    title, _, number = rest.rpartition("》") if bracket else (written, "", "")
    return Policy("", 0, len(written), written, title, issuer if bracket and issuer else None, number.strip("（）") or None)
