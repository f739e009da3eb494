"""A template and what it shows, made into the answer to a request."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

import kg
from api.negotiation import choose_language
from api.pages.filters import FILTERS
from api.pages.places import place_of_thing
from api.pages.words import LANGUAGES, Language, translate

__all__ = ["ASSETS", "Links", "language_of", "read_templates", "render"]

ASSETS = Path(__file__).parents[1] / "assets"
"""The scripts that `make assets` brings here; the pages do without them."""

_ENVIRONMENT = Environment(
    loader=PackageLoader("api.pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def read_templates() -> None:
    """Read and compile all templates, which is else done when each is first shown."""
    for name in _ENVIRONMENT.list_templates():
        _ENVIRONMENT.get_template(name)


def language_of(request: Request) -> Language:
    """What ``lang`` asks for, else what the reader likes best."""
    return _asked_language(request) or _liked(request)


def _asked_language(request: Request) -> Language | None:
    return next((language for language in LANGUAGES if language == request.query_params.get("lang")), None)


def _liked(request: Request) -> Language:
    liked = choose_language(request.headers.get("accept-language"), LANGUAGES)
    return next(language for language in LANGUAGES if language == liked)


@dataclass(frozen=True)
class Links:
    """The addresses that a page links to. A language that was asked for is kept in all of them."""

    request: Request

    @cached_property
    def kept(self) -> dict[str, str]:
        """The parameters that every link has."""
        language = _asked_language(self.request)
        return {"lang": language} if language else {}

    @property
    def filters(self) -> dict[str, str]:
        """The parameters of this page that narrow what it lists."""
        return {name: value for name, value in self.request.query_params.items() if value and name in FILTERS}

    def to(self, path: str, **parameters: object) -> str:
        """A page or file of ours by its path; parameters that are None or empty are left out."""
        return self._address(path, {**parameters, **self.kept})

    def data(self, path: str, **parameters: object) -> str:
        """Data of ours by their path, which have no language."""
        return self._address(path, parameters)

    def thing(self, kind: str, key: str) -> str:
        """The page of a thing by its kind and key in the index."""
        path, parameters = place_of_thing(kind, key)
        return self.to(path, **parameters)

    def here(self, **changes: object) -> str:
        """This page with parameters changed, and from its first entry on."""
        parameters = {name: value for name, value in self.request.query_params.items() if name not in {"cursor", "from"}}
        return self._address(self.path, {**parameters, **changes})

    def asset(self, name: str) -> str:
        """A script or style; another version of the program has another address."""
        return f"{self.root}/assets/{name}?{urlencode({'v': kg.__version__})}"

    def absolute(self, path: str, **parameters: object) -> str:
        """The address of a page as others are to cite it."""
        return f"{str(self.request.base_url).rstrip('/')}{self._address(path, parameters).removeprefix(self.root)}"

    @property
    def path(self) -> str:
        """The path of this page, as :meth:`to` takes it."""
        return self.request.url.path.removeprefix(self.root)

    @property
    def root(self) -> str:
        """What is before all of our paths, behind a proxy."""
        root: str = self.request.scope.get("root_path", "")
        return root

    def _address(self, path: str, parameters: Mapping[str, object]) -> str:
        given = {name: value for name, value in parameters.items() if value not in {None, ""}}
        path, mark, fragment = path.partition("#")
        return f"{self.root}{quote(path)}{f'?{urlencode(given)}' if given else ''}{mark}{fragment}"


def render(request: Request, template: str, *, status: HTTPStatus = HTTPStatus.OK, **shown: object) -> HTMLResponse:
    """The page of a template in the reader's language."""
    language = language_of(request)
    links = Links(request)
    page = _ENVIRONMENT.get_template(f"{template}.html").render(
        shown,
        language=language,
        t=partial(translate, language),
        links=links,
        path=links.path,
        query=request.query_params,
        release=request.app.state.current.thing.release_id,
        today=date.today().isoformat(),  # noqa: DTZ011  # the reader's day, for citations
    )
    return HTMLResponse(page, status, headers={"Content-Language": language, "Vary": "Accept, Accept-Language"})
