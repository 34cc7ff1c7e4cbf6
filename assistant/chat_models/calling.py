"""One request to a chat model: how long, how often, and what becomes of its failures.

The reply is read piece by piece in a thread of its own, so that a server that hangs costs no more than the time given.
Retries wait as the server says (Retry-After) or twice as long each time, never past the deadline; a model that failed
five times in a row is left alone for a minute, so that answers come at once without it.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Protocol, TypeVar
from urllib.request import getproxies

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langsmith import tracing_context

from assistant.answer import Tokens
from assistant.chat_models.models import ChatChoice, Kind, Sayings, chat_error, open_model
from assistant.chat_models.replies import ANSWER_SCHEMA
from assistant.errors import (
    ChatBusyError,
    ChatCutError,
    ChatError,
    ChatKeyError,
    ChatModelError,
    ChatRestingError,
    ChatTimeError,
    ChatUnreachableError,
)
from assistant.settings import Settings

T = TypeVar("T")

ATTEMPTS = 3
_FIRST_WAIT = 0.5
_REACH_SECONDS = 0.8
_REACHED_FOR = 60.0
_LOOK_SECONDS = 0.25
"""How often it is asked whether a person has stopped the answer."""
_TRANSIENT = frozenset({408, 409, 425, 429})
_REFUSED = frozenset({"refusal", "content_filter", "safety"})


class Clock(Protocol):
    """Time, so that tests need not wait."""

    def now(self) -> float:
        """Seconds since some fixed moment."""

    def sleep(self, seconds: float) -> None:
        """Waits."""

    def take(self, source: queue.Queue[T], seconds: float) -> T:
        """The next thing of a queue.

        Raises:
            queue.Empty: there was none in that time.
        """


class SystemClock:
    """The time of the machine."""

    def now(self) -> float:
        """Seconds of the monotonic clock."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Waits."""
        time.sleep(seconds)

    def take(self, source: queue.Queue[T], seconds: float) -> T:
        """The next thing of a queue."""
        return source.get(timeout=max(0.0, seconds))


@dataclass(slots=True)
class Breaker:
    """Leaves a model alone that failed ``limit`` times in a row; after ``rest`` seconds one attempt is made again."""

    clock: Clock
    limit: int = 5
    rest: float = 60.0
    _failures: int = 0
    _until: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def resting(self) -> float:
        """Seconds for which it is left alone; 0 where it may be asked."""
        with self._lock:
            left = self._until - self.clock.now() if self._failures >= self.limit else 0.0
            return max(0.0, left)

    def note(self, works: bool) -> None:
        """Notes how an attempt ended."""
        with self._lock:
            self._failures = 0 if works else self._failures + 1
            if self._failures >= self.limit:
                self._until = self.clock.now() + self.rest


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a reply: its text, what it cost, and whether the model declines by it."""

    text: str = ""
    tokens: Tokens | None = None
    refuses: bool = False


@dataclass(frozen=True, slots=True)
class ChatModel:
    """A chat model that can be asked.

    Attributes:
        model: LangChain's.
        choice: its name and where it listens.
        say: the phrases in which its failures are told.
        reach: opens a connection to a host and port within some seconds, or raises OSError.
        seconds: the total time that an answer may take it.
        form: what holds the server to the form of a reply, where it knows such a thing.
    """

    model: BaseChatModel
    choice: ChatChoice
    say: Sayings
    clock: Clock = field(default_factory=SystemClock)
    breaker: Breaker = field(default_factory=lambda: Breaker(SystemClock()))
    reach: Callable[[str, int, float], None] | None = None
    seconds: float = 60.0
    form: Mapping[str, object] = field(default_factory=dict)
    _reached: dict[str, float] = field(default_factory=dict)
    _formless: list[bool] = field(default_factory=list)

    @classmethod
    def of(cls, choice: ChatChoice, settings: Settings, say: Sayings) -> ChatModel:
        """The chosen model, on the machine's own time.

        Raises:
            ChatError: it cannot be opened.
        """
        clock = SystemClock()
        model = open_model(choice, settings, say)
        return cls(model, choice, say, clock, Breaker(clock), connect, settings.chat_deadline, form_of(choice))

    @property
    def name(self) -> str:
        """The name under which its answers go."""
        return self.choice.model

    def deadline(self) -> float:
        """When an answer that begins now has to go on without it."""
        return self.clock.now() + self.seconds

    def pieces(
        self,
        messages: Sequence[BaseMessage],
        deadline: float,
        stopped: Callable[[], bool] = lambda: False,
        formed: bool = True,
    ) -> Iterator[Piece]:
        """The reply, as it comes; ends early where ``stopped`` says so.

        Args:
            messages: what is sent.
            deadline: by the clock, when to go on without it.
            stopped: asked now and then.
            formed: whether the reply is to be in the form of an answer.

        Raises:
            ChatError: there is no reply, or no end of it. What came before it broke off has been given.
        """
        self._refuse_while_resting()
        form = self.form if formed and not self._formless else {}
        for attempt in range(1, ATTEMPTS + 1):
            begun = False
            try:
                self._reach(deadline)
                for piece in self._attempt(messages, deadline, stopped, form):
                    begun = begun or bool(piece.text)
                    yield piece
                self.breaker.note(True)
                return
            except ChatError as error:
                if form and isinstance(error, ChatModelError) and not begun:
                    # An older server that knows no such thing is asked without it from now on.
                    self._formless.append(True)
                    form = {}
                    continue
                self.breaker.note(False)
                wait = self._wait(error, attempt)
                late = wait is None or self.clock.now() + wait >= deadline or self.breaker.resting()
                if begun or late or stopped():
                    raise
                self.clock.sleep(wait or 0.0)

    def _refuse_while_resting(self) -> None:
        left = self.breaker.resting()
        if left:
            raise chat_error(ChatRestingError, "resting", self.say, left, model=self.name)

    def _wait(self, error: ChatError, attempt: int) -> float | None:
        """Seconds before the next attempt; None where another would end as this one did."""
        if not isinstance(error, ChatBusyError) or attempt == ATTEMPTS:
            return None
        return error.seconds if error.seconds is not None else _FIRST_WAIT * 2 ** (attempt - 1)

    def _reach(self, deadline: float) -> None:
        """Finds out within a second that nothing is there, however long a name or a connection may take to fail."""
        if self.reach is None or not self.choice.url or self._by_proxy():
            return
        if self._reached.get(self.choice.url, float("-inf")) + _REACHED_FOR > self.clock.now():
            return
        found: queue.Queue[OSError | None] = queue.Queue()
        host, port, seconds = self.choice.host, self.choice.port, min(_REACH_SECONDS, deadline - self.clock.now())
        threading.Thread(target=_told, args=(self.reach, host, port, seconds, found), daemon=True).start()
        try:
            failure = self.clock.take(found, seconds + 0.1)
        except queue.Empty as empty:
            failure = TimeoutError(str(empty))
        if failure is not None:
            raise chat_error(ChatUnreachableError, "unreachable", self.say, host=self.choice.url) from failure
        self._reached[self.choice.url] = self.clock.now()

    def _by_proxy(self) -> bool:
        return not self.choice.stays_here and bool(getproxies().keys() & {"http", "https", "all"})

    def _attempt(
        self,
        messages: Sequence[BaseMessage],
        deadline: float,
        stopped: Callable[[], bool],
        form: Mapping[str, object],
    ) -> Iterator[Piece]:
        """One attempt, read in a thread that is left to itself when time is up."""
        pieces: queue.Queue[Piece | BaseException | None] = queue.Queue()
        over = threading.Event()
        threading.Thread(target=self._read, args=(messages, pieces, over, form), daemon=True).start()
        try:
            while not stopped():
                left = deadline - self.clock.now()
                if left <= 0:
                    raise self._late()
                try:
                    piece = self.clock.take(pieces, min(left, _LOOK_SECONDS))
                except queue.Empty:
                    continue
                if piece is None:
                    return
                if isinstance(piece, BaseException):
                    raise self._told(piece) from piece
                yield piece
        finally:
            over.set()

    def _read(
        self,
        messages: Sequence[BaseMessage],
        pieces: queue.Queue[Piece | BaseException | None],
        over: threading.Event,
        form: Mapping[str, object],
    ) -> None:
        """Puts the reply into a queue: its pieces, and None at its end or the error in which it ended."""
        try:
            # A tracer that the environment asks for would send the text to somebody else.
            with tracing_context(enabled=False), contextlib.closing(self._stream(messages, form)) as stream:
                for chunk in stream:
                    if over.is_set():
                        return
                    pieces.put(_piece(chunk))
            pieces.put(None)
        except BaseException as error:
            pieces.put(error)

    def _stream(
        self, messages: Sequence[BaseMessage], form: Mapping[str, object]
    ) -> Generator[AIMessageChunk, None, None]:
        given: dict[str, Any] = dict(form)
        yield from self.model.stream(list(messages), config={"callbacks": []}, **given)

    def _late(self) -> ChatError:
        return chat_error(ChatTimeError, "time", self.say, self.seconds, model=self.name)

    def _told(self, error: BaseException) -> ChatError:
        """What a library's exception means, and what to do."""
        status, host = _status(error), self.choice.host
        reason = f"HTTP {status}" if status else type(error).__name__
        kind = type(error).__name__.lower()
        if status in (401, 403):
            return self._error(ChatKeyError, "key", reason)
        if status is not None and (status in _TRANSIENT or status >= 500):
            found = self._error(ChatBusyError, "busy", reason)
            found.seconds = _retry_after(error)
            return found
        if status is not None and status >= 400:
            return self._error(ChatModelError, "model", reason)
        if _is_cut(error):
            return self._error(ChatCutError, "cut", reason)
        if "timeout" in kind:
            return self._late()
        if "connect" in kind or isinstance(error, OSError):
            return chat_error(ChatUnreachableError, "unreachable", self.say, host=self.choice.url or host)
        return self._error(ChatModelError, "model", reason)

    def _error(self, kind: type[Kind], key: str, reason: str) -> Kind:
        host, variable = self.choice.host, self.choice.variable
        return chat_error(kind, key, self.say, host=host, model=self.name, reason=reason, variable=variable)


def form_of(choice: ChatChoice) -> Mapping[str, object]:
    """How a provider is asked to hold its model to the form of an answer."""
    if choice.provider == "openai":
        schema = {"name": "answer", "schema": dict(ANSWER_SCHEMA), "strict": True}
        # In the body: as an argument, LangChain would have a reply parsed whole, and lose one that is too long.
        return {"extra_body": {"response_format": {"type": "json_schema", "json_schema": schema}}}
    return {"format": dict(ANSWER_SCHEMA)} if choice.provider == "ollama" else {}


def connect(host: str, port: int, seconds: float) -> None:
    """Opens a connection and closes it.

    Raises:
        OSError: nothing listens there, or not within that time.
    """
    socket.create_connection((host, port), timeout=seconds).close()


def _told(
    reach: Callable[[str, int, float], None], host: str, port: int, seconds: float, found: queue.Queue[OSError | None]
) -> None:
    try:
        reach(host, port, seconds)
        found.put(None)
    except OSError as error:
        found.put(error)


def _piece(chunk: AIMessageChunk) -> Piece:
    usage = chunk.usage_metadata
    tokens = Tokens(usage["input_tokens"], usage["output_tokens"]) if usage else None
    ended = {str(chunk.response_metadata.get(key, "")).lower() for key in ("finish_reason", "stop_reason")}
    refusal = bool(chunk.additional_kwargs.get("refusal"))
    return Piece(str(chunk.text), tokens, refusal or bool(ended & _REFUSED))


def _status(error: BaseException) -> int | None:
    for one in (error, getattr(error, "response", None)):
        status = getattr(one, "status_code", None)
        if isinstance(status, int) and status >= 400:
            return status
    return None


def _retry_after(error: BaseException) -> float | None:
    """The seconds that the server asks to wait, given as such or as a date; None where it says nothing."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    said = str(headers.get("retry-after", ""))
    try:
        return max(0.0, float(said))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _is_cut(error: BaseException) -> bool:
    """Whether a reply broke off: the connection closed in the middle, or what came was no whole event."""
    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in chain:
        chain.append(one)
        one = one.__cause__ or one.__context__
    names = {type(e).__name__ for e in chain}
    return bool(names & {"RemoteProtocolError", "ReadError", "JSONDecodeError", "IncompleteRead"})
