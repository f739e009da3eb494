"""What is imported is declared, what is declared is used and documented, and the locks have it."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def names(requirements: Iterable[str]) -> set[str]:
    return {re.split(r"[<>=~ ;\[]", requirement)[0] for requirement in requirements}


RUNTIME = names(PROJECT["project"]["dependencies"])
EXTRA = names(requirement for extra in PROJECT["project"]["optional-dependencies"].values() for requirement in extra)
DEVELOPMENT = names(requirement for group in PROJECT["dependency-groups"].values() for requirement in group) | EXTRA
MODULES = {  # imported under another name than their distribution's
    "SPARQLWrapper": "sparqlwrapper",
    "markdown_it": "markdown-it-py",
    "sklearn": "scikit-learn",
}


def sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in (ROOT / folder).rglob("*.py")]


def imported(paths: Iterable[Path]) -> Iterator[str]:
    """Other people's packages that are imported, by their distributions' names."""
    own = {"kg", "api"} | {name for path in sources("tests") for name in (path.stem, path.parent.name)}
    for path in paths:
        for node in ast.walk(ast.parse(path.read_bytes())):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            tops = {module.split(".")[0] for module in modules}
            yield from (MODULES.get(top, top.replace("_", "-")) for top in tops - own - sys.stdlib_module_names)


def locked(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE))


def test_imports_are_declared() -> None:
    assert set(imported(sources("kg", "api"))) - RUNTIME - EXTRA == set()
    assert set(imported(sources("tests"))) - RUNTIME - DEVELOPMENT == set()


def test_declared_dependencies_are_used() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources("kg", "api"))
    assert {name for name in RUNTIME if not re.search(rf"\b{name.replace('-', '_')}\b", text)} == set()


def test_declared_dependencies_are_documented() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| ")]
    assert {name.strip() for row in rows for name in row.split(",")} - {"package", "---"} == RUNTIME | DEVELOPMENT


def test_declared_dependencies_are_locked() -> None:
    assert RUNTIME - locked(ROOT / "requirements" / "runtime.txt").keys() == set()
    assert (RUNTIME | DEVELOPMENT) - locked(ROOT / "requirements" / "dev.txt").keys() == set()


def test_locks_agree_on_versions() -> None:
    versions: dict[str, set[str]] = {}
    for path in LOCKS:
        for name, version in locked(path).items():
            versions.setdefault(name, set()).add(version)
    assert [path.stem for path in LOCKS] == ["bootstrap", "dev", "runtime"]
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.stem)
def test_lock_has_a_hash_for_each_package_and_no_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    entries = re.sub(r"\\\n\s*", "", text).splitlines()
    assert all(line.startswith("#") or " --hash=sha256:" in line for line in entries)
    assert not re.search(r"index-url|find-links|/", text)
