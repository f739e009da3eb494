"""The files that reports were read from."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Response

from api.disposition import disposition
from api.problems import responses
from api.service import ServiceDependency
from kg.errors import UnknownNameError
from kg.index import one
from kg.store.release import open_release

__all__ = ["router"]

router = APIRouter(tags=["Reports"])

_SHOWN = "application/pdf"  # what browsers show without running anything of it; all else is for saving
_POLICIES = {True: "default-src 'none'; object-src 'self'; frame-ancestors 'self'", False: "sandbox; default-src 'none'"}


@router.get(
    "/reports/{id}/files/{sha256}",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}}, **responses(HTTPStatus.NOT_FOUND, HTTPStatus.NOT_IMPLEMENTED)},
)
def get_file(
    service: ServiceDependency,
    report: Annotated[str, Path(alias="id", description="The id of the report")],
    sha256: Annotated[str, Path(description="The SHA-256 of the file, in hexadecimal")],
) -> Response:
    """A file that a report was read from, byte for byte, under its name. It is others' work: browsers show only PDF, and run nothing."""
    one(service.facts.index, "report", report)
    release = open_release(service.facts.release_folder)
    kept = next((source for source in release.report(report).sources if source.file.sha256 == sha256), None)
    if kept is None:
        raise UnknownNameError("file", sha256)
    is_shown = kept.file.media_type == _SHOWN
    headers = {
        "Content-Disposition": disposition(kept.file.names[0], sha256[:12], is_shown=is_shown),
        "Content-Security-Policy": _POLICIES[is_shown],
        "Cache-Control": "public, max-age=31536000, immutable",
    }
    return Response(release.source(kept), media_type=kept.file.media_type, headers=headers)
