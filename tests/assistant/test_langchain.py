from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda

from assistant import Answer, Consultation, Filters, Status
from assistant.errors import QuestionError
from tests.conftest import REPOSITORY

QUESTION = "What percentage are remittances taxed at?"


def test_a_consultation_is_a_runnable_that_takes_questions_or_arguments(tarvenia: Consultation) -> None:
    assert isinstance(tarvenia, Runnable)
    assert tarvenia.invoke(QUESTION).status is Status.ANSWERED
    assert tarvenia.invoke({"question": QUESTION, "language": "es"}).language == "es"
    first, second = tarvenia.batch([QUESTION, {"question": QUESTION, "filters": Filters(countries=("PER",))}])
    assert (first.status, second.status) == (Status.ANSWERED, Status.NOT_FOUND)


def test_a_consultation_goes_into_a_chain(tarvenia: Consultation) -> None:
    def quote(answer: Answer) -> str:
        return answer.citations[0].quote

    assert "three per cent" in (tarvenia | RunnableLambda(quote)).invoke(QUESTION).replace("\n", " ")


@pytest.mark.parametrize("question", ["", "  \n", {"question": ""}, {"text": QUESTION}, None, "a" * 2001])
def test_what_is_no_question_is_refused(question: object, tarvenia: Consultation) -> None:
    with pytest.raises(QuestionError):
        tarvenia.invoke(question)


def test_the_retriever_is_langchains_and_says_where_each_passage_is_from(tarvenia: Consultation) -> None:
    retriever = tarvenia.retriever(k=2, filters=Filters(types=("profile",)))
    assert isinstance(retriever, BaseRetriever)
    found: list[Document] = retriever.invoke(QUESTION)
    assert len(found) == 2
    assert any("Remittances are taxed" in d.page_content for d in found)
    for document in found:
        known = document.metadata
        page = tarvenia.store.page_text(known["document_id"], known["page"])
        assert page[known["start"] : known["end"]] == document.page_content


def test_answering_needs_no_torch(tarvenia_store: Path) -> None:
    code = (
        "import sys, assistant\n"
        "assert not {'torch', 'chromadb', 'langchain_core'} & set(sys.modules), 'imported too early'\n"
        f"answer = assistant.Consultation.open({str(tarvenia_store)!r}).ask({QUESTION!r})\n"
        "assert 'torch' not in sys.modules, 'torch'\n"
        "print(answer.status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout, done.stderr, done.returncode) == ("answered\n", "", 0)
