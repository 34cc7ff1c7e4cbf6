"""Watches the network in a Python process: what would leave this machine is refused, and noted in $OUTBOUND_LOG.

Python imports a module of this name as it starts. The folder is on the PYTHONPATH of every process that a test starts
(tests/conftest.py), so the app, ingest and the command line are watched as well as the tests themselves.
"""

from __future__ import annotations

import os
import sys

LOCAL = ("127.", "::1", "localhost", "0.0.0.0")


def watch(event: str, args: tuple[object, ...]) -> None:
    """An audit hook (see ``sys.addaudithook``)."""
    if event == "socket.connect" and isinstance(args[1], tuple):
        _refuse_unless_local(str(args[1][0]))
    elif event == "socket.getaddrinfo" and args[0]:
        _refuse_unless_local(args[0].decode() if isinstance(args[0], bytes) else str(args[0]))


def _refuse_unless_local(host: str) -> None:
    log = os.environ.get("OUTBOUND_LOG")
    if log and host and not host.startswith(LOCAL):
        with open(log, "a", encoding="utf-8") as file:
            file.write(f"{host}\n")
        raise PermissionError(f"nothing may leave this machine, and this would go to {host}")


sys.addaudithook(watch)
