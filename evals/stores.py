"""Stores that are filled for an evaluation and kept until the files in them, or the code that reads them, change."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from ingest.settings import PROJECT

STORES = PROJECT / "var" / "evals" / "stores"
_UNUSED = 7 * 24 * 3600
"""Seconds after which a store that nobody asked for is dropped."""


def kept(name: str, sources: Iterable[Path], fill: Callable[[Path], None], *, salt: str = "") -> Path:
    """The folder of that name that was filled from the same sources by the same code, or one filled now.

    Args:
        name: what is in it; states that no run has asked for in a week are dropped.
        sources: the files that it depends on.
        fill: fills an empty folder.
        salt: whatever else it depends on.
    """
    folder = STORES / f"{name}-{digest(sources, salt)}"
    if folder.is_dir():
        os.utime(folder)
        return folder
    STORES.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".filling-", dir=STORES))
    try:
        fill(work)
        work.chmod(0o755)
        _put(work, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    _drop_unused(name, folder)
    return folder


def digest(sources: Iterable[Path], salt: str = "") -> str:
    """A short checksum of files by name and content, of the code of ingest, and of the salt."""
    code = [path for path in (PROJECT / "ingest").rglob("*.py")]
    total = hashlib.sha256(salt.encode())
    for path in sorted({*code, *sources}):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


def _put(work: Path, folder: Path) -> None:
    """Another process may have been quicker: its folder is then as good."""
    try:
        os.rename(work, folder)
    except OSError:
        if not folder.is_dir():
            raise


def _drop_unused(name: str, folder: Path) -> None:
    """Other states of a name may be those of a run that is under way: they go when none has used them for long."""
    width = len(folder.name)
    for other in STORES.glob(f"{name}-*"):
        with suppress(FileNotFoundError):  # another run may have dropped it meanwhile
            if other != folder and len(other.name) == width and time.time() - other.stat().st_mtime > _UNUSED:
                shutil.rmtree(other, ignore_errors=True)
