from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext, override

from courses.content.blocks.drawing import drawings
from courses.content.commands import open_folder, prepare_tree
from courses.content.models import CourseFolderPage
from courses.exchange.commands import Loaded, load_course
from courses.exchange.findings import CourseFileError
from courses.exchange.parsing import SIZE_LIMIT, parse_course_bytes
from learning.organisation.models import OrgUnit


class Command(BaseCommand):
    help = "Load courses from files: checks, writes and publishes each file as a whole. Repeating it changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a course file, or a folder of them")
        parser.add_argument("--folder", metavar="CODE", help="code of the unit that new courses belong to")
        parser.add_argument("--language", choices=["de", "en"], default="de", help="of what is said of broken files")
        parser.add_argument("--overwrite", action="store_true", help="also replace what was changed in the CMS since")

    def handle(self, *, paths: list[Path], folder: str | None, language: str, overwrite: bool, **_options: Any) -> None:
        with override(language):
            self._load_all(paths, folder, overwrite=overwrite)

    def _load_all(self, paths: list[Path], folder: str | None, *, overwrite: bool) -> None:
        files = [file for path in paths for file in _files(path)]
        if not files:
            raise CommandError(f"There is no course file (.md) in {', '.join(map(str, paths))}.")
        target = _folder(folder)
        failed = 0
        for file in files:
            try:
                self.stdout.write(f"{file}: {self._load(file, target, overwrite=overwrite)}")
            except (CourseFileError, OSError) as error:
                failed += 1
                self._explain(file, error)
        if failed:
            raise CommandError(f"{failed} of {len(files)} files not loaded; nothing of them was changed.", returncode=1)

    def _load(self, file: Path, folder: CourseFolderPage, *, overwrite: bool) -> str:
        with file.open("rb") as opened:
            data = opened.read(SIZE_LIMIT + 1)
        course = parse_course_bytes(data, filename=str(file), drawings=drawings())
        loaded = load_course(file=course, folder=folder, filename=str(file), overwrite=overwrite)
        return _said(loaded)

    def _explain(self, file: Path, error: CourseFileError | OSError) -> None:
        if isinstance(error, OSError):
            advice = gettext("Prüfen Sie den Pfad und die Leserechte.")
            missing = isinstance(error, FileNotFoundError)
            reason = gettext("Diese Datei gibt es nicht.") if missing else gettext("Diese Datei ist nicht zu lesen.")
            self.stderr.write(f"{file}:1: {reason} – {advice}")
            return
        for finding in error.findings:
            reason, advice = finding.translated(gettext)
            self.stderr.write(f"{finding.filename}:{finding.line}: {reason} – {advice}")


def _files(path: Path) -> list[Path]:
    """The file itself, or the course files of a folder by name."""
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.glob("*.md") if file.name.lower() != "readme.md")


def _folder(code: str | None) -> CourseFolderPage:
    if code is None:
        return prepare_tree()
    try:
        return open_folder(unit_code=code)
    except OrgUnit.DoesNotExist as error:
        raise CommandError(f"There is no unit with the code {code!r}.") from error


def _said(loaded: Loaded) -> str:
    if not loaded.is_new_edition:
        return f"unchanged, edition {loaded.edition.number}"
    languages = ", ".join(loaded.edition.languages)
    return (
        f"edition {loaded.edition.number} ({languages}), "
        f"{loaded.created} pages and questions new, {loaded.changed} changed, {loaded.withdrawn} withdrawn"
    )
