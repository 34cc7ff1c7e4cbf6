"""How soon the app is there, and how big it is: ``python -m evals.benchmarks.startup``.

Starts the app as ``make run`` does, over a store of the shipped corpus, and watches it in a real Chromium: from the
start of the process to the question box, and to the first answer; then the memory of the process and its children.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evals.benchmarks.figures import Figure, at_most, report

if TYPE_CHECKING:
    from playwright.sync_api import Page

TITLE = "Start of the app"
FIRST_PAGE_S = 3.0
FIRST_ANSWER_S = 5.0
MEMORY_MB = 500.0

PROJECT = Path(__file__).resolve().parents[2]
QUESTION = "Does Panama have a gender-sensitive migration strategy?"
QUESTION_BOX = "[data-testid=stChatInputTextArea]"
ANSWER = "article.answer"
PATIENCE_MS = 120_000


def measure(store: Path) -> list[Figure]:
    """The figures of one start. The browser is started before, and does not count."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        started = time.perf_counter()
        with _app(store) as (process, address):
            _open(page, address)
            page.wait_for_selector(QUESTION_BOX, timeout=PATIENCE_MS)
            first_page = time.perf_counter() - started
            _ask(page)
            first_answer = time.perf_counter() - started
            memory = _memory(process.pid)
    return [
        at_most("first page, from process start", first_page, "s", FIRST_PAGE_S),
        at_most("first answer, from process start", first_answer, "s", FIRST_ANSWER_S),
        at_most("memory of the app", memory, "MB", MEMORY_MB),
    ]


@contextmanager
def _app(store: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The app's process and address; it is ended when the block is left."""
    port = str(_free_port())
    options = ("--server.headless", "true", "--server.address", "localhost", "--server.port", port)
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", *options],
        cwd=PROJECT,
        env={**os.environ, "ASSISTANT_STORE": str(store)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process, f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _open(page: Page, address: str) -> None:
    """Opens the address as soon as something listens there."""
    host, port = address.removeprefix("http://").split(":")
    deadline = time.perf_counter() + PATIENCE_MS / 1000
    while time.perf_counter() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex((host, int(port))) == 0:
                break
        time.sleep(0.02)
    page.goto(address, timeout=PATIENCE_MS)


def _ask(page: Page) -> None:
    box = page.locator(QUESTION_BOX)
    box.fill(QUESTION)
    box.press("Enter")
    page.wait_for_selector(ANSWER, timeout=PATIENCE_MS)


def _memory(pid: int) -> float:
    """Resident memory in MB of a process and of its children, from /proc."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    resident = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    return resident / 1024 + sum(_memory(int(child)) for child in children)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port: int = probe.getsockname()[1]
        return port


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        sys.exit("This benchmark needs Chromium. On Debian: sudo apt install chromium")
    return found


def main(
    store: Annotated[Path | None, typer.Option(help="a store; without it, one of the shipped corpus is made")] = None,
    json_out: Annotated[Path | None, typer.Option("--json", help="also write the figures here")] = None,
) -> None:
    """Times the app's first page and first answer, and measures its memory."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        if store is None:
            store = Path(folder) / "store"
            subprocess.run([sys.executable, "-m", "ingest", "corpus", "--store", str(store)], cwd=PROJECT, check=True)
        sys.exit(report(TITLE, measure(store.absolute()), json_out))


if __name__ == "__main__":
    typer.run(main)
