"""The embedded store: what it holds, how it opens, and what becomes of broken ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hostile import NASTY
from rdflib import RDF, XSD, Dataset, Graph, Literal, URIRef
from rdflib.compare import to_isomorphic

import kg
from kg import export, store
from kg.errors import InputError
from kg.terms import KG
from tests.test_rdf import sample as written

FORMATS = {".ttl": "turtle", ".nt": "nt11", ".rdf": "xml", ".jsonld": "json-ld", ".trig": "turtle"}


def sample() -> Graph:
    """The sample graph as a store gives it back: 200.0 and 200 are one decimal for it."""
    graph = Graph(bind_namespaces="none")
    for s, p, o in written():
        if isinstance(o, Literal) and o.datatype == XSD.decimal:
            o = Literal(f"{Decimal(o).normalize():f}", datatype=XSD.decimal, normalize=False)
        graph.add((s, p, o))
    return graph


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A build directory with its store."""
    (tmp_path / store.GRAPH_FILE).write_bytes(export.write("turtle", sample()))
    store.save((tmp_path / store.GRAPH_FILE).read_bytes(), tmp_path)
    return tmp_path


def kept(folder: Path) -> list[Path]:
    return sorted((folder / store.FOLDER).iterdir())


def test_a_build_opens_as_an_rdflib_graph(folder: Path) -> None:
    opened = kg.open(folder)
    assert set(opened) == set(sample())
    assert len(opened) == len(sample())
    rows = opened.query("SELECT ?s { ?s a kg:State ; rdfs:label 'Russia'@en }")
    assert [str(row.s).split("/")[-1] for row in rows] == ["RUS"]
    (row,) = opened.query("SELECT (MIN(?v) AS ?version) { ?s kg:extractorVersion ?v }")
    assert row.version == Literal(kg.__version__)
    described = opened.query("DESCRIBE id:RUS").graph
    assert described
    assert set(described) <= set(sample())


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_of_any_format_opens(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"graph{suffix}"
    sample().serialize(path, format=FORMATS[suffix], encoding="utf-8")
    assert to_isomorphic(kg.open(path)) == to_isomorphic(sample())


@pytest.mark.parametrize(("suffix", "fmt"), [(".trig", "trig"), (".nq", "nquads")])
def test_triples_of_all_graphs_of_a_file_are_one_graph(
    suffix: str, fmt: str, tmp_path: Path
) -> None:
    dataset, path = Dataset(), tmp_path / f"graph{suffix}"
    things = [URIRef(f"https://w3id.org/geokg/id/{n}") for n in range(3)]
    for number, thing in enumerate(things):
        graph = dataset.graph(URIRef(f"urn:g{number}")) if number else dataset.default_graph
        graph.add((thing, RDF.type, KG.State))
    dataset.serialize(path, format=fmt)
    assert {s for s, _, _ in kg.open(path)} == set(things)


@pytest.mark.parametrize("text", NASTY)
def test_odd_texts_survive(text: str, tmp_path: Path) -> None:
    graph = Graph()
    graph.add((URIRef("urn:a"), KG.quote, Literal(text)))
    try:
        data = graph.serialize(format="turtle", encoding="utf-8")
    except UnicodeEncodeError:
        return  # kg.terms.text lets no such text through
    (tmp_path / store.GRAPH_FILE).write_bytes(data)
    store.save(data, tmp_path)
    assert set(kg.open(tmp_path)) == set(Graph().parse(data=data, format="turtle"))


def test_a_store_is_read_and_not_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_parsed", lambda path: pytest.fail(f"{path} was parsed"))
    assert len(store.load(folder)) == len(sample())


def test_a_store_of_another_content_is_not_taken(folder: Path) -> None:
    path = folder / store.GRAPH_FILE
    path.write_text(path.read_text(encoding="utf-8") + "<urn:a> <urn:b> <urn:c> .\n", "utf-8")
    assert len(store.load(folder)) == len(sample()) + 1


def test_only_the_store_of_the_last_content_is_kept(folder: Path) -> None:
    (old,) = kept(folder)
    reading = store.load(folder)
    data = b"<urn:a> <urn:b> <urn:c> ."
    (folder / store.GRAPH_FILE).write_bytes(data)
    half = folder / store.FOLDER / "0123456789abcdef.part"
    half.mkdir()
    store.save(data, folder)
    (new,) = kept(folder)
    assert new != old
    assert len(store.load(folder)) == 1
    assert len(reading) == len(sample())


def test_saving_again_does_nothing(folder: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in (folder / store.FOLDER).rglob("*")}
    store.save((folder / store.GRAPH_FILE).read_bytes(), folder)
    assert {p: p.stat().st_mtime_ns for p in (folder / store.FOLDER).rglob("*")} == before


def test_a_store_that_was_half_written_is_made_again(folder: Path) -> None:
    (path,) = kept(folder)
    path.rename(path.with_name(path.name + ".part"))
    assert len(store.load(folder)) == len(sample())
    store.save((folder / store.GRAPH_FILE).read_bytes(), folder)
    assert kept(folder) == [path]


def test_a_damaged_store_is_not_needed(folder: Path) -> None:
    (path,) = kept(folder)
    for file in path.iterdir():
        file.write_bytes(b"damaged")
    assert len(store.load(folder)) == len(sample())


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def turned(data: bytes) -> bytes:
    """64 bytes from a third on are others."""
    third = len(data) // 3
    return data[:third] + bytes(b ^ 0xFF for b in data[third : third + 64]) + data[third + 64 :]


@pytest.mark.parametrize("damage", [half, turned, None])
@pytest.mark.parametrize("kind", ["MANIFEST-*", "CURRENT", "*.sst", store.SUMS])
def test_a_store_with_one_damaged_file_is_not_taken_and_made_again(
    kind: str, damage: Callable[[bytes], bytes] | None, folder: Path
) -> None:
    """Oxigraph would open some of these: without a single triple, or to end the process."""
    (path,) = kept(folder)
    file = max(path.glob(kind), key=lambda p: p.stat().st_size)
    before = file.read_bytes()
    if damage:
        file.write_bytes(damage(before))
    else:
        file.unlink()
    assert set(kg.open(folder)) == set(sample())
    store.save((folder / store.GRAPH_FILE).read_bytes(), folder)
    assert kept(folder) == [path]
    assert store._sound(path)


def test_reading_a_store_leaves_it_sound(folder: Path) -> None:
    assert len(set(kg.open(folder))) == len(sample())
    assert store._sound(*kept(folder))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.ttl", "<urn:a> <urn:b> .", "cannot be parsed"),
        ("a.ttl", "<urn:a> <urn:b> <not an iri> .", "cannot be parsed"),
        ("a.jsonld", '{"@context": "https://example.org/c.jsonld", "a": 1}', "cannot be parsed"),
        ("a.rdf", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "cannot be"),
        ("a.nt", "\x00", "cannot be parsed"),
        ("a.nq", "nonsense", "cannot be parsed"),
        ("a.jsonld", "{", "cannot be parsed"),
        ("a.jsonld", "[" * 100_000, "cannot be parsed"),
        ("a.trig", "{ <x:a> <x:b> ", "cannot be parsed"),
        ("A.TTL", "<x:a> <x:b> ", "cannot be parsed"),
        ("a.txt", "", "not a known kind of RDF file"),
        ("a.ttl", None, "o such file or directory"),
        ("b", None, "there is no such file"),
    ],
)
def test_what_cannot_be_opened_is_one_line(
    name: str, content: str | None, says: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=says) as error:
        kg.open(tmp_path / name)
    assert "\n" not in str(error.value)
    assert str(tmp_path / name) in str(error.value)


@pytest.mark.parametrize(
    "document",
    [
        {"@context": "http://127.0.0.1:9/context", "@id": "x:a"},
        {"@context": [{}, "http://127.0.0.1:9/context"], "@id": "x:a"},
        [{"@id": "x:a", "x:p": {"@context": "context.jsonld", "@id": "x:b"}}],
        {"@context": {"@version": 1.1, "@import": "http://127.0.0.1:9/c"}, "@id": "x:a"},
        {"@context": {"p": {"@id": "x:p", "@context": "http://127.0.0.1:9/c"}}, "@id": "x:a"},
    ],
)
def test_a_context_elsewhere_is_not_fetched(document: object, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonld"
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(InputError, match="cannot be parsed"):
        kg.open(path)


def test_xml_entities_reach_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words", "utf-8")
    path = tmp_path / "a.rdf"
    path.write_text(
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="x:">'
        '<rdf:Description rdf:about="x:a"><x:p>&x;</x:p></rdf:Description></rdf:RDF>',
        "utf-8",
    )
    try:
        found = {str(o) for o in kg.open(path).objects()}
    except InputError as error:
        found = {str(error)}
    assert "secret words" not in found


def test_a_directory_without_a_graph(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no graph\.ttl in it"):
        kg.open(tmp_path)
