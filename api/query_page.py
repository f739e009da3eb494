"""The page on which a query is written, with the questions of the library as examples."""

from contextlib import suppress
from html import escape
from importlib.resources import files
from string import Template
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.negotiation import choose_language
from api.service import Service
from kg.errors import UnknownNameError
from kg.query.library import NamedQuery, bind, library

__all__ = ["query_page"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'"

_LANGUAGES = ("zh", "en")
_FIRST = "who-adopted"


def query_page(request: Request, service: Service) -> HTMLResponse:
    """The page with the question that ``example`` names written in it, in the language of ``lang``; unknown names are as good as none."""
    asked = request.query_params.get("lang", "")
    language = asked if asked in _LANGUAGES else choose_language(request.headers.get("accept-language"), _LANGUAGES)
    questions = {name: query for name, query in library().items() if query.asked_by}
    chosen = questions.get(request.query_params.get("example", ""), questions[_FIRST])
    template = files("api").joinpath("pages", f"sparql.{language}.html").read_text(encoding="utf-8")
    page = Template(template).substitute(
        query=escape(_written(chosen, service)),
        title=escape(_title(chosen, language)),
        questions="\n".join(_item(query, language) for query in questions.values()),
    )
    headers = {"Content-Language": language, "Vary": "Accept, Accept-Language", "Content-Security-Policy": _POLICY}
    return HTMLResponse(page, headers=headers)


def _written(query: NamedQuery, service: Service) -> str:
    """Its text without the head, with the values of the example, if the release has what they name."""
    text = query.text
    with suppress(UnknownNameError):
        text = bind(query.name, query.example, engine=service.engine, settings=service.settings).text
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("# "))


def _item(query: NamedQuery, language: str) -> str:
    answer = f"/queries/{quote(query.name)}" + (f"?{urlencode(query.example)}" if query.example else "")
    written = f"/sparql?{urlencode({'example': query.name, 'lang': language})}"
    table, title = {"zh": "结果", "en": "answer"}[language], _title(query, language)
    return (
        f'<li><a href="{escape(written)}">{escape(title)}</a> (<a href="{escape(answer)}">{table}</a>)<br>{escape(query.description)}</li>'
    )


def _title(query: NamedQuery, language: str) -> str:
    return query.title_zh if language == "zh" else query.title_en
