"""What users call things, looked up in a release."""

from pathlib import Path

__all__ = ["bureau_key", "bureau_keys"]


def bureau_key(release: Path, written: str) -> str:
    """The key of a bureau of which the release has a report, by that key or by a name of the bureau.

    Raises:
        ReleaseError: there is no release, or its index cannot be read.
        UnknownNameError: there is no such bureau, or several have the name; the error knows the nearest.
    """
    from kg.index import Index
    from kg.index import resolve as key_of
    from kg.store import resolve

    with Index.of_release(resolve(release)) as index:
        return key_of(index, "bureau", written)


def bureau_keys(release: Path, written: str) -> frozenset[str]:
    """The key of a bureau as :func:`bureau_key` has it, or those of all reports of a bureau of that name whose place is not known.

    Raises:
        ReleaseError, UnknownNameError: as for one key.
    """
    from kg.index import Index
    from kg.index.identified import unplaced_bureaus
    from kg.store import resolve

    with Index.of_release(resolve(release)) as index:
        unplaced = unplaced_bureaus(index, written)
    return unplaced or frozenset({bureau_key(release, written)})
