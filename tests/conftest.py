"""What every test stands on: state in a temporary folder, no network, and the parts that not every machine has."""

from __future__ import annotations

import os
import runpy
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from ingest.e5 import unpacked_folder
from ingest.ocr.tesseract import Tesseract, installed

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"
"""Documents and questions for tests; they lie beside the repository and are never part of it."""

MODELS = REPOSITORY / "var" / "models"
"""The unpacked model is kept between runs, as are the stores that many tests only read: embedding takes a minute."""


OUTBOUND = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Before any library is imported: telemetry and downloads are off, and the network is watched."""
    os.environ.update(ANONYMIZED_TELEMETRY="False", LANGSMITH_TRACING="false")
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
    log = Path(tempfile.mkdtemp(prefix="network-")) / "outbound"
    config.stash[OUTBOUND] = log
    watching = REPOSITORY / "tests" / "network"
    os.environ["OUTBOUND_LOG"] = str(log)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(watching), os.environ.get("PYTHONPATH")]))
    runpy.run_path(str(watching / "sitecustomize.py"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tries a test in a browser up to twice more: the app redraws a page piece by piece while the test looks at it."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=2))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Removes what ``pytest_configure`` made."""
    shutil.rmtree(config.stash[OUTBOUND].parent, ignore_errors=True)


@pytest.fixture(autouse=True)
def no_outbound_connection(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test of which any process tried to leave the machine, even where a library swallowed the refusal."""
    log = request.config.stash[OUTBOUND]
    log.write_text("", encoding="utf-8")
    yield
    tried = log.read_text(encoding="utf-8").split()
    assert not tried, f"tried to connect to {', '.join(tried)}"


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Moves the store, and whatever a program keeps under a home folder, into this test's temporary folder."""
    monkeypatch.setenv("ASSISTANT_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("ASSISTANT_MODELS", str(MODELS))
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
def model_folder() -> Path:
    """The embedding model as a sentence-transformers folder, unpacked once for all runs."""
    return unpacked_folder(MODELS)


@pytest.fixture(scope="session")
def shipped_store() -> Path:
    """A store of the shipped corpus. Only to be read: a test that writes copies it first."""
    from evals.corpora import shipped
    from evals.progress import Steps

    return shipped(Steps(quiet=True), SHARED / "corpus" / "panama").store


@pytest.fixture(scope="session")
def panama_store(shared_corpus: Path) -> Path:
    """A store of the five shared documents on Panama, as PDF. Only to be read: a test that writes copies it first."""
    from evals.corpora import folder
    from evals.progress import Steps

    return folder(shared_corpus / "panama", Steps(quiet=True)).store


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The Chromium that browser tests drive."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        _absent("REQUIRE_BROWSER", "no Chromium on this machine")
    return Path(found)


@pytest.fixture
def tesseract() -> Tesseract:
    """The text recognition program, with Spanish."""
    found = installed()
    if found is None or found.lacks_spanish:
        _absent("REQUIRE_OCR", "no Tesseract with Spanish on this machine")
    return found


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
