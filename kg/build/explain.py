"""Why the files were done again, or not."""

from collections.abc import Iterable, Iterator, Mapping

from kg.build.recipe import Recipe
from kg.build.units import Result, Unit
from kg.store.manifest import Manifest

__all__ = ["Reasons"]


class Reasons:
    """What a release was made of, against what one is now made of."""

    def __init__(self, manifest: Manifest | None, results: Iterable[Result], recipe: Recipe) -> None:
        """Take the results of the release that there is, if there is one."""
        self._recipe = "; ".join(recipe.changes_since(manifest)) if manifest else ""
        self._before = {name: result for result in results if not result.unit.reposts for name in result.unit.names}
        self._names = {result.unit.sha256: result.unit.names for result in self._before.values()}

    def why(self, unit: Unit) -> Iterator[tuple[str, str]]:
        """Each file of a unit that is done again, and why."""
        for name in unit.names:
            yield name, self._recipe or self._why(name, unit)

    def withdrawn(self, names: Iterable[str]) -> list[str]:
        """The files that were there before, and are not among these."""
        return sorted(self._before.keys() - set(names))

    def _why(self, name: str, unit: Unit) -> str:
        if name not in self._before:
            return f"a new name of {', '.join(self._names[unit.sha256])}" if unit.sha256 in self._names else "a new file"
        result = self._before[name]
        before = result.unit
        if before.sha256 != unit.sha256:
            return "its bytes changed"
        if before.names != unit.names:
            return f"the files with its bytes were {', '.join(before.names)}"
        if (before.known, before.urls, before.conflicts) != (unit.known, unit.urls, unit.conflicts):
            return "the table says something else of it"
        if before.corrections != unit.corrections:
            return "the corrections that may concern it changed"
        if unit.reposts:
            return "it has other re-posts"
        if result.circumstances:
            return f"it was made with {_told(result.circumstances)}"
        return "it was a re-post, or what had been made of it is damaged"


def _told(circumstances: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {value or 'not installed'}" for name, value in circumstances.items())
