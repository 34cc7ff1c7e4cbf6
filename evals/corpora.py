"""The documents that suites ask about: the shipped briefs, or the files of a folder, indexed once and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.baseline import Page, QueryCache, Recipe
from evals.errors import SourceError
from evals.progress import Steps
from evals.results import Corpus, CorpusDocument
from evals.shelf import Shelf
from evals.solvers import command_lines
from evals.sources import Sources
from evals.stores import kept
from ingest.settings import PROJECT

SHIPPED = "shipped"

_CATALOGUE = tuple(PROJECT / "corpus" / name for name in ("catalogue.toml", "demonyms.toml"))
"""What ingest knows of documents before it reads them; no other file of the corpus changes a store."""

_PREFERRED = (".pdf", ".docx", ".html", ".md", ".txt")
"""Of a document that comes in several formats, only the first of these is read."""


@dataclass(frozen=True, slots=True)
class Documents:
    """A store of documents, and their plain texts, in which needles stand.

    Attributes:
        name: of the corpus, such as ``shipped`` or ``panama``.
        store: its folder.
        sources: the plain texts.
        files: what the store was filled from.
    """

    name: str
    store: Path
    sources: Sources
    files: tuple[Path, ...]

    def suite_key(self, suite: str) -> str:
        """The key of a suite over this corpus: the shipped one is not named."""
        return suite if self.name == SHIPPED else f"{suite}@{self.name}"

    def described(self) -> Corpus:
        """The documents as a run lists them."""
        records = Shelf(self.store).records.values()
        described = [
            CorpusDocument(r.metadata.title, r.metadata.date, r.metadata.language, r.passages)
            for r in sorted(records, key=lambda r: (r.metadata.title, r.id))
        ]
        return Corpus(self.name, tuple(described))


def shipped(steps: Steps, texts: Path) -> Documents:
    """The briefs that come with the assistant.

    Args:
        steps: shows how far it is.
        texts: folder with the plain texts of their sources; where there is none, citations are held to sections alone.
    """
    files = (*_CATALOGUE, *sorted((PROJECT / "corpus" / "briefs").rglob("*.md")))
    store = kept(SHIPPED, files, _filler("Indexing the shipped documents", steps, ("corpus",)))
    return Documents(SHIPPED, store, Sources.read(texts) if texts.is_dir() else Sources(), files)


def folder(path: Path, steps: Steps) -> Documents:
    """The documents of a folder, each in one format.

    Raises:
        SourceError: the folder is not there or holds no document.
    """
    files = _one_each(path)
    if not files:
        raise SourceError(f"There are no documents in {path}.")
    name = path.resolve().name
    command = ("add", *map(str, files))
    store = kept(name, (*files, *_CATALOGUE), _filler(f"Indexing {name}", steps, command, len(files)))
    return Documents(name, store, _sources(path, store), tuple(files))


def recipe_over(documents: Documents, cache: QueryCache, steps: Steps) -> Recipe:
    """The ordinary recipe over the same documents."""
    pages = list(_pages(documents))

    def fill(target: Path) -> None:
        with steps.step(f"Indexing {documents.name}, baseline") as advance:
            Recipe(target).fill(pages, advance)

    return Recipe(kept(f"{documents.name}-chunks", documents.files, fill), cache)


def _pages(documents: Documents) -> Iterator[Page]:
    shelf = Shelf(documents.store)
    for id, record in shelf.records.items():
        for number, text in shelf.pages(id).items():
            yield Page(text, {"document_id": id, "title": record.metadata.title, "page": number})


def _filler(description: str, steps: Steps, command: Sequence[str], total: int | None = None) -> Callable[[Path], None]:
    def fill(target: Path) -> None:
        with steps.step(description, total) as advance:
            command_lines("ingest", *command, store=target, on_line=advance, may_fail=True)
        if not Shelf(target).records:
            raise SourceError("No document could be read.")

    return fill


def _one_each(path: Path) -> list[Path]:
    if not path.is_dir():
        raise SourceError(f"There is no folder {path}.")
    by_stem: dict[str, Path] = {}
    for suffix in _PREFERRED:
        for file in sorted(path.glob(f"*{suffix}")):
            if file.name != "README.md":
                by_stem.setdefault(file.stem, file)
    return [by_stem[stem] for stem in sorted(by_stem)]


def _sources(path: Path, store: Path) -> Sources:
    """The plain texts of a folder; of a document without one, the text that was read from its file."""
    texts = {Path(r.path).stem: "\n".join(Shelf(store).pages(r.id).values()) for r in Shelf(store).records.values()}
    return Sources.of(texts | {file.stem: file.read_text(encoding="utf-8") for file in path.glob("*.txt")})
