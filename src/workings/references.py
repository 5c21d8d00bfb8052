"""Which names of the answers a definition leads to, from definition to definition, read off the source."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

Name = tuple[str, str]  # the file without its ending, and a name that it defines at its top
Alias = dict[str, Name]  # an imported name: where it comes from; with no name of its own, a whole module


class References:
    """The definitions at the top of some files, and which of them each one uses."""

    def __init__(self, paths: Iterable[Path], texts: Mapping[str, Name] | None = None):
        self.texts = dict(texts or {})  # texts that stand for a definition
        self.defined: dict[str, dict[str, list[ast.stmt]]] = {}
        self.imported: dict[str, Alias] = {}
        self.known: dict[Name, set[Name]] = {}
        for path in paths:
            body = ast.parse(path.read_text(encoding="utf-8")).body
            self.defined[path.stem] = {}
            self.imported[path.stem] = {alias: name for node in body for alias, name in _imports(node)}
            for node in body:
                for name in defined_by(node):
                    self.defined[path.stem].setdefault(name, []).append(node)

    def reached(self, name: Name) -> frozenset[Name]:
        """All that the definition of `name` leads to, itself among it."""
        seen, waiting = {name}, [name]
        while waiting:
            new = self.used_by(waiting.pop()) - seen
            seen |= new
            waiting += sorted(new)
        return frozenset(seen)

    def used_by(self, name: Name) -> set[Name]:
        """What a definition uses itself."""
        if name not in self.known:
            file, own = name
            nodes = self.defined.get(file, {}).get(own, [])
            self.known[name] = {used for node in nodes for used in self._used(file, node)}
        return self.known[name]

    def _used(self, file: str, node: ast.stmt) -> Iterator[Name]:
        """The definitions that a statement uses: by name, as a part of a module, as a fixture, or by a text."""
        local = _local_names(node)
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and part.id not in local:
                yield from self._named(file, part.id)
            elif isinstance(part, ast.arg) and part.arg in self.defined[file]:
                yield file, part.arg
            elif isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
                module, own = self.imported[file].get(part.value.id, ("", ""))
                if module and not own:
                    yield from self._of_module(module, part.attr)
            elif isinstance(part, ast.Constant) and part.value in self.texts:
                yield self.texts[part.value]

    def _of_module(self, module: str, name: str) -> Iterator[Name]:
        """`name` of a module; where it is a module itself, all that this one defines."""
        inner, own = self.imported.get(module, {}).get(name, ("", ""))
        if inner and not own:
            yield from ((inner, each) for each in self.defined.get(inner, {}))
        else:
            yield module, name

    def _named(self, file: str, name: str) -> Iterator[Name]:
        if name in self.defined[file]:
            yield file, name
        elif name in self.imported[file] and self.imported[file][name][1]:
            yield self.imported[file][name]


def defined_by(node: ast.stmt) -> list[str]:
    """The names that a statement defines."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)]


def _imports(node: ast.stmt) -> Iterator[tuple[str, Name]]:
    """What a statement imports from answers/: `from answers import x` a module, `from answers.x import y` a name."""
    if not isinstance(node, ast.ImportFrom) or not node.module:
        return
    package, _, module = node.module.partition(".")
    if package == "answers":
        for alias in node.names:
            yield alias.asname or alias.name, ((module, alias.name) if module else (alias.name, ""))


def _local_names(node: ast.stmt) -> set[str]:
    """The names that a function keeps to itself: its parameters and what it assigns."""
    if not isinstance(node, ast.FunctionDef):
        return set()
    stored = {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}
    return stored | {part.arg for part in ast.walk(node) if isinstance(part, ast.arg)}
