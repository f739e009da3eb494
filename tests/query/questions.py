"""The competency questions of the library: their answers on the demo release, and the page that shows them.

``python tests/query/questions.py`` asks them anew and writes ``expected/*.csv`` and ``docs/questions.md``;
``git diff`` shows what changed, for someone to judge.
"""

import csv
from collections.abc import Mapping
from itertools import starmap
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.build import build
from kg.evaluation.markdown import table
from kg.query.engine import Engine
from kg.query.guard import Query
from kg.query.library import NamedQuery, bind, library
from kg.resources import seeds_folder
from kg.settings import load_settings

EXPECTED = Path(__file__).parent / "expected"
PAGE = Path(__file__).parents[2] / "docs" / "questions.md"
QUESTIONS = {name: query for name, query in library().items() if query.asked_by}
MAX_ROWS = 1000
MAX_BYTES = 10**8

_SHOWN_ROWS = 5
_SHOWN_CHARACTERS = 40
_HEAD = """# Questions that a release answers

What researchers, auditors, journalists and bureaus ask, and what the demo release of five reports (`make demo`) answers. Each
question is a named query of the library: a commented file in `kg/query/queries/`, to be asked on the command line as shown, or in SPARQL.
Answers are those of the release: a measure that no report mentions may well be taken, and an unnamed bureau counts in no comparison.

The values of the parameters are examples. At most {rows} rows are shown, cut to {characters} characters a cell; whole answers are in
[tests/query/expected](../tests/query/expected/README.md), which tells how they were checked, and where the demo release is wrong.
Tests ask each question of Oxigraph and of rdflib, which must give the same rows in the same order.
This page is written by `python tests/query/questions.py`.
"""


def build_demo(folder: Path) -> Path:
    """The release folder of a build of the five reports."""
    return build(seeds_folder() / "reports", folder).folder


def ask(question: NamedQuery, engine: Engine) -> Query:
    """A question with the values of its example."""
    return bind(question.name, question.example, engine=engine, settings=load_settings({}))


def answer(question: NamedQuery, engine: Engine) -> str:
    """The answer of Oxigraph as CSV, its lines ended as text files of this project are."""
    return engine.answer(ask(question, engine), "csv", MAX_ROWS, MAX_BYTES).body.decode().replace("\r\n", "\n")


def page(answers: Mapping[str, str]) -> str:
    """The page of all questions, given their answers as CSV."""
    entries = [(f"[{query.title_en}](#{query.name})", query.title_zh, ", ".join(query.asked_by)) for query in QUESTIONS.values()]
    sections = (_section(query, answers[name]) for name, query in QUESTIONS.items())
    head = _HEAD.format(rows=_SHOWN_ROWS, characters=_SHOWN_CHARACTERS)
    return "\n".join((head, f"{table(('question', '问题', 'asked by'), entries)}\n", *sections)).rstrip() + "\n"


def _section(query: NamedQuery, answer: str) -> str:
    columns, *rows = csv.reader(answer.splitlines(keepends=True))
    parameters = "".join(starmap(" --param {}={}".format, query.example.items()))
    shown = table(columns, [map(_cell, row) for row in rows[:_SHOWN_ROWS]])
    count = f"{_SHOWN_ROWS} of {len(rows)}" if len(rows) > _SHOWN_ROWS else len(rows)
    return f"""## {query.name}

**{query.title_zh} {query.title_en}** {query.description_en}

```sh
kg query --name {query.name}{parameters}
```

{shown}

Rows: {count}
"""


def _cell(value: str) -> str:
    line = " ".join(value.split()).replace("|", "\\|")
    return line if len(line) <= _SHOWN_CHARACTERS else f"{line[: _SHOWN_CHARACTERS - 1]}…"


def _write() -> None:
    with TemporaryDirectory() as folder:
        engine = Engine.open(build_demo(Path(folder)))
        answers = {name: answer(query, engine) for name, query in QUESTIONS.items()}
    for path in EXPECTED.glob("*.csv"):
        path.unlink()
    for name, text in answers.items():
        (EXPECTED / f"{name}.csv").write_text(text, encoding="utf-8")
    PAGE.write_text(page(answers), encoding="utf-8")


if __name__ == "__main__":
    _write()
