"""The vectors of the words of questions and sentences, as the assistant and its store have them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor

from evals.reading.documents import Reading
from ingest import e5, wordvectors
from ingest.embedding import DocumentEmbedder, sentence_input
from ingest.settings import IngestSettings

_BATCH = 64


class WordsOf:
    """Questions and sentences as vectors, each text embedded once.

    Attributes:
        questions, sentences: by their texts, shape (words, d).
    """

    def __init__(self, given: Iterable[Reading]) -> None:
        readings = list(given)
        embedder = DocumentEmbedder(IngestSettings())
        asked = sorted({q.text for r in readings for q in r.questions}, key=len)
        said = sorted({(s, r.language) for r in readings for s in r.sentences})
        self.questions = {text: words for text, words in _of_questions(embedder, asked) if len(words)}
        _, vectors = embedder.embed_sentences([sentence_input("", text, language) for text, language in said])
        self.sentences = {
            text: torch.from_numpy(found.unit) for (text, _), found in zip(said, vectors, strict=True) if found.words
        }


def _of_questions(embedder: DocumentEmbedder, texts: list[str]) -> Iterable[tuple[str, Tensor]]:
    """Many questions at once: ``QueryEmbedder`` reads one at a time, which takes twenty times as long."""
    model, prompt = embedder.load(), e5.PROMPTS["query"]
    for first in range(0, len(texts), _BATCH):
        batch = texts[first : first + _BATCH]
        whole = [prompt + text for text in batch]
        read = model.tokenizer(whole, padding=True, truncation=True, return_offsets_mapping=True, return_tensors="pt")
        places = read.pop("offset_mapping").numpy()
        with torch.inference_mode():
            states = model.forward(dict(read))["token_embeddings"].numpy()
        masks = read["attention_mask"].numpy().astype(bool)
        for text, full, tokens, spans, mask in zip(batch, whole, states, places, masks, strict=True):
            words = wordvectors.of_question(full, tokens[mask], spans[mask], len(prompt))
            yield text, torch.from_numpy(np.array(list(words.values()), dtype=np.float32))
