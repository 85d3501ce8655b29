from pathlib import Path
from typing import Any

from django.core.management.commands import makemessages
from django.template import engines
from jinja2 import Environment

DJANGOS = Path("templates/cms")


class TemplateFile(makemessages.BuildFile):
    """Django reads its own template language only; Jinja2 says itself which texts a template holds."""

    def preprocess(self) -> None:
        path = Path(self.path)
        if not self.is_templatized or DJANGOS in path.parents:
            super().preprocess()
            return
        Path(self.work_path).write_text(as_python(path.read_text(encoding="utf-8")), encoding="utf-8")


class Command(makemessages.Command):
    build_file_class = TemplateFile


def as_python(source: str) -> str:
    """The calls for translation in a template, each on its line, as `xgettext` reads them."""
    environment: Environment = engines["jinja2"].env  # type: ignore[attr-defined]  # -- of the Jinja2 backend
    lines: dict[int, list[str]] = {}
    for number, function, message in found_in(environment, source):
        texts = message if isinstance(message, tuple) else (message,)
        arguments = [repr(text) for text in texts if text is not None]
        if function.endswith("ngettext") or function == "npgettext":
            arguments.append("n")
        lines.setdefault(number, []).append(f"{function}({', '.join(arguments)})")
    return "\n".join("; ".join(lines.get(number, [])) for number in range(1, max(lines, default=0) + 1))


def found_in(environment: Environment, source: str) -> Any:
    """Line, function and text or texts of each call."""
    return environment.extract_translations(source)  # type: ignore[attr-defined]  # -- added by the extension
