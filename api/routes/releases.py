"""The releases that are kept, and the one that is served."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool

from api.models import Release, ReleaseList
from api.service import Service, ServiceDependency
from kg.errors import ReleaseError
from kg.iris import Iris
from kg.store.manifest import Manifest
from kg.store.release import MANIFEST, read_manifest

__all__ = ["releases_of", "router"]

router = APIRouter(tags=["Service"])


@router.get("/releases")
async def list_releases(service: ServiceDependency) -> ReleaseList:
    """The releases whose answers can be cited, the one that was built last first; the routes answer from the one that is served."""
    return await run_in_threadpool(releases_of, service)


def releases_of(service: Service) -> ReleaseList:
    """The release that is served, and those that lie beside it."""
    if service.folder is None:
        return ReleaseList(items=[])
    manifests = sorted(service.folder.parent.glob(f"[!.]*/{MANIFEST}"), key=lambda path: (path.stat().st_mtime_ns, path), reverse=True)
    return ReleaseList(items=[_release(service, manifest) for path in manifests if (manifest := _manifest(path.parent))])


def _manifest(folder: Path) -> Manifest | None:
    """The manifest of a release, unless a build has just removed it or another version of kg made it, so that it cannot be cited here."""
    try:
        return read_manifest(folder)
    except ReleaseError:
        return None


def _release(service: Service, manifest: Manifest) -> Release:
    return Release(
        id=manifest.release_id,
        iri=Iris(service.settings.data_base).release(manifest.release_id),
        served=manifest.release_id == service.release_id,
        reports=manifest.reports,
        quads=manifest.quads,
        left_out=manifest.files_left_out,
        unused_lines=manifest.unused_lines,
    )
