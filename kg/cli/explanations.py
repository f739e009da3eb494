"""Explanations, printed for people."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Column, Table

from kg.cli.wording import counted
from kg.extraction.measures.explanation import ClauseTag, ConceptExplanation, MeasureExplanation, Nearest, Ranked, Share
from kg.types import Measure, Report
from kg.vocabulary import load_vocabulary

__all__ = ["print_concept", "print_measure"]

_TAGS = {"B": "begins a statement", "I": "goes on", "O": "outside"}
_CLASSES = {"none": "no measure", "other": "a measure that the catalogue lacks"}
_ROLES = {"body": "the part on what was done", "plans": "a part of plans", "problems": "a part of problems"}
_INSTEAD = {"adopted": "the parts of plans", "planned": "the parts on what was done"}
_PLACES = {
    "front": "it stands before the body of the report (title, addressee, navigation)",
    "back": "it stands after the body of the report (signature, copies, navigation)",
    "heading": "it is a heading; headings announce measures, but state none",
    "row": "it is a row of a table; tables give figures, but state no measures",
}
_AROUND = {"statement": "in it", "sentence": "in its sentence", "paragraph": "before it in its paragraph"}
_CUES = {
    "next": "a coming time is named",
    "will": "something is announced",
    "intends": "something is intended",
    "mends": "a remedy is announced",
    "later year": "a year after that of the report",
    "this year or before": "a year up to that of the report",
    "will later": "something is announced for a later year",
    "announces": "any sign of a plan",
}
_NAMES = {
    "start": "without anything else",
    "rest": "all the rest",
    "words": "words",
    "heading": "the heading over it",
    "outer heading": "the heading above that",
    "done": "a word of what was done (已, 了, 共计, 累计 …)",
    "digit": "a figure",
    "elsewhere": "first statement of its paragraph",
}
_LONGEST = 24  # characters of a quote among others


def print_measure(report: Report, found: MeasureExplanation) -> None:
    """Print why a measure was found."""
    console = _console()
    measure, choice = found.measure, found.choice
    _print_head(console, report)
    _print_quote(console, measure)
    _say(console, f"\nWhy this concept? {_decision(found)}")
    _table(
        console,
        ("concept", "probability", "score"),
        ((_label(entry.concept), f"{entry.probability:.2f}", f"{entry.score:+z.2f}") for entry in choice.ranking),
    )
    _say(console, f"What tells {_label(choice.subject)} from {_label(choice.rival)}:")
    _print_shares(console, choice.shares, choice.lead, "the lead", choice.subject)
    bounds = found.bounds
    console.print("Why these clauses? Each with the probability of the three ways to read it after the one before.")
    _table(
        console,
        ("clause", "read as", "begins", "goes on", "outside"),
        ((e.text, _TAGS[e.tag], f"{e.begins:.2f}", f"{e.goes_on:.2f}", f"{e.outside:.2f}") for e in bounds.clauses),
    )
    if any(_probability(clause) < max(clause.begins, clause.goes_on, clause.outside) for clause in bounds.clauses):
        _say(console, "Where the likelier way was not taken, statements that speak more clearly of one concept outweighed it.")
    _say(console, f"{_otherwise(bounds.otherwise)} That scores {bounds.margin:.1f} lower.")
    if found.united:
        _say(console, f"Beside it the same is stated, and united with it: {_quotes(found.united)}.")
    _say(console, f"\nWhy {measure.status}? Above 0 a statement counts as planned.")
    _print_shares(console, found.status.shares, found.status.score, "the score", None)


def print_concept(report: Report, told: ConceptExplanation) -> None:
    """Print why the measures of a concept were found, or what rejected the nearest clauses."""
    console = _console()
    _print_head(console, report)
    _say(console, f"{_label(told.concept)}: {_count(told)}")
    phrases = (
        f"Its phrases of the lexicon in this report: {_quotes(told.phrases)}"
        if told.phrases
        else "None of its phrases in the lexicon stands in this report."
    )
    _say(console, phrases)
    for found in (*told.measures, *told.of_other_status):
        console.print()
        _print_quote(console, found.measure)
        _say(console, f"  concept: {_decision(found)}")
        _say(console, f"  above all by: {_foremost(found.choice.shares, 1.0, told.concept)}")
        _say(console, f"  {found.measure.status}, above all by: {_foremost(found.status.shares, found.status.score, None)}")
    for number, near in enumerate(told.nearest, 1):
        _say(console, f"\n{number}. “{near.text}”")
        _say(console, f"  {_place(near.start, near.end, near.section)}")
        _say(console, f"  by itself: {_label(told.concept)} at {near.alone.probability:.2f}")
        _say(console, f"  rejected: {_rejection(near)}")


def _print_head(console: Console, report: Report) -> None:
    console.rule(f"{report.file} · {report.bureau or 'unknown bureau'} · {report.year or 'unknown year'}")


def _print_quote(console: Console, measure: Measure) -> None:
    _say(console, f"{measure.id} · {_label(measure.concept) if measure.concept else 'no concept'} · {measure.status}")
    _say(console, f"“{measure.text}”")
    _say(console, f"  {_place(measure.start, measure.end, measure.section)}")


def _place(start: int, end: int, section: str) -> str:
    return f"characters {start:,} to {end:,}" + (f", under {section}" if section else "")


def _label(concept: str) -> str:
    return _CLASSES[concept] if concept in _CLASSES else f"{load_vocabulary().concept(concept).label_zh} ({concept})"


def _count(told: ConceptExplanation) -> str:
    if told.measures:
        return counted(len(told.measures), "statement")
    if told.of_other_status:
        other = told.of_other_status[0].measure.status
        nearest = "the nearest clauses follow it" if told.nearest else "there is no other clause"
        return f"found, but only {other}; in {_INSTEAD[other]} {nearest}."
    if not told.nearest:
        return "not found; the report has no clauses."
    near = told.nearest[0]
    if near.alone.probability < near.least:
        return f"not found, and no clause comes near (a concept is given from {near.least:.2f} on); the least far follow."
    return "not found; the nearest clauses follow."


def _decision(found: MeasureExplanation) -> str:
    choice = found.choice
    subject = f"{_label(choice.subject)} at {choice.probability:.2f}"
    means = f"Of “{choice.means}”, one of the means in a list: " if choice.means else ""
    return (
        means
        + {
            "likeliest": f"{subject} is likeliest; from {choice.least:.2f} on (least) a concept is given.",
            "second": f"{subject} is second; from {choice.second:.2f} on (second) it is given besides the likeliest.",
            "too-doubtful": f"None is given: {subject} is likeliest, but below {choice.least:.2f} (least).",
            "other-measure": f"None is given: {subject} is likeliest.",
        }[choice.decision]
    )


def _probability(clause: ClauseTag) -> float:
    return {"B": clause.begins, "I": clause.goes_on, "O": clause.outside}[clause.tag]


def _otherwise(otherwise: Sequence[str]) -> str:
    return f"The next best reading has instead {_quotes(otherwise)}." if otherwise else "The next best reading has no statement here."


def _rejection(near: Nearest) -> str:
    if near.reason in _PLACES:
        return f"{_PLACES[near.reason]}."
    if near.reason == "problem":
        return f"it tells of problem {near.problem}; what is lacking is no measure."
    if near.reason == "outside":
        weighed = (
            "no reading with a statement here came into question"
            if near.margin is None
            else f"a statement here would score {near.margin:.1f} lower"
        )
        return f"it was read as no statement (probability {near.outside or 0:.2f}); {weighed}. {_itself(near)}"
    if near.reason == "denied":
        return f"its statement, “{near.statement}”, says that this was not done."
    whole = f"in its statement{_ids(near.measures)}, “{near.statement}”, "
    there = near.there or near.alone
    if near.reason == "too-doubtful":
        return f"{whole}{_likeliest(near.likeliest)} is likeliest, but below {near.least:.2f} (least) none is given."
    second = f" A second concept is given from {near.second:.2f} on (second)." if there.probability >= near.least else ""
    return f"{whole}{_likeliest(near.likeliest)} is likelier; this one has {there.probability:.2f}.{second}"


def _itself(near: Nearest) -> str:
    if near.likeliest.concept == near.alone.concept:
        return "By itself it speaks of this concept more than of others."
    return f"By itself it is rather {_likeliest(near.likeliest)}."


def _likeliest(entry: Ranked) -> str:
    return f"{_label(entry.concept)} at {entry.probability:.2f}"


def _ids(measures: Sequence[str]) -> str:
    return f" {', '.join(measures)}" if measures else ""


def _foremost(shares: Sequence[Share], sign: float, subject: str | None) -> str:
    told = [share for share in shares if share.kind != "rest" and share.points * sign > 0]
    return "; ".join(f"{_thing(share, subject)} {share.points:+z.2f}" for share in told[:3]) or "nothing in particular"


def _thing(share: Share, subject: str | None) -> str:
    """What a share tells; the concept that it speaks for is named where it is not the subject."""
    name = "the phrase" if share.kind == "phrase" else _feature(share.kind)
    quote = f" “{_short(share.quote)}”" if share.quote else ""
    speaks_for = f", which speaks for {_label(share.concept)}" if share.concept not in (None, subject) else ""
    return name + quote + speaks_for


def _feature(name: str) -> str:
    """A feature of the status in plain words; one that is not known here by its own name."""
    first, _, others = name.partition(" ")
    if name in _NAMES:
        return _NAMES[name]
    if first in _AROUND and others in _CUES:
        return f"{_AROUND[first]}: {_CUES[others]}"
    if first == "role":
        role, _, more = others.partition(", ")
        return f"it stands in {_ROLES.get(role, role)}" + (f", {more}" if more else "")
    if first == "tenth":
        return f"it stands {int(others) * 10} % into the report"
    if first == "after":
        status, _, place = others.partition(" in ")
        return f"the statement before in its {place} is {status}"
    return name


def _short(quote: str) -> str:
    return quote if len(quote) <= _LONGEST else f"{quote[: _LONGEST // 2]}…{quote[-_LONGEST // 2 :]}"


def _quotes(quotes: Iterable[str]) -> str:
    return ", ".join(f"“{_short(quote)}”" for quote in quotes)


def _print_shares(console: Console, shares: Sequence[Share], total: float, name: str, subject: str | None) -> None:
    table = Table(Column("what", overflow="fold"), Column("points", justify="right"), show_footer=True)
    table.columns[0].footer, table.columns[1].footer = name, f"{total:+z.2f}"
    for share in shares:
        table.add_row(_thing(share, subject), f"{share.points:+z.2f}")
    console.print(table)


def _table(console: Console, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    first, *others = columns
    table = Table(Column(first, overflow="fold"), *(Column(name, overflow="fold") for name in others))
    for row in rows:
        table.add_row(*row)
    console.print(table)


def _say(console: Console, line: str) -> None:
    """Print a line without breaking it, so that its quotes stay whole."""
    console.print(line, soft_wrap=True)


def _console() -> Console:
    return Console(markup=False, highlight=False)
