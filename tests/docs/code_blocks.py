"""The code blocks of a page, and how they are run.

=========== ========================================================================================================
``sh``      commands, each on a line of its own, which may go on after a backslash. ``kg … > FILE`` writes what it
            prints to a file; a comment ``status N`` tells the exit status if it is not 0
``python``  a part of one program, which all such blocks of the page make together
``sparql``  a query that has an answer
``text``    right after one of these: what it prints, where ``…`` stands for whatever is left out; elsewhere forms of
            words, in which each line that begins with ``kg`` is a command with options that it has
``console`` commands that cannot be run in a test
=========== ========================================================================================================

A block of another language is data; with a name after the language (``csv corrections.csv``) it is the file of that name.
Commands that start a server are looked at but not run, since the servers run already, at other addresses.
"""

import io
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from typer.main import get_command

from kg.cli import app, main
from kg.query.engine import Engine
from kg.query.guard import guard
from kg.settings import load_settings
from kg.store import resolve

__all__ = ["Block", "Runner", "blocks"]

_RUN = ("sh", "python", "sparql")
_STATUS = re.compile(r"#.*\bstatus (\d)\b")
_SERVER = re.compile(r"kg serve |kg mcp |oxigraph serve ")
_DECORATION = re.compile(r"[\s│┃┏┓┗┛┡┩└┘├┤━─┬┴┼┳╇]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A code block with the line it begins at; ``file`` is the file that it is, ``follows`` whether it comes right after another."""

    line: int
    language: str
    file: str
    text: str
    follows: bool


def blocks(page: Path) -> Iterator[Block]:
    """The code blocks of a page in their order, but for the directives of Sphinx; one that is only indented has no language."""
    follows = False
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        is_code = token.type in {"fence", "code_block"}
        if is_code and token.map and not token.info.startswith("{"):
            language, _, file = token.info.partition(" ")
            yield Block(token.map[0] + 1, language, file, token.content, follows)
        follows = is_code


@dataclass(slots=True)
class Runner:
    """Runs the blocks of one page in the current folder, which has a ``release``; ``addresses`` has those of servers by the page's own."""

    addresses: Mapping[str, str]
    _names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})
    _printed: str | None = None

    def run(self, block: Block) -> None:
        """Run a block, or compare it with what the one before has printed."""
        if block.file:
            path = Path(block.file)
            path.parent.mkdir(exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.language in _RUN:
            output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
            with redirect_stdout(output):
                {"sh": self._commands, "python": self._program, "sparql": _ask}[block.language](self._readdressed(block.text))
            self._printed = output.buffer.getvalue().decode()
        elif block.language == "text" and block.follows and self._printed is not None:
            assert re.search(_pattern(block.text), _plain(self._printed)), f"printed instead:\n{self._printed}"
        elif block.language == "text":
            for line in block.text.splitlines():
                _check_form(line)

    def _readdressed(self, text: str) -> str:
        for told, real in self.addresses.items():
            text = text.replace(told, real)
        return text

    def _program(self, text: str) -> None:
        exec(compile(text, "<page>", "exec"), self._names)

    def _commands(self, text: str) -> None:
        for line in text.replace("\\\n", " ").splitlines():
            status = int(match[1]) if (match := _STATUS.search(line)) else 0
            if _SERVER.match(line):
                _check_form(line)
            elif line.startswith("kg "):
                assert _kg(shlex.split(line, comments=True)[1:]) == status, line
            else:
                done = subprocess.run(["bash", "-euc", line], stdout=subprocess.PIPE, text=True, check=False)
                assert done.returncode == status, line
                sys.stdout.write(done.stdout)


def _kg(words: list[str]) -> object:
    """The exit status of ``kg``, whose words may end with ``> FILE``."""
    *words, sign, name = words if words[-2:-1] == [">"] else (*words, "", "")
    with ExitStack() as stack:
        stack.enter_context(pytest.MonkeyPatch.context()).setattr(sys, "argv", ["kg", *words])
        if sign:
            stack.enter_context(redirect_stdout(stack.enter_context(Path(name).open("w", encoding="utf-8"))))
        with pytest.raises(SystemExit) as stop:
            main()
    return stop.value.code or 0


def _ask(text: str) -> None:
    answer = Engine.open(resolve(Path("release"))).answer(guard(text, load_settings({})), "csv", 1000, 10**7)
    assert answer.size > 0, text
    sys.stdout.write(answer.body.decode())


def _plain(text: str) -> str:
    return _DECORATION.sub(" ", text).strip()


def _pattern(told: str) -> str:
    return ".*?".join(re.escape(_plain(part)) for part in told.split("…"))


def _check_form(line: str) -> None:
    """Fail unless a line that begins with ``kg`` is a command with options that it has."""
    if not line.startswith("kg "):
        return
    words = iter(line.split()[1:])
    command: Any = get_command(app)
    while hasattr(command, "commands"):
        command = command.commands[next(words)]
    options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", line)) <= options, line
