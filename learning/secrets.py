"""Secrets that nobody set: made once, kept in the state folder, readable by the service alone."""

import os
import secrets
from pathlib import Path


def stored_secret(folder: Path, name: str) -> str:
    """The secret of that name, 64 hex digits; made at the first call. Two processes at once get the same."""
    path = folder / "secrets" / name
    if path.exists():
        return path.read_text().strip()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_hex(32))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text().strip()
