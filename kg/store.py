"""Where triples are kept: an Oxigraph store, in the directory of a build or in memory.

The store of a build is made from its graph.ttl and named after the bytes of that file, so that a
store can be old or missing, but never wrong: then graph.ttl itself is read.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import XSD, Graph, Literal
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.query import Result

from kg.errors import InputError
from kg.terms import BASE, VOCABULARIES, Names

GRAPH_FILE = "graph.ttl"
FOLDER = Path("store") / "graph"
"""Below the directory of a build."""
SUMS = "SHA256SUMS"
"""In the directory of a store: the checksums of its files. Oxigraph verifies none itself: without
them, a store that lost half of a file opens, and is empty, or ends the process."""
SUFFIXES: Mapping[str, ox.RdfFormat] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}
"""Suffix of an RDF file -> its format."""
PREFIXES: Mapping[str, str] = {**Names().prefixes, **VOCABULARIES}
"""Prefix -> namespace of everything a graph of kg names."""


def load(target: str | Path, *, named: bool = False) -> ox.Store:
    """The triples of a build directory, which is opened to read, or of an RDF file, in memory.

    All are in the default graph, whatever graphs a file has, unless ``named``. Triple terms of
    RDF 1.2 are left out: statements say the same without them, and rdflib does not know them.
    Raises InputError when there is none, or it cannot be parsed.
    """
    path = Path(target)
    if not path.is_dir():
        return _parsed(path, named)
    kept = path / FOLDER / _name(turtle(path))
    if _sound(kept):
        try:
            return ox.Store.read_only(str(kept))
        except (OSError, RuntimeError):  # of a newer Oxigraph, say
            pass
    # The file says the same, and takes longer.
    return _parsed(path / GRAPH_FILE)


def turtle(folder: Path) -> bytes:
    """The graph.ttl of a build directory. Raises InputError when there is none."""
    path = folder / GRAPH_FILE
    if not path.exists():
        raise InputError(f"no {GRAPH_FILE} in it", where=str(folder), fix="kg build writes it")
    return _content(path)


def save(content: bytes, folder: Path) -> None:
    """Keep the store of the ``content`` of a graph.ttl in a build directory.

    It appears in one step, and those of other contents go: a process that is reading one of
    them can go on. What a power cut leaves of it does not match its checksums, and is made again.
    """
    kept = folder / FOLDER / _name(content)
    if not _sound(kept):
        part = kept.with_name(kept.name + ".part")
        shutil.rmtree(part, ignore_errors=True)
        part.parent.mkdir(parents=True, exist_ok=True)
        store = ox.Store(str(part))
        store.bulk_load(content, format=ox.RdfFormat.TURTLE)
        store.flush()
        del store  # lets go of the directory
        (part / SUMS).write_text(_sums(part), "utf-8")
        shutil.rmtree(kept, ignore_errors=True)
        part.rename(kept)
    for other in kept.parent.iterdir():
        if other != kept:
            shutil.rmtree(other, ignore_errors=True)


def _sound(kept: Path) -> bool:
    """Whether a store is there, and as it was written."""
    try:
        return (kept / SUMS).read_text("utf-8") == _sums(kept)
    except (OSError, ValueError):
        return False


def _sums(kept: Path) -> str:
    """The checksums of the files of a store, but for those that readers may write to."""
    lines = []
    for path in sorted(kept.iterdir()):
        if path.name not in {SUMS, "LOG", "LOCK"}:
            with path.open("rb") as file:
                lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    return "".join(lines)


def of(triples: Graph) -> ox.Store:
    """An rdflib graph in memory as a store."""
    store = ox.Store()
    lines = triples.serialize(format="nt11", encoding="utf-8")
    store.bulk_load(lines, format=ox.RdfFormat.N_TRIPLES)
    return store


def inner(triples: Graph) -> ox.Store | None:
    """The store behind a graph; None for a graph that rdflib keeps itself."""
    kept = triples.store
    return kept._inner if isinstance(kept, OxigraphStore) else None


def graph(store: ox.Store) -> Graph:
    """``store`` as an rdflib graph, with the prefixes of kg."""
    result = Graph(
        _PlainTexts(store=store), identifier=DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none"
    )
    for prefix, namespace in PREFIXES.items():
        result.bind(prefix, namespace)
    return result


class _PlainTexts(OxigraphStore):
    """Texts as rdflib writes and compares them: without the datatype xsd:string."""

    def triples(self, triple_pattern: Any, context: Graph | None = None) -> Iterator[Any]:
        for (s, p, o), graphs in super().triples(triple_pattern, context):
            yield (s, p, plain(o)), graphs

    def query(self, *args: Any, **kwargs: Any) -> Result:
        result = super().query(*args, **kwargs)
        if result.type == "SELECT":
            rows = result.bindings
            result.bindings = [{name: plain(v) for name, v in row.items()} for row in rows]
        elif result.graph is not None:
            texts = Graph(bind_namespaces="none")
            texts += ((s, p, plain(o)) for s, p, o in result.graph)
            result.graph = texts
        return result


def plain(node: Any) -> Any:
    """A text as rdflib writes and compares it; anything else as it is."""
    texts = isinstance(node, Literal) and node.datatype == XSD.string
    return Literal(str(node)) if texts else node


def _name(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(error.strerror or str(error), where=str(path)) from error


def _parsed(path: Path, named: bool = False) -> ox.Store:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(
            "not a known kind of RDF file" if path.exists() else "there is no such file",
            where=str(path),
            fix=f"a build directory or a file that ends in {', '.join(SUFFIXES)}",
        )
    store, fmt = ox.Store(), SUFFIXES[suffix]
    content = _content(path)
    try:
        if (named or not fmt.supports_datasets) and b"<<(" not in content:
            store.bulk_load(content, format=fmt, base_iri=BASE)
        else:
            quads = ox.parse(content, format=fmt, base_iri=BASE)
            plain = (q for q in quads if not isinstance(q.object, ox.Triple))
            everywhere = (ox.Quad(q.subject, q.predicate, q.object) for q in plain)
            store.bulk_extend(plain if named else everywhere)
    except (SyntaxError, ValueError) as error:
        why = " ".join(str(error).split())[:200]
        raise InputError(f"cannot be parsed: {why}", where=str(path)) from error
    return store
