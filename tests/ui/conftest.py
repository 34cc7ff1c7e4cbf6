from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.sample import REPOSITORY, sample_store

Open = Callable[..., AppTest]
_HANGS_AFTER = 600
"""Seconds after which a page counts as hanging: how fast pages are is measured in the benchmarks, not here."""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of its own for one test."""
    path = tmp_path / "documents"
    shutil.copytree(sample_store(), path)
    monkeypatch.setenv("ASSISTANT_STORE", str(path))
    return path


@pytest.fixture
def open_app() -> Open:
    """Opens a page of the app with the given query parameters."""

    def opened(page: str = "ask", **parameters: str) -> AppTest:
        app = begun(page, **parameters)
        assert not [e for e in app.html if 'class="failure"' in e.proto.body]
        return app

    return opened


def begun(page: str, **parameters: str) -> AppTest:
    """A page of the app with the given query parameters, drawn once, be it with a failure that it says."""
    app = AppTest.from_file(str(REPOSITORY / "app.py"), default_timeout=_HANGS_AFTER)
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    if page != "ask":
        app.switch_page(f"assistant/ui/pages/{page}.py").run()
    assert not app.exception
    return app
