"""Where things are and how the assistant behaves: environment variables ``ASSISTANT_*`` over these defaults."""

from __future__ import annotations

from pathlib import Path

from pydantic import SecretStr

from ingest.settings import PROJECT, IngestSettings


class Settings(IngestSettings):
    """Ingest's settings and the assistant's own; read once at the edge (command line, app) and passed inwards.

    Attributes:
        prompts: folder with every sentence the assistant says.
        evaluation: folder with the results of evaluations.
        max_question: longest question taken, in characters.
        chat_model: ``provider:model`` of a chat model that words the answers, or several apart by commas to choose
            from; none by default.
        chat_base_url: address of an OpenAI-compatible or other server, where it is not the provider's own.
        chat_hosts: further hosts to which text may go, apart by commas.
        chat_api_key: its key; by default that of the provider's own variable, such as ``OPENAI_API_KEY``.
        chat_tokens: most tokens that a reply of it may have.
        chat_deadline: seconds after which an answer goes on without the model.
    """

    prompts: Path = PROJECT / "prompts"
    evaluation: Path = PROJECT / "evals"
    max_question: int = 2000
    chat_model: str | None = None
    chat_base_url: str | None = None
    chat_hosts: str = ""
    chat_api_key: SecretStr | None = None
    chat_tokens: int = 1024
    chat_deadline: float = 60.0
