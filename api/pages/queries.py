"""The pages on which queries are written and answered: those of readers, and the questions of the library."""

from contextlib import suppress
from http import HTTPStatus

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from api.answers import Question
from api.pages.answers import answer_to, library_answer_to
from api.pages.rendering import ASSETS, render
from api.pages.troubles import Trouble
from api.pages.words import section
from api.service import Service
from kg.errors import UnknownNameError
from kg.query.library import NamedQuery, bind, named_query
from kg.query.prefixes import PREFIXES
from kg.query.terms import unknown_terms

__all__ = ["competency_questions", "query_page", "question_page", "unanswered_page"]

_FIRST = "who-adopted"
_ORDER = (  # of questions: on measures, bureaus and their plans, problems, figures, documents, and what is held
    *(_FIRST, "adoption-by-year", "adoption-by-region", "adoption-order", "measures-of-all-bureaus", "measures-of-one-bureau"),
    *("measures-together", "initiative-of-measures", "measures-not-stated", "measures-outside-catalogue"),
    *("summary", "evidence-in-context", "similar-bureaus", "measures-of-peers", "measures-without-figures", "substance"),
    *("plans-kept", "plans-not-begun"),
    *("problem-topics", "problems-by-topic", "plans-of-those-with-problem", "reports-without-problems"),
    *("metrics-of-measure", "metrics-by-indicator", "changed-figures", "outlying-figures", "rates-below-hundred"),
    *("documents-relied-on", "documents-of-several-reports", "documents-produced", "documents-by-issuer", "documents-by-kind"),
    *("organs-involved", "coverage", "bureaus-by-level-and-sector", "superiors-held", "bureau-names"),
    *("late-reports", "incomplete-reports", "field-sources", "files-of-reports"),
)


def competency_questions(service: Service) -> list[NamedQuery]:
    """The questions that somebody asks, what most ask first, with examples of the release."""
    places = {name: place for place, name in enumerate(_ORDER)}
    asked = (query for query in service.queries.values() if query.asked_by)
    return sorted(asked, key=lambda query: places.get(query.name, len(places)))


async def query_page(request: Request, service: Service, question: Question | None) -> HTMLResponse:
    """A page to write a query on, and the answer to what is asked.

    Before anything is, the question that ``example`` names is written there, or the ``text``; unknown names are as good as none.

    Raises:
        QueryError: there is no answer.
    """
    answer = None if question is None else await answer_to(request, service, question)
    questions = await run_in_threadpool(competency_questions, service)
    named = {query.name: query for query in questions}
    chosen = named.get(request.query_params.get("example", ""), named[_FIRST])
    text = question.query.text if question else request.query_params.get("text") or await run_in_threadpool(_written, chosen, service)
    terms = await run_in_threadpool(_terms, service)
    return render(
        request,
        "sparql",
        text=text,
        answer=answer,
        unknown=unknown_terms(question.query.text) if question else {},
        held=service.held,
        questions=questions,
        prefixes=PREFIXES,
        terms=terms,
        has_editor=(ASSETS / "yasqe.min.js").is_file(),
    )


async def question_page(request: Request, service: Service, named: NamedQuery, question: Question) -> HTMLResponse:
    """The answer to a question of the library, or its first rows, and a form to ask it with other values.

    Raises:
        QueryError: there is no answer.
    """
    answer = await library_answer_to(request, service, named, question)
    return _asked(
        request,
        named,
        text=question.query.text,
        answer=answer,
        columns=section("column"),
        held=service.held,
        seconds=service.settings.query_timeout,
    )


def unanswered_page(request: Request, named: NamedQuery, trouble: Trouble) -> HTMLResponse:
    """Why a question of the library cannot be answered for the values that are given, and the form to ask it with others."""
    return _asked(request, named, status=trouble.status, trouble=trouble)


def _asked(request: Request, named: NamedQuery, *, status: HTTPStatus = HTTPStatus.OK, **shown: object) -> HTMLResponse:
    return render(request, "question", status=status, named=named, **shown)


def _terms(service: Service) -> dict[str, list[str | None]]:
    """The IRIs of the classes and properties, by the names of the editor's completers."""
    rows = list(service.engine.rows(named_query("terms").text))
    return {kind: [row["term"] for row in rows if row["kind"] == kind] for kind in ("class", "property")}


def _written(query: NamedQuery, service: Service) -> str:
    """Its text without the head, with the values of the example, if the release has what they name."""
    text = query.text
    with suppress(UnknownNameError):
        text = bind(query.name, query.example, engine=service.engine, settings=service.settings).text
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("# "))
