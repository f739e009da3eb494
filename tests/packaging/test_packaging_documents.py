"""What a user can set or call is documented."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from kg.cli import app
from kg.settings import SETTINGS, Setting

ROOT = Path(__file__).parents[2]


def commands(group: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The commands of a group and of the groups in it, by their full names."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", command


COMMANDS: dict[str, Any] = dict(commands(get_command(app)))


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(command: str) -> str:
    sections = re.split(r"^## ", page("docs/cli.md"), flags=re.MULTILINE)
    return next((text for text in sections if text.startswith(f"`kg {command}`")), "")


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_setting_is_documented(setting: Setting) -> None:
    assert f"| `KG_{setting.name.upper()}` | `{setting.default}` | {setting.help} |" in page("docs/settings.md").splitlines()


def test_no_other_settings_are_documented() -> None:
    assert set(re.findall(r"`(KG_\w+)`", page("docs/settings.md"))) == {f"KG_{setting.name.upper()}" for setting in SETTINGS}


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_documented_with_its_options(command: str) -> None:
    text = section(command)
    assert text, f"docs/cli.md has no section on kg {command}"
    options = [option for parameter in COMMANDS[command].params for option in (*parameter.opts, *parameter.secondary_opts)]
    undocumented = [option for option in options if option.startswith("--") and option != "--help" and option not in text]
    assert undocumented == []


@pytest.mark.parametrize("command", COMMANDS)
def test_command_has_help_for_every_parameter(command: str) -> None:
    assert COMMANDS[command].help
    assert [parameter.name for parameter in COMMANDS[command].params if not parameter.help] == []


def test_no_other_commands_are_documented() -> None:
    assert set(re.findall(r"^## `kg ([\w ]+)`", page("docs/cli.md"), flags=re.MULTILINE)) == set(COMMANDS)
