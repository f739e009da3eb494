"""The language of the templates.

==================== ==========================================================================================================
``⟦concept|…⟧``      a measure, ``⟦a+b|…⟧`` one of two concepts, ``⟦~a|…⟧`` a plan, ``⟦!topic|…⟧`` a problem, as in
                     ``seeds/training/reports``
``[…#8-24次#…]``     a metric with its quote and the bounds of its number; ``#8-24<次#`` is the number before the change,
                     ``#0起#`` stands for nothing written, ``#≥8次#`` for a lower bound that the words state. The indicator
                     is what stands before the number, or else after it, unless it is given: ``[indicator=…]``
``《…》``              a document, ``^《…》`` one that the measure follows, ``+《…》`` one that it makes, ``《…》№`` one with a
                     number, ``⟨…⟩`` one that stands without brackets
``@…@``              an organization, ``&…&`` one that takes part, ``@公安:部门@`` one whose name is completed
``(a|b|)``           one of these
``{name}``           one of the words of that name
==================== ==========================================================================================================

A line may begin with the years in which it can be said: ``2016-2020 ``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from synthesis.draft import Draft, Measured, Node, Phrase, Statement
from synthesis.numbers import Figure, write_figure

__all__ = ["Template", "parse", "read_template"]

_TOKEN = re.compile(
    r"⟦(?P<kind>[~!]?)(?P<names>[a-z+-]+)\|(?P<statement>[^⟦⟧]+)⟧"
    r"|\[(?:(?P<indicator>[^\[\]#=|(){}]+)=)?(?P<metric>[^\[\]]+)\]"
    r"|#(?P<bound>≥?)(?P<low>[\d.]+)(?:-(?P<high>[\d.]+))?(?P<earlier><?)(?P<unit>[^#]+)#"
    r"|(?P<role>[\^+]?)(?P<bracket>[《⟨])(?P<title>[^《》⟨⟩]+)[》⟩](?P<numbered>№?)"
    r"|(?P<part>[@&])(?P<body>[^@&:]+)(?::(?P<suffix>[^@&]+))?[@&]"
    r"|\{(?P<slot>\w+)\}"
    r"|(?P<mark>[(|)])"
    r"|(?P<words>(?:[^⟦\[#《⟨^+@&{(|)]|\+(?![《⟨]))+)"
)
_YEARS = re.compile(r"(\d{4})-(\d{4}) ")
_ALWAYS = (0, 9999)
_COMBINED = 256  # options at most


@dataclass(frozen=True, slots=True)
class _Words:
    options: tuple[str, ...]

    def write(self, draft: Draft) -> None:
        draft.add(self.options[int(draft.chance.random() * len(self.options))])


@dataclass(frozen=True, slots=True)
class _Choice:
    options: tuple[Phrase, ...]

    def write(self, draft: Draft) -> None:
        draft.write(draft.pick(self.options))


@dataclass(frozen=True, slots=True)
class _Slot:
    name: str

    def write(self, draft: Draft) -> None:
        draft.write(draft.pick(draft.slots[self.name]))


@dataclass(frozen=True, slots=True)
class _Statement:
    kind: str
    names: tuple[str, ...]
    body: Phrase

    def write(self, draft: Draft) -> None:
        statement = Statement(draft.length, names=self.names, kind=self.kind)
        draft.links = statement.links
        draft.write(self.body)
        draft.links = None
        statement.end = draft.length
        draft.statements.append(statement)


@dataclass(frozen=True, slots=True)
class _Metric:
    indicator: str
    body: Phrase

    def write(self, draft: Draft) -> None:
        metric = Measured(draft.length, f"x{len(draft.metrics) + 1}", self.indicator)
        draft.metrics.append(metric)
        text = draft.written(self.body)
        metric.end = draft.length
        if not metric.indicator:
            metric.indicator = text[: metric.at - metric.start] or text[metric.after - metric.start :]
        draft.link("metrics", metric.id)


@dataclass(frozen=True, slots=True)
class _Number:
    low: str
    high: str
    unit: str
    earlier: bool
    bound: bool

    def write(self, draft: Draft) -> None:
        metric = draft.metrics[-1]
        if self.high == "0":
            metric.figure = Figure("", 0, self.unit)
            metric.at = metric.after = draft.length
            return
        figure = write_figure(draft.chance, self.low, self.high, self.unit, exact=self.earlier or self.bound or metric.before is not None)
        if self.earlier:
            metric.before = figure.value
        else:
            metric.figure = replace(figure, comparator=">=") if self.bound else figure
            metric.at = draft.length
        draft.add(figure.text)
        metric.after = draft.length


@dataclass(frozen=True, slots=True)
class _Document:
    role: str
    title: Phrase
    brackets: tuple[str, str]
    numbered: bool

    def write(self, draft: Draft) -> None:
        before, after = self.brackets
        draft.add(before)
        title = draft.written(self.title)
        draft.add(after)
        number = None
        if self.numbered:
            draft.add("（")
            number = draft.written(draft.pick(draft.slots["number"]))
            draft.add("）")
        known = draft.documents.setdefault(
            title, {"id": f"p{len(draft.documents) + 1}", "title": title, "quote": before + title + after, "number": number}
        )
        if self.role:
            draft.link("based_on" if self.role == "^" else "produces", str(known["id"]))


@dataclass(frozen=True, slots=True)
class _Organization:
    body: Phrase
    suffix: str
    involved: bool

    def write(self, draft: Draft) -> None:
        quote = draft.written(self.body)
        name = quote + self.suffix
        draft.organizations.setdefault(name, quote)
        if self.involved:
            draft.link("involves", name)


@dataclass(frozen=True, slots=True)
class Template:
    """A line of a file of templates; ``names`` are the concepts or topics of its first statement."""

    names: tuple[str, ...]
    years: tuple[int, int]
    phrase: Phrase

    def fits(self, year: int) -> bool:
        """Whether a report of this year can say it."""
        return self.years[0] <= year <= self.years[1]


def read_template(line: str) -> Template:
    """Read a line of a file of templates.

    Raises:
        ValueError: the line is none.
    """
    match = _YEARS.match(line)
    phrase = parse(line[match.end() :] if match else line)
    names = next((node.names for node in phrase if isinstance(node, _Statement)), ())
    return Template(names, (int(match[1]), int(match[2])) if match else _ALWAYS, phrase)


def parse(text: str) -> Phrase:
    """Read a template.

    Raises:
        ValueError: a bracket has no partner or a mark has another form.
    """
    open_choices: list[list[list[str | Node]]] = [[[]]]
    position = 0
    for match in _TOKEN.finditer(text):
        if match.start() != position:
            break
        position = match.end()
        match match["mark"]:
            case "(":
                open_choices.append([[]])
            case "|" if len(open_choices) > 1:
                open_choices[-1].append([])
            case ")" if len(open_choices) > 1:
                options = tuple(map(_folded, open_choices.pop()))
                words = tuple(
                    option[0] if option else "" for option in options if len(option) < 2 and all(isinstance(node, str) for node in option)
                )
                open_choices[-1][-1].append(_Words(words) if len(words) == len(options) else _Choice(options))
            case None:
                open_choices[-1][-1].append(_node(match))
            case _:
                raise ValueError(f"no choice is open at {match.start()}: {text}")
    if position != len(text) or len(open_choices) > 1:
        raise ValueError(f"a mark that is not closed or of no known form at {position}: {text}")
    return _folded(open_choices[0][0])


def _folded(nodes: Sequence[str | Node]) -> Phrase:
    """The nodes with neighbouring words and choices of words made one choice of their combinations, which is as likely and faster."""
    folded: list[str | Node] = []
    for node in nodes:
        options = _options(node)
        before = _options(folded[-1]) if folded else ()
        if options and before and len(before) * len(options) <= _COMBINED:
            words = tuple(one + other for one in before for other in options)
            folded[-1] = _Words(words) if len(words) > 1 else words[0]
        else:
            folded.append(node)
    return tuple(folded)


def _options(node: str | Node) -> tuple[str, ...]:
    if isinstance(node, str):
        return (node,)
    return node.options if isinstance(node, _Words) else ()


def _node(match: re.Match[str]) -> str | Node:
    if words := match["words"]:
        return words
    if slot := match["slot"]:
        return _Slot(slot)
    if statement := match["statement"]:
        return _Statement(match["kind"], tuple(match["names"].split("+")), parse(statement))
    if metric := match["metric"]:
        return _Metric(match["indicator"] or "", parse(metric))
    if title := match["title"]:
        return _Document(match["role"], parse(title), ("《", "》") if match["bracket"] == "《" else ("", ""), bool(match["numbered"]))
    if body := match["body"]:
        return _Organization(parse(body), match["suffix"] or "", match["part"] == "&")
    return _Number(match["low"], match["high"] or match["low"], match["unit"], bool(match["earlier"]), bool(match["bound"]))
