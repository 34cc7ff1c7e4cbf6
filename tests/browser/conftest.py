from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.evals.runs import run
from tests.ui.sample import REPOSITORY, sample_store

START_SECONDS = 60
expect.set_options(timeout=20_000)
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)


@dataclass
class App:
    """The running app."""

    address: str
    store: Path
    pid: int


@dataclass
class Window:
    """A page of the browser on the app, and every address that it asked for."""

    page: Page
    app: App
    asked: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Page:
        self.page.goto(self.app.address + path)
        self.page.wait_for_selector("h1, article.answer", timeout=30_000)
        return self.page

    def ask(self, question: str) -> None:
        answers = self.page.locator("article.answer").count()
        self.page.get_by_test_id("stChatInputTextArea").fill(question)
        self.page.keyboard.press("Enter")
        self.page.wait_for_function(f"document.querySelectorAll('article.answer').length > {answers}", timeout=30_000)

    def rest(self) -> None:
        """Waits until the app has drawn what was asked for: a click before that may go amiss, as it would by hand."""
        drawn = "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
        self.page.wait_for_function(drawn, timeout=30_000)

    def left_the_machine(self) -> list[str]:
        """Requests to other hosts; pictures inside the page are no requests."""
        places = [urlsplit(url) for url in self.asked]
        local = {"localhost", "127.0.0.1"}
        return [p.geturl() for p in places if p.scheme not in ("data", "blob") and p.hostname not in local]


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    yield from serving(sample_store(), tmp_path_factory.mktemp("app"))


def serving(documents: Path, folder: Path) -> Iterator[App]:
    """The app over a copy of a store, in a folder of its own."""
    store = shutil.copytree(documents, folder / "store")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    command += ["--server.headless", "true", "--server.address", "localhost", "--server.showEmailPrompt", "false"]
    environment = {**os.environ, "ASSISTANT_STORE": str(store), "HOME": str(folder)}
    environment["ASSISTANT_EVALUATION"] = str(folder / "evaluation")
    run().save(folder / "evaluation" / "reports" / "latest.json")
    with (folder / "app.log").open("w") as log:
        process = subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_for(f"http://localhost:{port}/_stcore/health", process)
        yield App(f"http://localhost:{port}", Path(store), process.pid)
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, "the app ended as it started"
        try:
            with urlopen(address):
                return
        except URLError:
            time.sleep(0.1)
    pytest.fail("the app did not start")


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=str(chromium), args=list(QUIET))
        yield found
        found.close()


@pytest.fixture
def window(app: App, browser: Browser) -> Iterator[Window]:
    """A window 1280 pixels wide, in English."""
    yield from _window(app, browser, 1280, 900, "en-GB")


@pytest.fixture
def phone(app: App, browser: Browser) -> Iterator[Window]:
    """A window 400 pixels wide, in Spanish."""
    yield from _window(app, browser, 400, 800, "es-PA")


def _window(app: App, browser: Browser, width: int, height: int, locale: str) -> Iterator[Window]:
    context = browser.new_context(viewport={"width": width, "height": height}, locale=locale)
    page = context.new_page()
    window = Window(page, app)
    page.on("request", lambda request: window.asked.append(request.url))
    page.on("websocket", lambda socket: window.asked.append(socket.url))
    yield window
    context.close()
