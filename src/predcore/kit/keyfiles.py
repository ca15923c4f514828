"""Reading a secret from a file, and saying nothing of it that could be one."""

from __future__ import annotations

from pathlib import Path

from .._errors import InvalidRequest

__all__ = ["read_key_file"]


def read_key_file(path: str | Path, name: str) -> str:
    """The file's text, which has to be ASCII; ``~`` is the home directory.

    Raises ``InvalidRequest``, which names ``name`` and repeats no path: it may be the
    key, misplaced.
    """
    try:
        return Path(path).expanduser().read_text("ascii")
    except OSError as error:
        why = error.strerror or "it cannot be read"
    except (ValueError, RuntimeError):
        why = "it is no path, or no text"
    raise InvalidRequest(f"{name}: cannot read that file: {why}")
