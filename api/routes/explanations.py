"""Why sentences were read as they were."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse

from api.answering import JSON_FORMATS, choose_format, one_entry
from api.explaining import PARAMETERS, explanation
from api.limits import LIMITED
from api.models import Explanation
from api.parameters import refuse_unknown, singles
from api.service import ServiceDependency

__all__ = ["router"]

router = APIRouter(tags=["Reports and statements"], dependencies=[LIMITED])


@router.get("/reports/{key}/explanation", **one_entry(Explanation, PARAMETERS, formats=JSON_FORMATS))
async def get_explanation(
    request: Request, service: ServiceDependency, key: Annotated[str, Path(description="The id of the report")]
) -> JSONResponse:
    """Why a sentence states the measures that were found in it, and why no other: how the models read a stretch of a report."""
    values = singles(request.query_params.multi_items())
    choose_format(request, values.pop("format", None), JSON_FORMATS)
    refuse_unknown(values, [parameter.name for parameter in PARAMETERS])
    return JSONResponse(await explanation(request, service, key, values))
