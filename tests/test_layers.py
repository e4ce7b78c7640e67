"""The shape of the house: which module may import which, and what the middle must not do.

Read from the source files, so that an import inside a function counts as well.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Namespace

from kg import resources

PACKAGE = Path(__file__).parent.parent / "kg"

# From the ground up: a module imports from the layers below its own, and from its own package.
LAYERS: list[set[str]] = [
    {"errors", "model", "resources", "isotime"},
    {"excerpt", "fingerprint", "language", "confidence", "jsonlines", "naming", "wording"},
    {"codebooks", "namelang"},
    {"triggers", "gazetteer"},
    {"ontology"},
    {"articles", "parse"},
    {"mends", "tree", "standins"},
    {"roles"},
    {"mentions"},
    {"claims", "entities", "sources", "eventtimes"},
    {"extract"},
    {"read"},
    {"corrections", "identities"},
    {"archive", "joining", "report", "sides"},
    {"correcting", "statements", "explaining", "coverage"},
    {"terms", "clutter"},
    {"login"},
    {"web"},
    {"tenures", "wikidata"},
    {"diff", "rdf", "network", "results", "layout", "store"},
    {"directory", "endpoint"},
    {"push", "questions"},
    {"query", "bends", "validate"},
    {"pagedata", "drawing", "lookalikes"},
    {"export"},
    {"page", "review"},
    {"views"},
    {"pipeline"},
    {"evaluate", "check", "link", "serve"},
    {"cli"},
]
PURE = {
    "errors", "model", "isotime", "namelang", "triggers", "mends", "roles", "tree", "standins",
    "mentions", "extract", "explaining", "sources", "statements", "terms", "tenures", "wikidata",
    "rdf", "network", "layout", "bends", "pagedata", "clutter", "drawing", "coverage", "identities",
    "joining", "correcting", "naming", "lookalikes", "review", "wording", "eventtimes", "sides",
    "diff", "excerpt", "codebooks",
}  # fmt: skip
TABLES = {"naming/datafile.py"}  # reads the data file of its package, and nothing else
SPACY = {"parse.py"}
NETWORK = {"web.py"}
WAITS = {"web.py", "wikidata/client.py"}  # between two requests, and for no answer too long
TODAY = {"cli/link.py": ["today"], "cli/build.py": ["now"]}  # when Wikidata was asked, and built
RANDOM = {"evaluate/score.py", "layout.py"}  # the bootstrap and the first positions, seeded

READING_AND_WRITING = {
    "open", "print", "input", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir",
    "unlink", "iterdir", "glob", "rglob",
}  # fmt: skip
OUTSIDE = {
    "asyncio", "http", "io", "logging", "multiprocessing", "os", "pathlib", "shutil", "socket",
    "subprocess", "sys", "tempfile", "threading", "urllib.request", "warnings",
}  # fmt: skip
CLOCKS = {"now", "today", "utcnow", "time_ns", "perf_counter", "monotonic"}

FILES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


@cache
def tree(name: str) -> ast.Module:
    return ast.parse((PACKAGE / name).read_text(encoding="utf-8"))


def imports(name: str) -> Iterator[str]:
    """Dotted names that the file imports, ``kg.x`` for ``from kg import x``."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} line {node.lineno}: imports are absolute"
            module = node.module or ""
            names = [f"{module}.{alias.name}" for alias in node.names]
            yield from names if module == "kg" else [module]


def module_of(name: str) -> str:
    """``articles`` for ``articles/text.py``, ``cli`` for ``cli.py``."""
    return name.removesuffix(".py").partition("/")[0]


def calls(name: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Call):
            function = node.func
            called = function.attr if isinstance(function, ast.Attribute) else None
            called = function.id if isinstance(function, ast.Name) else called
            if called:
                yield called, node.lineno


@pytest.mark.parametrize("name", FILES)
def test_imports_point_down(name: str) -> None:
    level = {module: i for i, layer in enumerate(LAYERS) for module in layer}
    own = module_of(name)
    if own == "__init__":
        return  # test_importing_kg_is_free has its law
    assert own in level, f"say in LAYERS where kg.{own} belongs"
    for imported in imports(name):
        other = imported.removeprefix("kg.").partition(".")[0]
        if not imported.startswith("kg.") or other in {own, "__version__"}:
            continue
        assert level[other] < level[own], f"kg/{name} must not import {imported}"


def test_importing_kg_is_free() -> None:
    code = "import sys, kg; sys.exit(bool({'rdflib', 'pyoxigraph', 'spacy'} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_layer_exists() -> None:
    assert set().union(*LAYERS) == {module_of(name) for name in FILES} - {"__init__"}


def test_only_parse_knows_spacy() -> None:
    users = {name for name in FILES for module in imports(name) if module.startswith("spacy")}
    assert users == SPACY


def test_only_the_client_uses_the_network() -> None:
    clients = {"http", "http.client", "socket", "ssl", "urllib.request", "urllib.error", "requests"}
    assert {name for name in FILES if clients & set(imports(name))} == NETWORK


@pytest.mark.parametrize(
    "name", [name for name in FILES if module_of(name) in PURE and name not in TABLES]
)
def test_the_middle_neither_reads_nor_writes(name: str) -> None:
    assert not set(imports(name)) & OUTSIDE
    found = [f"line {line}: {called}()" for called, line in calls(name)]
    assert not [item for item in found if item.partition(": ")[2][:-2] in READING_AND_WRITING]


@pytest.mark.parametrize("name", FILES)
def test_nothing_depends_on_the_clock_or_on_chance(name: str) -> None:
    found = [called for called, _ in calls(name) if called in CLOCKS]
    assert found == TODAY.get(name, [])
    chance = {"random", "secrets", "time", "uuid"} & set(imports(name))
    allowed = {"random"} if name in RANDOM else {"time"} if name in WAITS else set()
    assert chance <= allowed


@pytest.mark.parametrize("name", FILES)
def test_no_relation_is_named_in_python(name: str) -> None:
    relations = relation_names()
    words = [
        (node.value, node.lineno)
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    terms = [
        (node.attr, node.lineno)
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in {"KG", "CLAIMED"}
    ]
    assert not [(word, line) for word, line in words + terms if word in relations]


@cache
def relation_names() -> frozenset[str]:
    ontology = Namespace("https://w3id.org/geokg/ontology#")
    graph = Graph()
    for path in sorted(resources.ONTOLOGY.glob("*.ttl")):
        graph.parse(path)
    names = graph.subjects(RDF.type, ontology.Relation)
    return frozenset(str(name).removeprefix(ontology) for name in names)


def test_there_are_relations_to_look_for() -> None:
    assert relation_names()
