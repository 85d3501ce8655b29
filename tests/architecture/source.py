"""Our own source as data: modules with their place in the layers, and what they import."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("learning", "courses", "tracking")


@dataclass(frozen=True)
class Module:
    path: Path

    @property
    def place(self) -> str:
        """`learning/core/events.py`"""
        return str(self.path.relative_to(ROOT))

    @property
    def name(self) -> str:
        """`learning.core.events`"""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def app(self) -> str | None:
        """`learning.core`, or None for the wiring that stands beside the apps."""
        parts = self.name.split(".")
        return ".".join(parts[:2]) if len(parts) > 2 or (self.path.name == "__init__.py" and len(parts) == 2) else None

    @property
    def role(self) -> str | None:
        """The name inside the app; a package counts as one: `commands` for learning/core/commands/purging.py."""
        return self.name.split(".")[2] if self.name.count(".") >= 2 else None

    @cached_property
    def text(self) -> str:
        return self.path.read_text()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def imports(self) -> set[str]:
        """Full names: `import os` gives `os`, `from learning.core import events` gives `learning.core.events`."""
        found: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
        return found


@cache
def modules() -> tuple[Module, ...]:
    paths = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    return tuple(Module(path) for path in paths if "migrations" not in path.parts)


def in_apps() -> Iterator[Module]:
    return (module for module in modules() if module.app and module.role)


def templates() -> list[Path]:
    folders = [ROOT / "templates", *(folder for name in PACKAGES for folder in (ROOT / name).rglob("templates"))]
    return sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in {".html", ".txt", ".svg"})
