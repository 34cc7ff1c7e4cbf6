"""Which chat model words the answers, if any, and where its text goes.

One setting names it: ``ASSISTANT_CHAT_MODEL=provider:model``. Text goes to the provider's own host, to this machine, or
to hosts that ``ASSISTANT_CHAT_HOSTS`` names, and to no other: each request is looked at once more as it leaves.
"""

from __future__ import annotations

import importlib.util
import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from langchain_core.language_models import BaseChatModel

from assistant.errors import ChatError, ChatExtraError, ChatHostError, ChatKeyError, ChatSettingError
from assistant.phrases import Phrases
from assistant.settings import Settings

_WITHOUT_KEY = "none"


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider: its package, our extra that installs it, where it listens, and the variable of its key."""

    package: str
    extra: str
    url: str
    variable: str | None


PROVIDERS: Mapping[str, Provider] = {
    "openai": Provider("langchain_openai", "openai", "https://api.openai.com/v1", "OPENAI_API_KEY"),
    "anthropic": Provider("langchain_anthropic", "anthropic", "https://api.anthropic.com", "ANTHROPIC_API_KEY"),
    "ollama": Provider("langchain_ollama", "ollama", "http://localhost:11434", None),
}
"""Those that are installed by an extra; others that LangChain knows need their package and ASSISTANT_CHAT_HOSTS."""

Sayings = Mapping[str, Phrases]
"""The phrases by language."""


Kind = TypeVar("Kind", bound=ChatError)


def chat_error(kind: type[Kind], key: str, say: Sayings, seconds: float | None = None, **values: object) -> Kind:
    """An error whose sentences stand under ``chat_error`` of the phrases."""
    filled = {**values, "seconds": round(seconds)} if seconds is not None else values
    return kind(say["en"](f"chat_error.{key}", **filled), say["es"](f"chat_error.{key}", **filled), seconds)


@dataclass(frozen=True, slots=True)
class ChatChoice:
    """A chat model as chosen.

    Attributes:
        provider, model: the two halves of the setting.
        url: where it listens; empty where only LangChain knows.
        hosts: all hosts to which its text may go.
    """

    provider: str
    model: str
    url: str
    hosts: frozenset[str]

    @classmethod
    def of(cls, settings: Settings, say: Sayings) -> ChatChoice | None:
        """The choice of the settings; None where no model is chosen.

        Raises:
            ChatSettingError: the setting names no provider and model.
            ChatHostError: its address is not on the list of hosts.
        """
        if not settings.chat_model:
            return None
        provider, colon, model = settings.chat_model.partition(":")
        if not (provider.strip() and colon and model.strip()):
            raise chat_error(ChatSettingError, "setting", say, value=settings.chat_model)
        known = PROVIDERS.get(provider)
        named = frozenset(h.strip().lower() for h in settings.chat_hosts.split(",") if h.strip())
        url = settings.chat_base_url or (known.url if known else "")
        own = frozenset({host_of(known.url)}) if known else frozenset()
        choice = cls(provider, model, url, own | named)
        if not url and not named:
            raise chat_error(ChatHostError, "hosts_unknown", say, provider=provider)
        if url and not choice.allows(host_of(url)):
            raise chat_error(ChatHostError, "host", say, host=host_of(url))
        return choice

    def allows(self, host: str) -> bool:
        """Whether text may go to a host: one on the list, or this machine."""
        return host.lower() in self.hosts or is_local(host)

    @property
    def host(self) -> str:
        """The host to which text goes."""
        return host_of(self.url) or ", ".join(sorted(self.hosts))

    @property
    def stays_here(self) -> bool:
        """Whether text stays on this machine."""
        return bool(self.url) and is_local(host_of(self.url))

    @property
    def port(self) -> int:
        """The port at which the model listens."""
        parts = urlsplit(self.url)
        return parts.port or (80 if parts.scheme == "http" else 443)

    @property
    def variable(self) -> str:
        """The variable that holds the key."""
        known = PROVIDERS.get(self.provider)
        return (known.variable if known else None) or "ASSISTANT_CHAT_API_KEY"


def host_of(url: str) -> str:
    """The host of an address, in lower case; empty where it has none."""
    return (urlsplit(url).hostname or "").lower()


def is_local(host: str) -> bool:
    """Whether a host is this machine."""
    if host.lower() in ("localhost", "localhost.localdomain"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def open_model(choice: ChatChoice, settings: Settings, say: Sayings) -> BaseChatModel:
    """The LangChain model of a choice. Nothing is sent yet.

    Raises:
        ChatExtraError: the package of the provider is not installed.
        ChatKeyError: it needs a key and none is set.
        ChatSettingError: LangChain knows no such provider.
    """
    known = PROVIDERS.get(choice.provider)
    if known and importlib.util.find_spec(known.package) is None:
        raise chat_error(
            ChatExtraError, "extra", say, model=choice.model, package=known.package.replace("_", "-"), extra=known.extra
        )
    key = settings.chat_api_key.get_secret_value() if settings.chat_api_key else _own_key(known)
    if known and known.variable and not key:
        if not settings.chat_base_url:
            raise chat_error(ChatKeyError, "key_missing", say, model=choice.model, variable=known.variable)
        key = _WITHOUT_KEY
    from langchain.chat_models import init_chat_model

    values = _arguments(choice, settings, key)
    try:
        model = init_chat_model(choice.model, model_provider=choice.provider, **values)
    except ImportError as error:
        package = (error.name or f"langchain-{choice.provider}").replace("_", "-")
        raise chat_error(ChatExtraError, "package", say, model=choice.model, package=package) from error
    except (ValueError, TypeError) as error:
        value = f"{choice.provider}:{choice.model}"
        raise chat_error(ChatSettingError, "setting", say, value=value) from error
    return _held_to_the_list(model, choice)


def _own_key(known: Provider | None) -> str:
    return os.environ.get(known.variable, "") if known and known.variable else ""


def _arguments(choice: ChatChoice, settings: Settings, key: str) -> dict[str, Any]:
    """What each provider's class takes. Retries are ours: theirs know no deadline."""
    common = {"base_url": choice.url, "api_key": key, "timeout": settings.chat_deadline, "max_retries": 0}
    match choice.provider:
        case "openai":
            import openai

            # The chat completions of the many servers that are compatible; their usage comes with the last piece.
            return common | {
                "max_tokens": settings.chat_tokens,
                "use_responses_api": False,
                "stream_usage": True,
                "http_client": openai.DefaultHttpxClient(event_hooks=_hooks(choice)),
            }
        case "anthropic":
            return common | {"max_tokens": settings.chat_tokens}
        case "ollama":
            return {
                "base_url": choice.url,
                "num_predict": settings.chat_tokens,
                "client_kwargs": {"timeout": settings.chat_deadline},
                "sync_client_kwargs": {"event_hooks": _hooks(choice)},
            }
    given = {"base_url": choice.url, "api_key": key}
    return {name: value for name, value in given.items() if value}


class _Addressed(Protocol):
    @property
    def host(self) -> str: ...


class _Request(Protocol):
    """A request of httpx, whichever of its packages a provider's library uses."""

    @property
    def url(self) -> _Addressed: ...


def _hooks(choice: ChatChoice) -> dict[str, list[Any]]:
    """Refuses each request, redirected ones too, that would go to a host that is not on the list."""

    def look(request: _Request) -> None:
        if not choice.allows(request.url.host):
            raise PermissionError(f"{request.url.host} is not on the list of hosts")

    return {"request": [look], "response": []}


def _held_to_the_list(model: BaseChatModel, choice: ChatChoice) -> BaseChatModel:
    if choice.provider == "anthropic":
        import anthropic

        client = anthropic.DefaultHttpxClient(base_url=choice.url, event_hooks=_hooks(choice))
        # The class has no argument for it; its client is made once and kept under this name.
        model.__dict__["_client"] = model._client.with_options(http_client=client)  # type: ignore[attr-defined]
    return model
