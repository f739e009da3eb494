"""The reference, which the documentation makes of the program, has all commands, options, routes and terms."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from typer.main import get_command

from kg.cli import app
from kg.resources import ontology_folder

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def generated() -> ModuleType:
    """The module that makes the reference."""
    specification = importlib.util.spec_from_file_location("generated", DOCS / "generated.py")
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def sections(markdown: str) -> dict[str, str]:
    """The texts below the headings, by these."""
    parts = re.split(r"^## `(.*)`$", markdown, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def options(group: Any, prefix: str = "kg") -> dict[str, set[str]]:
    """The options of all commands, by their names."""
    found: dict[str, set[str]] = {}
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            found |= options(command, f"{prefix} {name}")
        else:
            found[f"{prefix} {name}"] = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    return found


def test_all_commands_have_their_options(generated: ModuleType) -> None:
    told = sections(generated.commands())
    expected = options(get_command(app))
    assert told.keys() == expected.keys()
    for name, names in expected.items():
        assert {option for option in names if option.startswith("-") and f"`{option}`" not in told[name]} <= {"--help", "-h"}, name


def test_all_routes_have_their_parameters_and_answers(generated: ModuleType, release: Path) -> None:
    document = generated.openapi(release)
    told = sections(generated.routes(document))
    operations = {f"{method.upper()} {path}": operation for path, item in document["paths"].items() for method, operation in item.items()}
    assert told.keys() == operations.keys()
    assert {"GET /sparql", "GET /adoptions"} <= told.keys()
    for name, operation in operations.items():
        assert all(f"| `{parameter['name']}` |" in told[name] for parameter in operation.get("parameters", ())), name
        assert all(f"| {status} |" in told[name] for status in operation["responses"]), name


def test_all_terms_have_definitions_in_both_languages(generated: ModuleType) -> None:
    told = dict(re.findall(r"^\| `gm:(\w+)` \| (.*) \|$", generated.terms(), flags=re.MULTILINE))
    defined = re.findall(r"^gm:(\w+) a ", (ontology_folder() / "governance.ttl").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert list(told) == defined
    for name, cells in told.items():
        kind, english, chinese = cells.split(" | ")
        assert kind in {"class", "property", "individual"}, name
        assert re.fullmatch(r"[^:]+: .+", english), name
        assert re.fullmatch(r"[^:]*[一-鿿][^:]*: .+", chinese), name
