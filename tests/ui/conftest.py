from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.sample import REPOSITORY, sample_store

Open = Callable[..., AppTest]


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
        app = AppTest.from_file(str(REPOSITORY / "app.py"), default_timeout=60)
        for name, value in parameters.items():
            app.query_params[name] = value
        app.run()
        if page != "ask":
            app.switch_page(f"assistant/ui/pages/{page}.py").run()
        assert not app.exception
        assert not [e for e in app.html if 'class="failure"' in e.proto.body]
        return app

    return opened
