from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

LEAVING = "import socket\ntry:\n    socket.create_connection(('outside.example', 443))\nexcept OSError:\n    pass\n"


def test_a_connection_that_would_leave_the_machine_is_refused(own_outbound_log: Path) -> None:
    with pytest.raises(PermissionError):
        socket.create_connection(("outside.example", 443))
    assert own_outbound_log.read_text() == "outside.example\n"


def test_a_process_that_a_test_starts_is_watched_too(own_outbound_log: Path) -> None:
    subprocess.run([sys.executable, "-c", LEAVING], check=True)
    assert own_outbound_log.read_text() == "outside.example\n"


def test_connections_within_the_machine_are_free() -> None:
    with socket.create_server(("localhost", 0)) as server, socket.create_connection(server.getsockname()):
        pass


@pytest.fixture
def own_outbound_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log apart from the one that would fail the test."""
    log = tmp_path / "outbound"
    monkeypatch.setenv("OUTBOUND_LOG", str(log))
    return log
