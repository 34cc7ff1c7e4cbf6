"""Translations of quotes by a chat model: on demand, beside the quote, never in its place; figures checked."""

from __future__ import annotations

from dataclasses import replace

from langchain_core.messages import HumanMessage, SystemMessage

from assistant.answer import Answer, Citation, Tokens
from assistant.chat_models.calling import ChatModel
from assistant.chat_models.replies import Prompts, harmless, plainly
from assistant.checking.carrying import Carrying
from assistant.phrases import Phrases

_JUDGED = frozenset({"figures", "names", "negation", "foresight"})
"""What a translation must have as its quote has it. Its other words are its own: no rule can judge them all."""
_TELLS = 0.5
_NAMES = {"en": "English", "es": "Spanish"}


class Translator:
    """Translates quotes.

    Args:
        chat: the model.
        prompts: what it is told.
        carrying: compares a translation with its quote.
        say: the phrases of the language into which it translates.
    """

    def __init__(self, chat: ChatModel, prompts: Prompts, carrying: Carrying, say: Phrases) -> None:
        self._chat = chat
        self._prompts = prompts
        self._carrying = carrying
        self._say = say

    def translated(self, answer: Answer) -> Answer:
        """The answer with translations at the quotes of the other language, as far as they hold.

        Raises:
            ChatError: the model cannot be asked.
        """
        tokens = answer.tokens
        found, refused = [], []
        for citation in answer.citations:
            if citation.language == self._say.language or citation.translation:
                found.append(citation)
                continue
            text, cost = self._translation(citation)
            tokens = tokens + cost if tokens and cost else cost or tokens
            found.append(replace(citation, translation=text))
            if text is None:
                refused.append(citation.mark)
        marks = "".join(f"[{mark}]" for mark in refused)
        notes = (self._say("chat.not_translated", model=self._chat.name, marks=marks),) if refused else ()
        caveats = tuple(dict.fromkeys((*answer.caveats, *notes)))
        return replace(answer, citations=tuple(found), tokens=tokens, caveats=caveats)

    def _translation(self, citation: Citation) -> tuple[str | None, Tokens | None]:
        """A translation with its label, where its figures, names and denials are those of the quote."""
        language = self._say.language
        messages = [
            SystemMessage(self._prompts("translate", source=_NAMES[citation.language], language=_NAMES[language])),
            HumanMessage(f"<quote>\n{harmless(citation.quote)}\n</quote>"),
        ]
        text, cost = "", None
        for piece in self._chat.pieces(messages, self._chat.deadline(), formed=False):
            text += piece.text
            cost = piece.tokens or cost
        said = plainly(text.strip().strip('"“”«»'))
        if not self._holds(said, citation):
            return None, cost
        return self._say("chat.translation", text=said, model=self._chat.name), cost

    def _holds(self, text: str, citation: Citation) -> bool:
        language = self._say.language
        if not text or self._carrying.untold_figures(text, language, citation):
            return False
        lacks = {lack.kind for lack in self._carrying.lacks(text, language, [citation])}
        return not lacks & _JUDGED and self._carrying.told(text, language, citation) >= _TELLS
