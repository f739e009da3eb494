"""The directive ``{generated} NAME``: the part of the reference that is made from the program itself when the pages are."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from docutils import nodes
from fastapi.testclient import TestClient
from sphinx.addnodes import download_reference, pending_xref
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata
from typer.main import get_command

from api.app import create_app
from kg.cli import app as program
from kg.evaluation.markdown import table
from kg.resources import ontology_folder
from kg.settings import load_settings
from kg.vocabulary.terms import Term, read_ontology

__all__ = ["commands", "openapi", "routes", "setup", "terms"]

_KINDS = {True: "class", False: "property"}


def commands() -> str:
    """The commands of ``kg`` with their arguments and options, as its help tells them."""
    return "\n\n".join(_command(name, command) for name, command in _flat(get_command(program), "kg"))


def _flat(group: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    for name, command in sorted(group.commands.items()):
        full = f"{prefix} {name}"
        if hasattr(command, "commands"):
            yield from _flat(command, full)
        else:
            yield full, command


def _command(name: str, command: Any) -> str:
    context = command.make_context(name, [], resilient_parsing=True)
    usage = " ".join(command.collect_usage_pieces(context))
    rows = [
        (_names(parameter), _cell(parameter.help or ""), _default(parameter)) for parameter in command.params if parameter.name != "help"
    ]
    return f"## `{name}`\n\n```text\n{name} {usage}\n```\n\n{command.help}\n\n{table(('argument or option', 'meaning', 'default'), rows)}"


def _names(parameter: Any) -> str:
    names = [*parameter.opts, *parameter.secondary_opts]
    return ", ".join(f"`{name}`" for name in names) if names[0].startswith("-") else f"`{parameter.metavar or names[0].upper()}`"


def _default(parameter: Any) -> str:
    if parameter.required:
        return "required"
    return "" if parameter.default is None or parameter.show_default is False else f"`{parameter.default}`"


def terms() -> str:
    """The classes, properties and individuals of the ontology with their definitions in English and Chinese."""
    found = read_ontology(ontology_folder() / "governance.ttl").terms.values()
    rows = [
        (f"`gm:{term.name}`", _kind(term), *(_cell(f"{term.label(code)}: {term.definition(code)}") for code in ("en", "zh")))
        for term in found
    ]
    return table(("term", "kind", "English", "中文"), rows)


def _kind(term: Term) -> str:
    return "individual" if term.is_individual else _KINDS[term.is_class]


def openapi(release: Path) -> dict[str, Any]:
    """The OpenAPI document of the service on a release."""
    app = create_app(release, load_settings())
    with TestClient(app):
        return app.openapi()


def routes(document: Mapping[str, Any]) -> str:
    """The routes of an OpenAPI document with their parameters and answers."""
    operations = ((f"{method.upper()} {path}", operation) for path, item in document["paths"].items() for method, operation in item.items())
    return "\n\n".join(_route(name, operation) for name, operation in operations)


def _route(name: str, operation: Mapping[str, Any]) -> str:
    parameters = [
        (f"`{parameter['name']}`", parameter["in"], "yes" if parameter.get("required") else "", _cell(parameter.get("description", "")))
        for parameter in operation.get("parameters", ())
    ]
    answers = [
        (status, _cell(answer["description"]), ", ".join(answer.get("content", ()))) for status, answer in operation["responses"].items()
    ]
    parts = [f"## `{name}`", operation.get("description", operation["summary"])]
    parts += [table(("parameter", "in", "required", "meaning"), parameters)] if parameters else []
    return "\n\n".join((*parts, table(("status", "answer", "formats"), answers)))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


class _Generated(SphinxDirective):
    """Puts in the Markdown of a part by its name."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        parts: dict[str, Callable[[], str]] = {
            "commands": commands,
            "terms": terms,
            "routes": lambda: routes(openapi(Path(self.config.demo_release))),
        }
        return self.parse_text_to_nodes(parts[self.arguments[0]](), allow_section_headings=True)


class _FileOutside(SphinxTransform):
    """Makes a link to a page outside this folder one to the file, as links to other files there are."""

    default_priority = 200

    def apply(self, **_options: Any) -> None:
        for link in list(self.document.findall(pending_xref)):
            page = Path(f"{link['reftarget']}.md")
            if link.get("refdomain") == "doc" and page.is_absolute():
                target = os.path.relpath(page, Path(self.env.doc2path(self.env.docname)).parent)
                link.replace_self(download_reference("", *link.children, refdoc=self.env.docname, reftarget=target))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Make the directive known to Sphinx."""
    app.add_config_value("demo_release", None, "env", str, "A release that the service answers from while its routes are described")
    app.add_directive("generated", _Generated)
    app.add_transform(_FileOutside)
    return {"parallel_read_safe": True}
