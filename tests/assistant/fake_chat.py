"""A chat model fed with a queue of replies, and a clock that needs no waiting."""

from __future__ import annotations

import json
import queue
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from assistant.chat_models.calling import Breaker, ChatModel
from assistant.chat_models.models import ChatChoice
from assistant.phrases import Phrases
from assistant.settings import Settings

T = TypeVar("T")
_EVIDENCE = re.compile(r'<evidence id="(\w+)"[^>]*>\n(.*?)\n</evidence>', re.DOTALL)
SAY = {language: Phrases.load(Settings().prompts, language) for language in ("en", "es")}


@dataclass(frozen=True)
class Sentences:
    """A reply in the form asked for: sentences, each with words of the evidence that it names, or an id as it is."""

    sentences: Sequence[tuple[str, str]]
    wrap: str = "{}"

    def text(self, evidence: dict[str, str]) -> str:
        found = [{"text": text, "evidence": [_id_of(needle, evidence)]} for text, needle in self.sentences]
        return self.wrap.replace("{}", json.dumps({"sentences": found, "complete": True}, ensure_ascii=False))


@dataclass(frozen=True)
class Cut:
    """A reply whose connection closes in the middle of what comes after these sentences."""

    reply: Sentences


class Hang:
    """A server that takes the request and never answers."""


class Refusal:
    """A reply that the provider's own filter holds back."""


class HttpError(Exception):
    """What a provider's library raises for a status of HTTP."""

    def __init__(self, status: int, **headers: str) -> None:
        super().__init__(f"HTTP {status}")
        self.status_code = status
        self.response = type("Response", (), {"headers": {k.replace("_", "-"): v for k, v in headers.items()}})()


class RemoteProtocolError(Exception):
    """As httpx calls a connection that was closed in the middle."""


class FakeModel(BaseChatModel):
    """Gives out its replies one after another and keeps what it was asked."""

    replies: list[Any]
    _asked: list[str] = PrivateAttr(default_factory=list)
    _hangs: threading.Event = PrivateAttr(default_factory=threading.Event)
    _released: threading.Event = PrivateAttr(default_factory=threading.Event)

    @property
    def _llm_type(self) -> str:
        return "fake"

    @property
    def asked(self) -> list[str]:
        """The text of each request."""
        return self._asked

    @property
    def hangs(self) -> bool:
        """Whether a request is being kept waiting."""
        return self._hangs.is_set()

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: object,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=""))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: object,
    ) -> Iterator[ChatGenerationChunk]:
        prompt = "\n\n".join(str(m.text) for m in messages)
        self._asked.append(prompt)
        reply = self.replies.pop(0)
        evidence = dict(_EVIDENCE.findall(prompt))
        if isinstance(reply, Exception):
            raise reply
        if isinstance(reply, Hang):
            self._hangs.set()
            self._released.wait(30)
            return
        if isinstance(reply, Refusal):
            yield _chunk("", response_metadata={"stop_reason": "refusal"})
            return
        if isinstance(reply, Cut):
            yield from _pieces(reply.reply.text(evidence)[:-40])
            raise RemoteProtocolError("peer closed connection")
        text = reply.text(evidence) if isinstance(reply, Sentences) else str(reply)
        yield from _pieces(text)
        yield _chunk("", usage_metadata={"input_tokens": 100, "output_tokens": 10, "total_tokens": 110})

    def release(self) -> None:
        """Ends what hangs, so that no thread outlives a test."""
        self._released.set()


def _id_of(needle: str, evidence: dict[str, str]) -> str:
    return next((key for key, text in evidence.items() if needle in text), needle)


def _pieces(text: str) -> Iterator[ChatGenerationChunk]:
    for start in range(0, len(text), 7):
        yield _chunk(text[start : start + 7])


def _chunk(text: str, **more: Any) -> ChatGenerationChunk:  # noqa: ANN401
    return ChatGenerationChunk(message=AIMessageChunk(content=text, **more))


@dataclass
class FakeClock:
    """Time that passes only where somebody waits; ``slept`` are the waits between attempts."""

    hangs: Callable[[], bool] = lambda: False
    time: float = 0.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    def take(self, source: queue.Queue[T], seconds: float) -> T:
        while True:
            try:
                return source.get(timeout=0.01)
            except queue.Empty:
                if self.hangs() and source.empty():
                    self.time += seconds
                    raise


def chat(*replies: object, name: str = "parrot-1") -> tuple[ChatModel, FakeModel, FakeClock]:
    """A chat model with these replies, on a clock of its own."""
    model = FakeModel(replies=list(replies))
    clock = FakeClock(lambda: model.hangs)
    choice = ChatChoice("fake", name, "", frozenset())
    return ChatModel(model, choice, SAY, clock, Breaker(clock)), model, clock
