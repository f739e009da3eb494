"""What those who run the service ask it: whether it answers, and how much."""

from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool
from prometheus_client import CONTENT_TYPE_LATEST

from api.models import Health
from api.observation import metrics
from api.problems import ProblemError, responses
from api.service import Service, ServiceDependency

__all__ = ["health_of", "router"]

router = APIRouter(tags=["Service"])


@router.get("/health", responses=responses(HTTPStatus.SERVICE_UNAVAILABLE))
async def get_health(service: ServiceDependency) -> Health:
    """That the service answers, from which release, and what that release holds; an error if it cannot answer SPARQL queries now."""
    if not service.workers.is_ready:
        raise ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, "no process can answer SPARQL queries now")
    return health_of(service)


def health_of(service: Service) -> Health:
    """What a service that is well says of itself."""
    return Health(
        status="ok",
        release=service.release_id,
        counts=service.holdings,
        left_out=service.left_out,
        unused_lines=service.unused_lines,
    )


@router.get("/health/metrics", include_in_schema=False)
async def get_metrics() -> Response:
    """Requests by route and status, and their seconds, in Prometheus's text format."""
    return Response(await run_in_threadpool(metrics), media_type=CONTENT_TYPE_LATEST)
