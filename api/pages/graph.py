"""What a thing is connected with: a table, which scripts draw as a graph."""

from http import HTTPStatus

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.pages.places import place_of
from api.pages.rendering import ASSETS, render
from api.problems import ProblemError
from api.service import Service
from kg.index.names import most_stated
from kg.index.neighbours import neighbourhood

__all__ = ["graph_page"]

_SIZES = {"1": 2000, "2": 400}  # things that are shown, by the steps that they are away
_FOLDERS = {"bureau": "bureaus", "measure": "measures", "policy": "policies", "region": "regions", "report": "reports", "topic": "problems"}
_USUAL = "double-random"
_KINDS = {folder: kind for kind, folder in _FOLDERS.items()}


def graph_page(request: Request, service: Service) -> HTMLResponse:
    """The surroundings of the thing that ``about`` names, by its IRI or the path of its page; by default of the most stated measure.

    Raises:
        ProblemError: it names none, or the steps are too many.
        UnknownNameError: there is no such thing.
    """
    index = service.facts.index
    steps = request.query_params.get("steps") or "1"
    if steps not in _SIZES:
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, f"steps: {steps!r} is neither 1 nor 2")
    about = request.query_params.get("about") or f"/measures/{most_stated(index) or _USUAL}"
    kind, key = _thing(about, service)
    shown = neighbourhood(index, kind, key, steps=int(steps), most=_SIZES[steps])
    return render(
        request, "graph", about=about, steps=steps, shown=shown, folders=_FOLDERS, has_drawing=(ASSETS / "sigma.min.js").is_file()
    )


def _thing(about: str, service: Service) -> tuple[str, str]:
    """The kind and key of a thing."""
    place = place_of(about, service.settings.data_base)
    path, parameters = place or (about, {})
    folder, _, key = path.strip("/").partition("/")
    key = key.partition("#")[0] or next(iter(parameters.values()), "")
    if folder not in _KINDS or not key:
        raise ProblemError(HTTPStatus.NOT_FOUND, f"about: {about!r} is neither the IRI of a thing here nor the path of its page")
    return _KINDS[folder], key
