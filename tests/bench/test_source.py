import subprocess
from pathlib import Path

import pytest

from bench.source import commit_here, is_in_history


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "prove").mkdir()
    (tmp_path / "page.py").write_text("one\n")
    (tmp_path / "prove" / "latest.json").write_text("{}\n")
    git(tmp_path, "init", "-q")
    commit(tmp_path)
    return tmp_path


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Lena", "-c", "user.email=lena@example.org"]
    return subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout  # noqa: S603, S607 -- our own


def commit(folder: Path) -> str:
    git(folder, "add", ".")
    git(folder, "commit", "-q", "--allow-empty", "-m", "test: Go on.")
    return git(folder, "rev-parse", "HEAD").strip()


def test_a_figure_names_the_commit_that_is_checked_out(checkout: Path) -> None:
    assert commit(checkout).startswith(commit_here(checkout))


def test_files_that_differ_are_told_but_for_the_figures_themselves(checkout: Path) -> None:
    (checkout / "prove" / "latest.json").write_text('{"seed": 1}\n')
    assert "with changes" not in commit_here(checkout)

    (checkout / "page.py").write_text("two\n")
    assert commit_here(checkout).endswith(" with changes")
    assert is_in_history(commit_here(checkout), checkout)


def test_a_commit_that_was_rewritten_or_never_was_is_not_in_the_history(checkout: Path) -> None:
    before = commit(checkout)
    git(checkout, "commit", "-q", "--amend", "--allow-empty", "-m", "test: Go on otherwise.")

    assert not is_in_history(before, checkout)
    assert not is_in_history("6069de8", checkout)
