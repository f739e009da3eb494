"""The pages for people, at the addresses of the data: asked first, and only for those who like a page best."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles

from api.answers import respond
from api.limits import LIMITED
from api.listings import ADOPTIONS, BUREAUS, CANDIDATES, METRICS, ORGANISATIONS, POLICIES, PROBLEMS, REGIONS, REPORTS
from api.negotiation import choose_media_type
from api.network_bodies import NETWORK_OF
from api.pages.analyses import audit_page, diffusion_page, peers_page, rates_page
from api.pages.bureaus import bureau_page, bureaus_page, compare_page
from api.pages.catalogue import catalogue_page
from api.pages.graph import graph_page
from api.pages.home import about_page, docs_page, home_page
from api.pages.measure import measure_page
from api.pages.networks import measure_network_page
from api.pages.places import place_of_statement
from api.pages.queries import query_page, question_page, unanswered_page
from api.pages.rendering import ASSETS, Links
from api.pages.reports import report_page, reports_page
from api.pages.search import search_page
from api.pages.subjects import adoptions_page, organisations_page, regions_page
from api.pages.topics import candidates_page, metrics_page, policies_page, policy_page, problems_page
from api.pages.troubles import Trouble
from api.pages.why import why_page
from api.problems import ProblemError
from api.regions import held_region
from api.routes import queries, sparql
from api.routes.page_router import PageRouter, takes
from api.service import ServiceDependency
from kg.errors import UnknownNameError
from kg.query.guard import Form
from kg.query.library import named_query

__all__ = ["assets", "router", "shared"]

router = APIRouter(include_in_schema=False, dependencies=[LIMITED])
"""Pages that have no data at their address."""

shared: APIRouter = PageRouter(include_in_schema=False, dependencies=[LIMITED])
"""Pages at addresses of data; to be included before these."""


def _accepts_pages(request: Request) -> None:
    """Refuse to send a page to who takes none.

    Raises:
        ProblemError: the client takes no HTML.
    """
    if choose_media_type(request.headers.get("accept"), ("text/html",)) is None:
        reason = "this address has a page alone, as text/html; /openapi.json tells where the data are"
        raise ProblemError(HTTPStatus.NOT_ACCEPTABLE, reason, parameter="Accept")


_ONLY_PAGE = Depends(_accepts_pages)


def assets() -> StaticFiles:
    """Styles and scripts: ours, what `make assets` brings, and Swagger UI, which the package fastapi-offline carries."""
    return StaticFiles(
        directory=ASSETS if ASSETS.is_dir() else None, packages=[("api", "static"), ("fastapi_offline", "static")], check_dir=False
    )


@router.get("/", dependencies=[_ONLY_PAGE])
def show_home(request: Request, service: ServiceDependency) -> Response:
    """What this is, and where to begin."""
    return home_page(request, service)


@router.get("/about", dependencies=[_ONLY_PAGE])
def show_about(request: Request, service: ServiceDependency) -> Response:
    """Data, method, figures, limits and citation."""
    return about_page(request, service)


@router.get("/openapi.json")
def show_document(request: Request, service: ServiceDependency) -> JSONResponse:
    """The OpenAPI document, which says so if the service stands below a path of another."""
    root = request.scope.get("root_path", "")
    return JSONResponse({**request.app.document(service), **({"servers": [{"url": root}]} if root else {})})


@router.get("/docs", dependencies=[_ONLY_PAGE])
def show_docs(request: Request) -> Response:
    """Swagger UI on the OpenAPI document."""
    return docs_page(request)


@shared.get("/measures", dependencies=[takes()])
def show_catalogue(request: Request, service: ServiceDependency) -> Response:
    """The tree of measures."""
    return catalogue_page(request, service)


@shared.get("/measures/{id}", dependencies=[takes("cursor", lists=ADOPTIONS.without("measure"))])
def show_measure(request: Request, service: ServiceDependency, measure: Annotated[str, Path(alias="id")]) -> Response:
    """One measure or category."""
    return measure_page(request, service, measure)


@shared.get("/measures/{id}/diffusion", dependencies=[takes("by")])
def show_diffusion(request: Request, service: ServiceDependency, measure: Annotated[str, Path(alias="id")]) -> Response:
    """How a measure spread."""
    return diffusion_page(request, service, measure)


@shared.get("/rates", dependencies=[takes("measure", "by", "year")])
def show_rates(request: Request, service: ServiceDependency) -> Response:
    """Rates of a measure between groups of bureaus."""
    return rates_page(request, service)


@shared.get("/networks/measures", dependencies=[takes(*(parameter.name for parameter in NETWORK_OF))])
def show_measure_network(request: Request, service: ServiceDependency) -> Response:
    """The measures that the same bureaus state."""
    return measure_network_page(request, service)


@shared.get("/bureaus", dependencies=[takes("from", lists=BUREAUS)])
def show_bureaus(request: Request, service: ServiceDependency) -> Response:
    """All bureaus."""
    return bureaus_page(request, service)


@shared.get("/bureaus/{id:path}/peers", dependencies=[takes("year")])
def show_peers(request: Request, service: ServiceDependency, bureau: Annotated[str, Path(alias="id")]) -> Response:
    """What comparable bureaus report and a bureau does not."""
    return peers_page(request, service, bureau)


@shared.get("/bureaus/{id:path}", dependencies=[takes("cursor", lists=ADOPTIONS.without("bureau"))])
def show_bureau(request: Request, service: ServiceDependency, bureau: Annotated[str, Path(alias="id")]) -> Response:
    """One bureau."""
    return bureau_page(request, service, bureau)


@shared.get("/compare", dependencies=[takes("bureaus", "year", "show")])
def show_comparison(request: Request, service: ServiceDependency) -> Response:
    """Bureaus side by side."""
    return compare_page(request, service)


@shared.get("/reports", dependencies=[takes("cursor", lists=REPORTS)])
def show_reports(request: Request, service: ServiceDependency) -> Response:
    """All reports."""
    return reports_page(request, service)


@shared.get("/reports/{id}", dependencies=[takes()])
def show_report(request: Request, service: ServiceDependency, report: Annotated[str, Path(alias="id")]) -> Response:
    """The text of a report with what was found in it."""
    return report_page(request, service, report)


@shared.get("/reports/{id}/audit", dependencies=[takes()])
def show_audit(request: Request, service: ServiceDependency, report: Annotated[str, Path(alias="id")]) -> Response:
    """The audits of a report."""
    return audit_page(request, service, report)


@shared.get("/reports/{id}/explanation", dependencies=[takes("start", "end", "measure")])
async def show_explanation(request: Request, service: ServiceDependency, report: Annotated[str, Path(alias="id")]) -> Response:
    """Why a stretch of a report was read as it was."""
    return await why_page(request, service, report)


@shared.get("/adoptions", dependencies=[takes("cursor", lists=ADOPTIONS)])
def show_adoptions(request: Request, service: ServiceDependency) -> Response:
    """All statements of measures."""
    return adoptions_page(request, service)


@shared.get("/adoptions/{key:path}", dependencies=[takes()])
@shared.get("/metrics/{key:path}", dependencies=[takes()])
@shared.get("/problems/{key:path}", dependencies=[takes()])
def show_statement(request: Request, key: str) -> Response:
    """A statement, where it stands in its report."""
    kind = {"adoptions": "adoption", "metrics": "metric", "problems": "problem"}[Links(request).path.split("/")[1]]
    return RedirectResponse(Links(request).to(place_of_statement(kind, key)), HTTPStatus.SEE_OTHER)


@shared.get("/regions", dependencies=[takes("cursor", lists=REGIONS)])
def show_regions(request: Request, service: ServiceDependency) -> Response:
    """All regions."""
    return regions_page(request, service)


@shared.get("/organisations", dependencies=[takes("cursor", lists=ORGANISATIONS)])
def show_organisations(request: Request, service: ServiceDependency) -> Response:
    """All bodies that reports name."""
    return organisations_page(request, service)


@shared.get("/regions/{code}", dependencies=[takes()])
def show_region(request: Request, service: ServiceDependency, code: str) -> Response:
    """The bureaus of a region."""
    return RedirectResponse(Links(request).thing("region", held_region(service.facts.index, code)), HTTPStatus.SEE_OTHER)


@shared.get("/policies", dependencies=[takes("text", "from", of_data=POLICIES.known)])
def show_policies(request: Request, service: ServiceDependency) -> Response:
    """All documents."""
    return policies_page(request, service)


@shared.get("/policies/{id}", dependencies=[takes("cursor", lists=ADOPTIONS.without("policy"))])
def show_policy(request: Request, service: ServiceDependency, policy: Annotated[str, Path(alias="id")]) -> Response:
    """One document."""
    return policy_page(request, service, policy)


@shared.get("/problems", dependencies=[takes("cursor", lists=PROBLEMS)])
def show_problems(request: Request, service: ServiceDependency) -> Response:
    """The problems that bureaus admit."""
    return problems_page(request, service)


@shared.get("/metrics", dependencies=[takes("name", "from", "cursor", lists=METRICS)])
def show_metrics(request: Request, service: ServiceDependency) -> Response:
    """The figures that bureaus give."""
    return metrics_page(request, service)


@shared.get("/candidates", dependencies=[takes("from", "cursor", lists=CANDIDATES)])
def show_candidates(request: Request, service: ServiceDependency) -> Response:
    """Measures that the catalogue lacks."""
    return candidates_page(request, service)


@shared.get("/search", dependencies=[takes("q", of_data=("limit",))])
def show_search(request: Request, service: ServiceDependency) -> Response:
    """What is found by words."""
    return search_page(request, service)


@shared.get("/graph", dependencies=[takes("about", "steps")])
def show_graph(request: Request, service: ServiceDependency) -> Response:
    """What a thing is connected with."""
    return graph_page(request, service)


@shared.get("/sparql")
async def show_sparql(request: Request, service: ServiceDependency) -> Response:
    """A page to write a query on, and the answer to the one that is asked. What CONSTRUCT and DESCRIBE give is no table."""
    parameters = _given(request)
    if all(name not in {"query", "update"} for name, _ in parameters):
        return await query_page(request, service, None)
    question = sparql.question(parameters, service)
    if question.query.form in {Form.SELECT, Form.ASK}:
        return await query_page(request, service, question)
    return await respond(request, service, question)


@shared.get("/queries/{name}")
async def show_query(request: Request, service: ServiceDependency, name: str) -> Response:
    """The answer to a question of the library, or what is wrong with the values that are given."""
    named = named_query(name)
    try:
        question = await run_in_threadpool(queries.question, name, _given(request), service)
    except UnknownNameError as error:
        return unanswered_page(request, named, Trouble(HTTPStatus.NOT_FOUND, str(error), {"parameter": error.kind}))
    except ProblemError as error:
        return unanswered_page(request, named, Trouble(error.status, error.detail, error.members))
    return await question_page(request, service, named, question)


def _given(request: Request) -> list[tuple[str, str]]:
    """The parameters that ask for something, and not for how it is shown."""
    return [(name, value) for name, value in request.query_params.multi_items() if value and name not in {"lang", "format"}]
