"""All regular expressions of the project, and long texts that are hard for each of them."""

import ast
import importlib
import pkgutil
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]  # the parts of a parsed expression have no public names
from re import _parser as parser  # type: ignore[attr-defined]  # nor has what parses it
from typing import Any

import api
import kg

__all__ = ["Expression", "expressions", "pumped"]

_PACKAGES = (kg, api)
_METHODS = frozenset({"findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn"})
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_CACHED = type(cache(print))
_SPOILER = "\ue000"  # what no expression ends with
_FILLING = "的"  # what stands for any character


@dataclass(frozen=True)
class Expression:
    """An expression over text, where it is found, and the methods of ``re.Pattern`` that are called on it."""

    place: str
    pattern: re.Pattern[str]
    methods: frozenset[str]

    @property
    def unbounded(self) -> bool:
        """Whether a part may be repeated without limit."""
        return _unbounded(parser.parse(self.pattern.pattern, self.pattern.flags))

    def read(self, text: str) -> None:
        """Do with a text what the project does, from its beginning where nothing is searched for; search where that is not known."""
        if self.methods and self.methods <= {"match", "fullmatch"}:
            self.pattern.match(text)
            self.pattern.fullmatch(text)
        else:
            deque(self.pattern.finditer(text), maxlen=0)


def expressions() -> dict[str, Expression]:
    """Every expression by its place: in the globals of a module at any depth, or written in a call of ``re``."""
    modules = [
        importlib.import_module(info.name)
        for package in _PACKAGES
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    trees = {module.__name__: ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")) for module in modules}
    calls = {name: _calls(tree) for name, tree in trees.items()}
    found: dict[str, Expression] = {}
    known: set[tuple[str, int]] = set()
    for module in modules:
        held = ((place, pattern, _methods(place, module.__name__, calls)) for place, pattern in _held(vars(module), module.__name__, set()))
        for place, pattern, methods in (*held, *_written(module.__name__, trees[module.__name__])):
            if isinstance(pattern.pattern, str) and (pattern.pattern, pattern.flags) not in known:
                known.add((pattern.pattern, pattern.flags))
                found[place] = Expression(place, pattern, methods)
    return found


def _calls(tree: ast.Module) -> dict[str, set[str]]:
    """The methods called on each name, on what a function of this name returns, and on the members of what has the name."""
    loops: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, (ast.For, ast.comprehension)) and (source := _name(node.iter)):
            loops |= {target.id: source for target in ast.walk(node.target) if isinstance(target, ast.Name)}
    called: dict[str, set[str]] = defaultdict(set)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _METHODS and (name := _name(node.value)):
            called[loops.get(name, name)].add(node.attr)
    return called


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Call(func=called):
            return _name(called)
    return ""


def _methods(place: str, module: str, calls: Mapping[str, Mapping[str, set[str]]]) -> frozenset[str]:
    """The methods called on a global: in its own module if the name is private, in any otherwise."""
    name = re.split(r"[.\[(]", place.removeprefix(f"{module}."))[0]
    modules = [module] if name.startswith("_") else list(calls)
    return frozenset(method for other in modules for method in calls[other].get(name, ()))


def _held(value: Any, place: str, seen: set[int]) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The expressions within a value: in collections, fields, attributes of classes, and results of cached functions without parameters."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, re.Pattern):
        yield place, value
    elif isinstance(value, Mapping):
        for key, entry in list(value.items()):
            yield from _held(entry, f"{place}.{key}" if isinstance(key, str) else place, seen)
    elif isinstance(value, (tuple, list, set, frozenset)):
        for index, entry in enumerate(value):
            yield from _held(entry, f"{place}[{index}]", seen)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _held(getattr(value, field.name), f"{place}.{field.name}", seen)
    elif isinstance(value, type) and value.__module__.startswith(("kg.", "api.")):
        yield from _held(dict(vars(value)), place, seen)
    elif isinstance(value, _CACHED) and "Pattern" in str(value.__wrapped__.__annotations__) and not value.__wrapped__.__code__.co_argcount:
        yield from _held(value(), f"{place}()", seen)


def _written(module: str, tree: ast.Module) -> Iterator[tuple[str, re.Pattern[str], frozenset[str]]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=method), args=[ast.Constant(value=str(source)), *_]) if (
                method in _METHODS
            ):
                yield f"{module}:{node.lineno}", re.compile(source), frozenset({method})


def pumped(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Texts of ``length`` characters: beginnings of what the expression matches, repeated up to an end that spoils it."""
    units = dict.fromkeys(unit for beginning in _beginnings(parser.parse(pattern.pattern, pattern.flags)) for unit in beginning if unit)
    for unit in units:
        yield (unit * (length // len(unit) + 1))[: length - 1] + _SPOILER


def _beginnings(parts: Any) -> Iterator[tuple[str, ...]]:
    """Of a sequence of parts the examples of its first one, first two and so on; of a choice also those of its longest branch."""
    text = ""
    for part in parts:
        text += _example([part])
        yield text, text + _FILLING
        for inner in _choices(part):
            yield from _beginnings(max(inner, key=lambda branch: len(_example(branch))))


def _choices(part: Any) -> Iterator[list[Any]]:
    code, argument = part
    if code is codes.BRANCH:
        yield argument[1]
    elif code is codes.SUBPATTERN:
        yield [argument[-1]]
    elif code is codes.ATOMIC_GROUP:
        yield [argument]
    elif code in _REPEATS:
        yield [argument[2]]


def _unbounded(parts: Any) -> bool:
    return any(
        (code in _REPEATS and argument[1] is codes.MAXREPEAT)
        or any(_unbounded(branch) for inner in _choices((code, argument)) for branch in inner)
        for code, argument in parts
    )


def _example(parts: Any) -> str:
    """A text that a sequence of parts matches, as far as this can be told part by part; optional parts are there once."""
    return "".join(_example_of(code, argument) for code, argument in parts)


def _example_of(code: Any, argument: Any) -> str:
    if code is codes.LITERAL:
        return chr(argument)
    if code is codes.IN:
        return _member(argument)
    if code in (codes.ANY, codes.NOT_LITERAL):
        return _FILLING
    if code is codes.BRANCH:
        return _example(argument[1][0])
    if code in (codes.SUBPATTERN, codes.ATOMIC_GROUP):
        return _example(argument[-1] if code is codes.SUBPATTERN else argument)
    if code in _REPEATS:
        least, _, repeated = argument
        return _example(repeated) * max(1, min(least, 8))
    return ""


def _member(members: Any) -> str:
    code, argument = members[0]
    if code is codes.LITERAL:
        return chr(argument)
    if code is codes.RANGE:
        return chr(argument[0])
    if code is codes.CATEGORY:
        return {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "字"}.get(argument, _FILLING)
    return _FILLING
