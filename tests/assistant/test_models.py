from __future__ import annotations

import importlib.util
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from langchain_core.messages import HumanMessage

from assistant.chat_models.calling import ChatModel
from assistant.chat_models.models import ChatChoice, is_local
from assistant.errors import (
    ChatBusyError,
    ChatError,
    ChatExtraError,
    ChatHostError,
    ChatKeyError,
    ChatModelError,
    ChatSettingError,
    ChatUnreachableError,
)
from assistant.settings import Settings
from tests.assistant.fake_chat import SAY

PROVIDERS = ("openai", "anthropic", "ollama")
OPENAI_STREAM = (
    'data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":'
    '{"role":"assistant","content":"Hello"},"finish_reason":null}]}\n\n'
    'data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},'
    '"finish_reason":"stop"}]}\n\n'
    'data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":'
    '{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}}\n\ndata: [DONE]\n\n'
)
OLLAMA_STREAM = (
    '{"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"Hello"},"done":false}\n'
    '{"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":""},"done":true,'
    '"done_reason":"stop","prompt_eval_count":5,"eval_count":2}\n'
)
ANTHROPIC_STREAM = "".join(
    f"event: {event['type']}\ndata: {json.dumps(event)}\n\n"
    for event in (
        {
            "type": "message_start",
            "message": {
                "id": "1",
                "type": "message",
                "role": "assistant",
                "model": "m",
                "content": [],
                "stop_reason": None,
                "stop_sequence": None,
                "usage": {"input_tokens": 5, "output_tokens": 1},
            },
        },
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Hello"}},
        {"type": "content_block_stop", "index": 0},
        {
            "type": "message_delta",
            "delta": {"stop_reason": "end_turn", "stop_sequence": None},
            "usage": {"input_tokens": 5, "output_tokens": 2},
        },
        {"type": "message_stop"},
    )
)
STREAMS = {"openai": OPENAI_STREAM, "anthropic": ANTHROPIC_STREAM, "ollama": OLLAMA_STREAM}


@dataclass
class Server:
    """An endpoint on this machine that gives one answer to whatever is asked."""

    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, object]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            state.asked.append(json.loads(self.rfile.read(length) or b"{}"))
            self.send_response(state.status)
            kind = "text/event-stream" if state.status == 200 else "application/json"
            for name, value in ({"content-type": kind} | state.headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(state.body.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{listening.server_address[1]}"
    yield state
    listening.shutdown()
    listening.server_close()


def opened(provider: str, url: str | None, **more: object) -> ChatModel:
    settings = Settings(chat_model=f"{provider}:some-model", chat_base_url=url, **more)  # type: ignore[arg-type]
    choice = ChatChoice.of(settings, SAY)
    assert choice is not None
    return ChatModel.of(choice, settings, SAY)


def said(model: ChatModel) -> str:
    return "".join(p.text for p in model.pieces([HumanMessage("Hello?")], model.deadline()))


@pytest.mark.parametrize("provider", PROVIDERS)
def test_one_setting_opens_a_model_of_each_provider(server: Server, provider: str) -> None:
    server.body = STREAMS[provider]
    model = opened(provider, server.url)
    pieces = list(model.pieces([HumanMessage("Hello?")], model.deadline()))
    assert "".join(p.text for p in pieces) == "Hello"
    tokens = [p.tokens for p in pieces if p.tokens]
    assert (sum(t.sent for t in tokens), sum(t.received for t in tokens)) == (5, 2)


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    ("status", "kind"), [(401, ChatKeyError), (404, ChatModelError), (503, ChatBusyError)], ids=["401", "404", "503"]
)
def test_what_a_server_refuses_is_said_with_what_to_do(
    server: Server, provider: str, status: int, kind: type[ChatError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.chat_models.calling.SystemClock.sleep", lambda self, seconds: None)
    server.status, server.body = status, '{"error": {"message": "no", "type": "x"}}'
    with pytest.raises(kind) as failure:
        said(opened(provider, server.url))
    for language in ("en", "es"):
        assert "{" not in failure.value.message(language)
    assert failure.value.message("en") != failure.value.message("es")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_an_address_where_nothing_listens_is_named(server: Server, provider: str) -> None:
    with pytest.raises(ChatUnreachableError, match=r"127\.0\.0\.1:9"):
        said(opened(provider, "http://127.0.0.1:9"))


@pytest.mark.parametrize("provider", PROVIDERS)
def test_text_goes_nowhere_else_even_where_a_server_sends_it_on(server: Server, provider: str) -> None:
    server.status, server.headers = 307, {"location": "http://elsewhere.example/v1"}
    with pytest.raises(ChatError):
        said(opened(provider, server.url))


def test_a_server_that_knows_no_forms_is_asked_without_one(server: Server) -> None:
    server.status, server.body = 400, '{"error": {"message": "response_format is not supported"}}'
    with pytest.raises(ChatModelError):
        said(opened("openai", server.url))
    assert ["response_format" in asked for asked in server.asked] == [True, False]


def test_a_host_that_is_not_on_the_list_is_refused_before_anything_is_sent() -> None:
    with pytest.raises(ChatHostError, match=r"ASSISTANT_CHAT_HOSTS=models\.example"):
        opened("openai", "https://models.example/v1")
    assert opened("openai", "https://models.example/v1", chat_hosts="models.example").choice.host == "models.example"


def test_a_missing_key_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ChatKeyError, match="OPENAI_API_KEY"):
        opened("openai", None)


def test_a_missing_package_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ChatExtraError, match=r"migration-governance-assistant\[anthropic\]"):
        opened("anthropic", None)


@pytest.mark.parametrize("value", ["gpt", "openai:", ":x"])
def test_a_setting_that_names_no_model_says_how_to_write_it(value: str) -> None:
    with pytest.raises(ChatSettingError, match="provider:model"):
        ChatChoice.of(Settings(chat_model=value), SAY)


def test_without_the_setting_there_is_no_model() -> None:
    assert ChatChoice.of(Settings(), SAY) is None


@pytest.mark.parametrize(
    ("host", "local"), [("localhost", True), ("127.0.0.9", True), ("::1", True), ("10.0.0.1", False), ("", False)]
)
def test_this_machine_is_told_from_others(host: str, local: bool) -> None:
    assert is_local(host) is local


def test_variables_of_others_do_not_redirect_the_text(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "ANTHROPIC_BASE_URL", "OLLAMA_HOST"):
        monkeypatch.setenv(name, "http://elsewhere.example")
    server.body = OPENAI_STREAM
    assert said(opened("openai", server.url)) == "Hello"
