"""What every test stands on: state in a temporary folder, no network, and the parts that not every machine has."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import NoReturn

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"
"""Documents and questions for tests; they lie beside the repository and are never part of it."""

MODELS = REPOSITORY / "var" / "models"
"""The unpacked embedding model is shared by all runs: it is the same for all, and takes seconds to make."""


class NetworkGuard:
    """Notes every connection and look-up that would leave this machine; nothing here may make one."""

    def __init__(self) -> None:
        self.outbound: list[str] = []

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        """An audit hook (see ``sys.addaudithook``)."""
        if event == "socket.connect" and isinstance(args[1], tuple):
            self._note(str(args[1][0]))
        elif event == "socket.getaddrinfo" and args[0]:
            self._note(args[0].decode() if isinstance(args[0], bytes) else str(args[0]))

    def _note(self, host: str) -> None:
        if not _is_local(host):
            self.outbound.append(host)
            raise PermissionError(f"tests make no outbound connection, and this one goes to {host}")


GUARD = pytest.StashKey[NetworkGuard]()


def pytest_configure(config: pytest.Config) -> None:
    """Before any library is imported: telemetry and downloads are off, and the network is watched."""
    os.environ.update(ANONYMIZED_TELEMETRY="False", LANGSMITH_TRACING="false")
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
    guard = config.stash.setdefault(GUARD, NetworkGuard())
    sys.addaudithook(guard)


@pytest.fixture(autouse=True)
def no_outbound_connection(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that tried to leave the machine, even where a library swallowed the refusal."""
    guard = request.config.stash[GUARD]
    guard.outbound.clear()
    yield
    assert not guard.outbound, f"tried to connect to {', '.join(guard.outbound)}"


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Moves the store, and whatever a program keeps under a home folder, into this test's temporary folder."""
    monkeypatch.setenv("ASSISTANT_STORE", str(tmp_path / "store"))
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return tmp_path


@pytest.fixture(scope="session")
def shared_corpus() -> Path:
    """The folder of test documents beside the repository."""
    return _shared("corpus")


@pytest.fixture(scope="session")
def shared_evals() -> Path:
    """The folder of questions with known answers beside the repository."""
    return _shared("evals")


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The Chromium that browser tests drive."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        _absent("REQUIRE_BROWSER", "no Chromium on this machine")
    return Path(found)


def _shared(folder: str) -> Path:
    path = SHARED / folder
    if not path.is_dir():
        _absent("REQUIRE_SHARED", f"no ../shared/{folder} beside the repository")
    return path


def _absent(requirement: str, what: str) -> NoReturn:
    """Skips the test, or fails it where the environment says that the missing part is required."""
    if os.environ.get(requirement) == "1":
        pytest.fail(f"{what}, and {requirement}=1 says that it is required")
    pytest.skip(what)


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback or ip_address(host).is_unspecified
    except ValueError:
        return host in ("localhost", "")
