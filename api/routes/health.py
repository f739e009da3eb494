"""Whether the service answers."""

from fastapi import APIRouter

from api.models import Health
from api.service import ServiceDependency

__all__ = ["get_health", "router"]

router = APIRouter(tags=["Service"])


@router.get("/health")
def get_health(service: ServiceDependency) -> Health:
    """That the service answers, from which release, and what that release holds."""
    return Health(status="ok", release=service.release_id, counts=service.holdings, left_out=service.left_out)
