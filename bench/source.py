"""Which code a figure belongs to."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIGURES = (":(exclude)prove/latest.*", ":(exclude)bench/results")
"""Written by measuring: they do not change what is measured."""


def commit_here(root: Path = ROOT) -> str:
    """The commit that is checked out, and whether the files differ from it."""
    changed = _git(root, "status", "--porcelain", "--", ".", *FIGURES)
    return _git(root, "rev-parse", "--short=12", "HEAD") + (" with changes" if changed else "")


def is_in_history(commit: str, root: Path = ROOT) -> bool:
    """Whether the checkout comes from it. A figure whose code nobody can look up proves nothing."""
    command = ["git", "merge-base", "--is-ancestor", commit.split()[0], "HEAD"]
    return subprocess.run(command, cwd=root, capture_output=True, check=False).returncode == 0


def _git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True).stdout.strip()
