"""Stores that are filled for an evaluation and kept until the files in them, or the code that reads them, change."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from ingest.settings import PROJECT

STORES = PROJECT / "var" / "evals" / "stores"


def kept(name: str, sources: Iterable[Path], fill: Callable[[Path], None], *, salt: str = "") -> Path:
    """The folder of that name that was filled from the same sources by the same code, or one filled now.

    Args:
        name: what is in it; one state a name is kept.
        sources: the files that it depends on.
        fill: fills an empty folder.
        salt: whatever else it depends on.
    """
    folder = STORES / f"{name}-{digest(sources, salt)}"
    if folder.is_dir():
        return folder
    STORES.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".filling-", dir=STORES))
    try:
        fill(work)
        work.chmod(0o755)
        _put(work, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    _drop_others(name, folder)
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


def _drop_others(name: str, folder: Path) -> None:
    width = len(folder.name)
    for other in STORES.glob(f"{name}-*"):
        if other != folder and len(other.name) == width:
            shutil.rmtree(other, ignore_errors=True)
