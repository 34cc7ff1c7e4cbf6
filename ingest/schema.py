"""The tables of the store. Ids are never used twice, so that an index that is behind cannot name a wrong row."""

from __future__ import annotations

import re

from ingest.terms import LANGUAGES

VERSION = 2
UPGRADABLE = frozenset({"1"})
"""Earlier versions whose stores gain the tables that they lack when they are opened; ``check`` says what to fill."""

METADATA_COLUMNS = (
    "title",
    "type",
    "country",
    "language",
    "date",
    "authority",
    "publisher",
    "url",
    "source",
    "summarises",
)

SCHEMA = f"""
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, path TEXT NOT NULL, {", ".join(METADATA_COLUMNS)},
    pages INTEGER NOT NULL, passages INTEGER NOT NULL, sentences INTEGER NOT NULL, status TEXT NOT NULL,
    added_at TEXT NOT NULL, original TEXT, warnings TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pages (
    document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, number INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (document_id, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    page INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL, section TEXT NOT NULL,
    language TEXT NOT NULL, article TEXT);
CREATE INDEX IF NOT EXISTS passages_of_document ON passages (document_id);
CREATE TABLE IF NOT EXISTS sentences (
    id INTEGER PRIMARY KEY AUTOINCREMENT, passage_id INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
    document_id TEXT NOT NULL, ordinal INTEGER NOT NULL, block INTEGER NOT NULL, page INTEGER NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL, search_text TEXT NOT NULL,
    section TEXT NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL, article TEXT, context TEXT NOT NULL,
    footnotes TEXT NOT NULL, terms TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS sentences_of_passage ON sentences (passage_id);
CREATE UNIQUE INDEX IF NOT EXISTS sentences_in_order ON sentences (document_id, ordinal);
CREATE TABLE IF NOT EXISTS passages_vectors (
    id INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE, vector BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS sentences_vectors (
    id INTEGER PRIMARY KEY REFERENCES sentences ON DELETE CASCADE, vector BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS sentences_words (
    id INTEGER PRIMARY KEY REFERENCES sentences ON DELETE CASCADE, words TEXT NOT NULL, vectors BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS term_counts (
    language TEXT NOT NULL, term TEXT NOT NULL, sentences INTEGER NOT NULL, PRIMARY KEY (language, term)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS recognised_pages (
    document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, number INTEGER NOT NULL, words BLOB NOT NULL,
    PRIMARY KEY (document_id, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS waiting (
    id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, path TEXT NOT NULL, name TEXT NOT NULL, pages INTEGER NOT NULL,
    options TEXT NOT NULL, added_at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS editions (
    newer TEXT NOT NULL, older TEXT NOT NULL, state TEXT NOT NULL, why TEXT NOT NULL,
    PRIMARY KEY (newer, older)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS earlier_texts (
    id TEXT PRIMARY KEY, record TEXT NOT NULL, text BLOB NOT NULL, replaced_at TEXT NOT NULL) WITHOUT ROWID;
""" + "".join(
    f"CREATE VIRTUAL TABLE IF NOT EXISTS lexical_{language} USING fts5(terms, tokenize='unicode61');\n"
    for language in LANGUAGES
)

TABLES = frozenset(re.findall(r"TABLE IF NOT EXISTS (\w+)", SCHEMA))
"""A store that lacks one of them gains it, empty, when it is opened."""

SENTENCE_COLUMNS = (
    "id, passage_id, document_id, ordinal, block, page, start, end, text, search_text, section, kind, language, "
    "article, context, footnotes, terms"
)
PASSAGE_COLUMNS = "id, document_id, page, start, end, text, section, language, article"
