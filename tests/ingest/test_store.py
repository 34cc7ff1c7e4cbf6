from __future__ import annotations

import hashlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from ingest.document import DocumentType, Metadata
from ingest.errors import (
    DocumentUnknownError,
    ModelMismatchError,
    StoreDamagedError,
    StoreLockedError,
    StoreMissingError,
    UnreadableError,
)
from ingest.store import Store, embed_document
from ingest.terms import terms
from tests.ingest.store_parts import PANAMA, PERU, EngineEmbedder, HashEmbedder, asked, document, put


@pytest.fixture(scope="module")
def engine() -> EngineEmbedder:
    return EngineEmbedder()


@pytest.fixture(scope="module")
def filled_folder(tmp_path_factory: pytest.TempPathFactory, engine: EngineEmbedder) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    with Store.open(folder, create=True) as store, store.batch():
        put(store, document("panama", PANAMA, type=DocumentType.PROFILE), engine)
        put(store, document("peru", PERU, language="es", country="PER", date="2017-03-27"), engine)
        put(store, document("undated", ["A framework for all."], country=None, date=None), engine)
    return folder


@pytest.fixture(autouse=True)
def as_in_a_large_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chroma's index is searched, which few vectors would not need."""
    monkeypatch.setattr("ingest.searching.FEW", 0)


@pytest.fixture
def filled(filled_folder: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(filled_folder, tmp_path / "filled")
    with Store.open(tmp_path / "filled") as store:
        yield store


def ids_of(store: Store) -> dict[str, str]:
    return {record.metadata.title: record.id for record in store.documents()}


def test_a_folder_without_a_store_is_not_opened_unless_it_may_be_made(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError, match="There is no store"):
        Store.open(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    with Store.open(tmp_path / "here", create=True) as store:
        assert store.documents() == ()
        assert store.check().ok


def test_a_file_that_is_no_database_is_a_damaged_store(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite3").write_bytes(b"nothing of the kind" * 100)
    with pytest.raises(StoreDamagedError, match="is damaged"):
        Store.open(tmp_path)


def test_documents_come_back_as_they_were_added(filled: Store) -> None:
    record = filled.document(ids_of(filled)["panama"])
    assert record.metadata == Metadata("panama", DocumentType.PROFILE, "PAN", "en", "2019")
    assert (record.pages, record.passages, record.status) == (2, 2, "indexed")
    assert filled.page_text(record.id, 2) == PANAMA[2] + " "
    assert filled.page_text(record.id, 9) == ""
    assert [page.number for page in filled.pages(record.id)] == [1, 2]
    with pytest.raises(DocumentUnknownError):
        filled.pages("d000000000000")


def test_the_nearest_passage_and_sentence_are_those_that_answer(filled: Store) -> None:
    question = asked("Which law made the migration service?")
    passage = filled.passages([filled.dense_passages(question, 1, language="en")[0].id])[0]
    assert passage.text == f"{PANAMA[0]} {PANAMA[1]}"
    best = filled.sentences([filled.dense_sentences(question, 1, language="en")[0].id])[0]
    assert best.text == PANAMA[1]
    assert filled.page_text(best.document_id, best.page)[best.start : best.end] == best.text
    assert best.footnotes == ("5",)
    assert best.terms == tuple(terms(PANAMA[1], "en"))


def test_dense_scores_are_cosines_of_the_stored_vectors(filled: Store) -> None:
    question = asked("Can refugees work?")
    hits = filled.dense_sentences(question, 10)
    vectors = filled.sentence_vectors([hit.id for hit in hits])
    assert vectors.shape == (6, 384)
    assert np.allclose(vectors @ question, [hit.score for hit in hits], atol=1e-5)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_search_keeps_to_its_language_and_to_the_documents_chosen(filled: Store) -> None:
    question = asked("refugees")
    spanish = filled.sentences([hit.id for hit in filled.dense_sentences(question, 10, language="es")])
    assert {sentence.text for sentence in spanish} == set(PERU)
    peru = frozenset({ids_of(filled)["peru"]})
    assert len(filled.dense_passages(question, 10, document_ids=peru)) == 1
    assert filled.dense_passages(question, 10, language="en", document_ids=peru) == []
    assert filled.dense_passages(question, 10, document_ids=frozenset()) == []


def test_words_are_found_by_their_stems_in_either_language(filled: Store) -> None:
    found = filled.lexical(terms("refugiado trabajando", "es"), 5, language="es")
    assert [passage.document_id for passage in filled.passages([hit.id for hit in found])] == [ids_of(filled)["peru"]]
    assert found[0].score > 0
    chosen = frozenset({ids_of(filled)["undated"]})
    assert filled.lexical(terms("refugees", "en"), 5, language="en", document_ids=chosen) == []
    assert filled.lexical([], 5) == []
    assert filled.lexical(['"', "NEAR(", "*"], 5) == []


def test_terms_and_sentences_are_counted_by_language(filled: Store) -> None:
    assert filled.term_count(terms("refugees", "en")[0], "en") == 1
    assert filled.term_count("refugi", "es") == 1
    assert filled.term_count("unknown", "en") == 0
    assert (filled.sentence_count("en"), filled.sentence_count("es")) == (4, 2)


def test_documents_are_chosen_by_what_they_are(filled: Store) -> None:
    ids = ids_of(filled)
    assert filled.document_ids(countries=["PAN"]) == {ids["panama"]}
    assert filled.document_ids(countries=["PAN", None]) == {ids["panama"], ids["undated"]}
    assert filled.document_ids(types=["profile"]) == {ids["panama"]}
    assert filled.document_ids(languages=["es"], documents=[ids["peru"], ids["panama"]]) == {ids["peru"]}


@pytest.mark.parametrize(
    ("as_of", "titles"),
    [
        ("2016", {"undated"}),
        ("2017", {"undated", "peru"}),
        ("2017-03-26", {"undated"}),
        ("2017-03-27", {"undated", "peru"}),
        ("2019-06-30", {"undated", "peru", "panama"}),
    ],
)
def test_an_as_of_date_keeps_what_was_known_by_then(filled: Store, as_of: str, titles: set[str]) -> None:
    assert filled.document_ids(as_of=as_of) == {ids_of(filled)[title] for title in titles}


def test_neighbours_are_the_sentences_between_two_places(filled: Store) -> None:
    found = filled.neighbours(ids_of(filled)["panama"], 1, 7)
    assert [(sentence.ordinal, sentence.text) for sentence in found] == [(1, PANAMA[1]), (2, PANAMA[2])]


def test_the_words_of_a_sentence_have_vectors_as_long_as_the_document_is_there(filled: Store) -> None:
    (sentence,) = filled.neighbours(ids_of(filled)["undated"], 0, 0)
    words = filled.word_vectors([sentence.id])[sentence.id]
    assert words.words == ("framework",)
    assert np.linalg.norm(words.unit, axis=1) == pytest.approx(1.0, abs=0.02)
    filled.remove(sentence.document_id)
    assert filled.word_vectors([sentence.id])[sentence.id].words == ()


def test_a_store_of_the_first_version_opens_and_gains_its_word_vectors_by_a_repair(
    filled_folder: Path, tmp_path: Path, engine: EngineEmbedder
) -> None:
    shutil.copytree(filled_folder, tmp_path / "old")
    with sqlite3.connect(tmp_path / "old" / "store.sqlite3") as connection:
        connection.execute("DROP TABLE sentences_words")
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'version'")
    connection.close()
    with Store.open(tmp_path / "old") as store:
        assert store.dense_sentences(asked("Who protects refugees?"), 1)
        assert store.check().problems == ("6 sentences have no vectors of their words.",)
        assert store.repair(engine).ok


def test_the_same_content_is_added_once(filled: Store) -> None:
    before = filled.generation
    again = document("another name", PANAMA)
    assert filled.add(again, embed_document(again, HashEmbedder("engine"))) is False
    assert filled.generation == before
    assert len(filled.documents()) == 3


def test_a_document_takes_the_place_of_another_in_one_step(filled: Store) -> None:
    old = ids_of(filled)["panama"]
    new = document("panama", ["The policy of Panama was renewed."])
    filled.add(new, embed_document(new, HashEmbedder("engine")), replaces=[old])
    assert filled.find(old) is None
    assert filled.term_count(terms("schools", "en")[0], "en") == 0
    assert filled.check().problems == ()


def test_a_removed_document_is_in_no_index_and_its_file_is_gone(filled: Store, tmp_path: Path) -> None:
    file = tmp_path / "Report.TXT"
    file.write_text("A report on remittances.")
    made = document("report", ["A report on remittances."], sha256=hashlib.sha256(file.read_bytes()).hexdigest())
    id = put(filled, made, HashEmbedder("engine"), original=file)
    kept = filled.document(id).original
    assert kept is not None
    assert kept.read_text() == "A report on remittances."
    filled.remove(id)
    assert not kept.exists()
    assert filled.lexical(terms("remittances", "en"), 5) == []
    assert all(s.document_id != id for s in filled.sentences([h.id for h in filled.dense_sentences(asked("x"), 99)]))
    assert filled.check().problems == ()
    with pytest.raises(DocumentUnknownError):
        filled.remove(id)


def test_a_file_that_changed_while_it_was_read_is_not_added(filled: Store, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Later words.")
    with pytest.raises(UnreadableError, match="it changed while it was read"):
        put(filled, document("notes", ["Earlier words."]), HashEmbedder("engine"), original=file)
    assert "notes" not in ids_of(filled)
    assert filled.check().problems == ()


def test_vectors_of_another_model_are_refused_with_the_command_that_rebuilds(filled: Store) -> None:
    with pytest.raises(ModelMismatchError, match="python -m ingest rebuild"):
        put(filled, document("new", ["Something new."]), HashEmbedder("other"))
    filled.require_model("engine")


def test_rebuilding_with_another_model_replaces_every_vector(filled: Store) -> None:
    before = filled.sentence_vectors([1])
    generation = filled.generation
    filled.rebuild(HashEmbedder("other"))
    assert filled.model_id == "other"
    assert filled.generation > generation
    assert not np.allclose(before, filled.sentence_vectors([1]))
    assert filled.check().problems == ()


def test_every_change_of_content_changes_the_generation(filled: Store) -> None:
    seen = [filled.generation]
    id = ids_of(filled)["peru"]
    filled.describe(id, Metadata("Perú", DocumentType.LAW, "PER", "es"))
    seen.append(filled.generation)
    filled.remove(id)
    seen.append(filled.generation)
    assert seen == sorted(set(seen))


def test_a_reader_sees_what_another_store_object_writes(filled: Store, engine: EngineEmbedder) -> None:
    question = asked("How much money do workers send home?")
    filled.dense_sentences(question, 1)
    with Store.open(filled.folder) as writer:
        put(writer, document("remittances", ["Workers sent home 500 million in remittances."]), engine)
    best = filled.sentences([filled.dense_sentences(question, 1)[0].id])[0]
    assert best.text == "Workers sent home 500 million in remittances."


def test_searches_are_right_while_the_vector_index_is_behind(filled: Store, engine: EngineEmbedder) -> None:
    question = asked("How much money do workers send home?")
    with filled.batch():
        put(filled, document("remittances", ["Workers sent home 500 million in remittances."]), engine)
        behind = filled.dense_sentences(question, 3)
        assert filled.sentences([behind[0].id])[0].text == "Workers sent home 500 million in remittances."
    after = filled.dense_sentences(question, 3)
    assert [hit.id for hit in after] == [hit.id for hit in behind]
    assert np.allclose([hit.score for hit in after], [hit.score for hit in behind], atol=1e-5)


def test_the_vector_index_and_the_exact_search_agree(filled: Store) -> None:
    some = filled.document_ids(countries=["PAN", "PER"])
    for question in map(asked, ("refugees", "escuelas", "carné")):
        everything = [hit.id for hit in filled.dense_sentences(question, 99)]
        allowed = {s.id for s in filled.sentences(everything) if s.document_id in some}
        chosen = [hit.id for hit in filled.dense_sentences(question, 99, document_ids=some)]
        assert chosen == [id for id in everything if id in allowed]


def test_few_vectors_are_compared_without_the_vector_index(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same result, and at the first search too: nobody waits until Chroma is loaded."""
    question = asked("refugees")
    indexed = filled.dense_sentences(question, 9)
    filled.close()
    monkeypatch.setattr("ingest.searching.FEW", 6)
    monkeypatch.setattr("ingest.store_index.VectorIndex", lambda *_: pytest.fail("the index is opened"))
    with Store.open(filled.folder) as store:
        compared = store.dense_sentences(question, 9)
        assert [hit.id for hit in compared] == [hit.id for hit in indexed]
        assert np.allclose([hit.score for hit in compared], [hit.score for hit in indexed], atol=1e-5)


def test_a_second_writer_is_told_so_in_a_sentence(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.database.LOCK_SECONDS", 0.1)
    with FileLock(filled.folder / ".lock"), Store.open(filled.folder) as second:
        with pytest.raises(StoreLockedError, match="Another process is changing the store"):
            second.remove(ids_of(second)["peru"])
        assert len(second.documents()) == 3


def test_threads_share_a_store(filled: Store) -> None:
    failures: list[Exception] = []

    def search() -> None:
        try:
            for _ in range(20):
                hits = filled.dense_passages(question, 5)
                assert len(filled.passages([hit.id for hit in hits])) == 4
        except Exception as error:
            failures.append(error)

    question = asked("refugees")
    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


DAMAGES = {
    "an altered quote": ("UPDATE sentences SET text = 'invented' WHERE id = 1", "differ from the page's text", False),
    "a lost page": ("DELETE FROM pages WHERE number = 2", "should have 2 pages and has 1", False),
    "a lost lexical entry": ("DELETE FROM lexical_en WHERE rowid = 1", "The lexical index of en differs", True),
    "wrong counts": ("UPDATE term_counts SET sentences = 99 WHERE term = 'migrat'", "The counts of terms", True),
    "a lost vector": ("DELETE FROM sentences_vectors WHERE id = 2", "1 sentences have no vector", True),
    "a broken vector": ("UPDATE passages_vectors SET vector = x'00' WHERE id = 1", "not of unit length", True),
    "broken word vectors": ("UPDATE sentences_words SET vectors = x'0000' WHERE id = 1", "of the words of 1", True),
    "an index of something else": (
        "UPDATE sentences_vectors SET vector = (SELECT vector FROM passages_vectors WHERE id = 2) WHERE id = 1",
        "Vectors in the Chroma index of sentences-en differ",
        True,
    ),
    "a lost file": ("UPDATE documents SET original = 'gone.pdf'", "The kept file of", True),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_check_finds_damage_and_a_repair_mends_what_can_be(filled: Store, damage: str) -> None:
    statement, sentence, can_be_mended = DAMAGES[damage]
    connection = sqlite3.connect(filled.folder / "store.sqlite3")
    connection.execute(statement)
    connection.commit()
    connection.close()
    assert any(sentence in problem for problem in filled.check().problems)
    assert filled.repair(HashEmbedder("engine")).ok is can_be_mended
    assert filled.check().ok is can_be_mended


def test_a_lost_vector_index_is_built_again_from_the_stored_vectors(filled: Store) -> None:
    question = asked("refugees")
    before = filled.dense_sentences(question, 5)
    filled.close()
    shutil.rmtree(filled.folder / "vectors")
    with Store.open(filled.folder) as store:
        assert [hit.id for hit in store.dense_sentences(question, 5)] == [hit.id for hit in before]
        assert not store.check().ok
        assert store.repair(HashEmbedder("engine")).ok


WRITER = """
import hashlib, sys
from pathlib import Path
from ingest.store import Store, embed_document
from tests.ingest.store_parts import HashEmbedder, document
folder, work = Path(sys.argv[1]), Path(sys.argv[2])
embedder = HashEmbedder("engine")
with Store.open(folder, create=True) as store:
    for number in range(1_000):
        file = work / f"{number}.txt"
        sentences = [f"Sentence {place} of document {number}." for place in range(40)]
        file.write_text("\\n".join(sentences))
        made = document(str(number), sentences, sha256=hashlib.sha256(file.read_bytes()).hexdigest())
        if number == 1:
            print("ready", flush=True)
        old = [record.id for record in store.documents()][:1] if number % 3 == 2 else []
        store.add(made, embed_document(made, embedder), original=file, replaces=old)
"""


def test_a_killed_writer_leaves_the_old_state_or_the_new_one(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    moments = random.Random(2019)
    for _ in range(4):
        command = [sys.executable, "-c", WRITER, str(tmp_path / "store"), str(tmp_path / "work")]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(moments.uniform(0.0, 0.6))
            writer.send_signal(signal.SIGKILL)
        with Store.open(tmp_path / "store") as store:
            assert all(record.passages == 20 for record in store.documents())
            assert store.dense_sentences(HashEmbedder().embed(["anything"])[0], 3)
            assert store.check().problems == ()
            for record in store.documents():
                assert record.original is not None
                assert record.original.exists()


READER = """
import sys, time
from ingest.store import Store
from tests.ingest.store_parts import HashEmbedder
question = HashEmbedder().embed(["anything"])[0]
generations = set()
with Store.open(sys.argv[1]) as store:
    until = time.monotonic() + 60
    store.dense_sentences(question, 10)
    print("ready", flush=True)
    while store.generation < int(sys.argv[2]) and time.monotonic() < until:
        assert len(store.dense_sentences(question, 10)) == 10
        generations.add(store.generation)
    hits = store.dense_sentences(question, 10)
    print(len(generations), *[hit.id for hit in hits], flush=True)
"""


def test_processes_read_while_another_one_writes(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    with Store.open(tmp_path / "store", create=True) as store, ExitStack() as stack:
        put(store, document("first", [f"Sentence {number}." for number in range(40)]), embedder)
        command = [sys.executable, "-c", READER, str(tmp_path / "store"), "7"]
        readers = [stack.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE)) for _ in range(2)]
        for reader in readers:
            assert reader.stdout is not None
            assert reader.stdout.readline() == b"ready\n"
        for number in range(6):
            put(store, document(str(number), [f"Sentence {place} of {number}." for place in range(40)]), embedder)
        expected = [hit.id for hit in store.dense_sentences(embedder.embed(["anything"])[0], 10)]
        for reader in readers:
            lines = reader.communicate(timeout=60)[0].decode().splitlines()
            seen, *found = map(int, lines[-1].split())
            assert seen >= 1
            assert found == expected
        assert store.check().problems == ()


def test_two_processes_may_make_a_store_at_once(tmp_path: Path) -> None:
    program = "import sys; from ingest.store import Store; Store.open(sys.argv[1], create=True).close()"
    command = [sys.executable, "-c", program, str(tmp_path / "store")]
    with subprocess.Popen(command) as first, subprocess.Popen(command) as second:
        assert (first.wait(60), second.wait(60)) == (0, 0)
    with Store.open(tmp_path / "store") as store:
        assert store.check().ok


def test_a_store_of_earlier_rules_of_stemming_is_searched_by_those_of_today(filled: Store) -> None:
    with sqlite3.connect(filled.folder / "store.sqlite3") as connection:
        connection.execute("DELETE FROM meta WHERE key = 'terms'")
        connection.execute("UPDATE sentences SET terms = 'nothing'")
        connection.execute("DELETE FROM lexical_en")
    filled.close()
    with Store.open(filled.folder) as store:
        assert store.lexical(terms("migration", "en"), 3, language="en")
        assert store.check().ok
