"""What those who run the service ask it: whether it answers, and how much."""

from http import HTTPStatus
from typing import Literal

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool
from prometheus_client import CONTENT_TYPE_LATEST

from api.models import Health
from api.observation import metrics
from api.service import Service, ServiceDependency

__all__ = ["health_of", "router"]

router = APIRouter(tags=["Service"])


@router.get("/health", responses={503: {"model": Health, "description": "No process can answer SPARQL queries now"}})
async def get_health(service: ServiceDependency, response: Response) -> Health:
    """That the service answers, whether SPARQL queries too, from which release, and what that release holds."""
    health = health_of(service)
    if not health.ready:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return health


def health_of(service: Service) -> Health:
    """How a service is."""
    is_ready = service.workers.is_ready
    status: Literal["ok", "not ready"] = "ok" if is_ready else "not ready"
    return Health(status=status, ready=is_ready, release=service.release_id, counts=service.holdings, left_out=service.left_out)


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}})
async def get_metrics() -> Response:
    """Requests by route and status, and their seconds, in Prometheus's text format."""
    return Response(await run_in_threadpool(metrics), media_type=CONTENT_TYPE_LATEST)
