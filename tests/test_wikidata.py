"""Who is who on Wikidata: asked of a real SPARQL server that holds invented people."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hostile import NASTY
from hypothesis import given
from hypothesis import strategies as st
from rdflib import OWL, RDFS, SKOS, Graph, Literal, URIRef

from kg import claims as claim_io
from kg import gazetteer, link, pipeline, views
from kg.claims import claim_id
from kg.cli import cli
from kg.errors import InputError, NetworkError, UsageError
from kg.model import Article, Claim, End, Entity, Office, Span
from kg.terms import KG, WIKIDATA, Names
from kg.wikidata import answers, deciding, queries
from kg.wikidata import records as record_io
from kg.wikidata.answers import Post, Row, Term
from kg.wikidata.client import Client
from kg.wikidata.deciding import Candidate, Wanted, decide
from kg.wikidata.lookup import look_up
from kg.wikidata.records import Record
from tests.endpoints import faulty, oxigraph, says
from tests.pages import words_of

DATA = Path(__file__).with_name("wikidata.ttl")
DAY = date(2024, 5, 17)
FRANCE, JAPAN = "Q142", "Q17"
EVE = 'Eve "} UNION { ?item ?p ?o } # \\'


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph(tmp_path_factory.mktemp("store"), DATA) as url:
        yield url


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the machine has no business here."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def ask(endpoint: str) -> Callable[[str], list[Row]]:
    return Client(endpoint, sleep=lambda _: None).select


# What is asked


def test_the_ids_of_the_data_are_those_of_the_lists() -> None:
    listed = gazetteer.load().entities
    assert [listed[i].qid for i in ("FRA", "JPN", "NATO")] == [FRANCE, JAPAN, "Q7184"]


@pytest.mark.parametrize("number", range(len(NASTY)))
def test_no_name_gets_out_of_its_literal(number: int, ask: Callable[[str], list[Row]]) -> None:
    value = queries.printable(NASTY[number])
    (row,) = ask(f"SELECT (?x AS ?y) WHERE {{ VALUES ?x {{ {queries.literal(value, 'en')} }} }}")
    assert row == {"y": Term(value, "en")}
    assert ask(queries.search([("", NASTY[number])], people=True)) == []


@given(st.text())
def test_a_literal_holds_no_bare_quote_or_line_end(value: str) -> None:
    inside = queries.literal(value, "fr")[1 : -len('"@fr')]
    assert re.fullmatch(r'(?:[^"\\\n\r]|\\["\\nrtbf])*', inside)


def test_all_questions_are_asked_with_nothing_to_ask_about(
    ask: Callable[[str], list[Row]],
) -> None:
    for query in (queries.names, queries.offices, queries.bodies, queries.homes):
        assert ask(query([])) == []


# Who is who


def wanted(name: str, *, person: bool = True, place: str = "", lang: str = "") -> Wanted:
    places = frozenset({place} if place else set())
    return Wanted(name.casefold(), person, None, ((lang, name),), places, places)


@pytest.mark.parametrize(
    ("who", "qid", "rule"),
    [
        (wanted("Odile Marchetti", place=FRANCE), "Q900001", deciding.OFFICE),
        (wanted("Odile Marchetti"), None, deciding.SEVERAL),
        (wanted("Odile Marchetti", place=JAPAN), None, deciding.SEVERAL),
        (wanted("Ruben Okafor"), None, deciding.SEVERAL),
        (wanted("Ruben Okafor", lang="en"), "Q900003", deciding.ONLY),
        (wanted("Lise Tamm"), "Q900005", deciding.ONLY),
        (wanted("Lise Tàmm"), "Q900005", deciding.ONLY),
        (wanted("lise tamm"), None, deciding.NONE),
        (wanted("Pavel Dun", place=FRANCE), None, deciding.UNTIED),
        (wanted("Pavel Dun", place=JAPAN), "Q900007", deciding.HOME),
        (wanted("Nadja Nirgends"), None, deciding.NONE),
        (wanted("Harbour Union", person=False), "Q900010", deciding.ONLY),
        (wanted("Union du port", person=False, place=FRANCE), "Q900010", deciding.PLACE),
        (wanted("Harbour Union", person=False, place=JAPAN), None, deciding.UNTIED),
        (wanted("Harbour Union"), "Q900011", deciding.ONLY),
        (wanted(EVE), None, deciding.NONE),
    ],
)
def test_an_item_is_taken_when_nothing_else_is_left(
    who: Wanted, qid: str | None, rule: str, ask: Callable[[str], list[Row]]
) -> None:
    (record,) = look_up([who], ask, retrieved=DAY, endpoint="e")
    assert (record.qid, record.rule) == (qid, rule)
    assert bool(record.candidates) == (rule in (deciding.SEVERAL, deciding.UNTIED))
    assert bool(record.labels) == (qid is not None)


def test_many_are_asked_about_at_once(ask: Callable[[str], list[Row]]) -> None:
    asked: list[str] = []

    def counted(query: str) -> list[Row]:
        asked.append(query)
        return ask(query)

    batch = [
        wanted("Odile Marchetti", place=FRANCE), wanted("Lise Tamm"), wanted("Ruben Okafor"),
        wanted("Harbour Union", person=False), Wanted("JPN", False, JAPAN, ()),
    ]  # fmt: skip
    found = {r.id: r for r in look_up(batch, counted, retrieved=DAY, endpoint="e")}
    assert len(asked) == 7
    alone = [look_up([w], ask, retrieved=DAY, endpoint="e")[0] for w in batch]
    assert list(found.values()) == alone
    assert found["JPN"].labels == (("en", "Japan"), ("fr", "Japon"))
    assert [c.description for c in found["ruben okafor"].candidates] == ["painter", ""]


def test_of_several_organisations_the_one_of_its_state() -> None:
    who = wanted("Clock Office", person=False, place=FRANCE)
    here, there = Candidate("Q1", homes=frozenset({FRANCE})), Candidate("Q2")
    assert decide(who, [here, there]) == ("Q1", deciding.PLACE)
    assert decide(who, [there]) == ("Q2", deciding.ONLY)
    assert decide(who, [here, replace(here, qid="Q3")]) == (None, deciding.SEVERAL)


def test_of_two_officials_of_one_name_and_state_neither_is_taken() -> None:
    minister = Candidate("Q1", offices=frozenset({FRANCE}))
    both = [minister, replace(minister, qid="Q2")]
    assert decide(wanted("Odile Marchetti", place=FRANCE), both) == (None, deciding.SEVERAL)


def test_without_a_full_name_nobody_is_looked_for() -> None:
    (record,) = look_up([Wanted("kim", True, None, ())], _nobody, retrieved=DAY, endpoint="e")
    assert (record.qid, record.rule) == (None, deciding.NAMELESS)


def _nobody(query: str) -> Sequence[Row]:
    raise AssertionError(query)


def test_posts_have_titles_bodies_and_dates_as_precise_as_they_are(
    ask: Callable[[str], list[Row]],
) -> None:
    who = Wanted("odile", True, "Q900001", ())
    (record,) = look_up([who], ask, retrieved=DAY, endpoint="e")
    both = {"en": "Minister of Clocks", "fr": "ministre des Horloges"}
    assert record.offices == (
        Post("Q900102", {"en": "chair"}, "Q900401", "Clock Council", "", ""),
        Post("Q900104", {"fr": "maire"}, FRANCE, "France", "2015-03", ""),
        Post("Q900101", both, FRANCE, "France", "2019", "2022-05-20"),
    )
    assert record.labels == (("en", "Odile Marchetti"), ("fr", "Odile Marchetti"))
    assert record.aliases == (("", "Odile"), ("en", "O. Marchetti"))


def test_what_is_no_item_of_wikidata_is_passed_over() -> None:
    site = "http://www.wikidata.org/"
    odd = [f"{site}entity/Q1#x", "http://else.example/Q1", "Q1", "",
           f"{site}.well-known/genid/0", f"{site}entity/P1"]  # fmt: skip
    found = [{"item": Term(iri), "name": Term("X", "en"), "place": Term(iri)} for iri in odd]
    assert answers.names(found) == {}
    assert answers.places(found, "place") == {}
    assert answers.posts(found, found) == {}


@pytest.mark.parametrize(
    ("value", "precision", "iso"),
    [
        ("2017-05-14T00:00:00Z", "11", "2017-05-14"),
        ("+2017-05-14T00:00:00Z", "10", "2017-05"),
        ("2017-01-01T00:00:00Z", "9", "2017"),
        ("2010-01-01T00:00:00Z", "8", ""),
        ("2010-01-01T00:00:00Z", "", ""),
        ("-0044-03-15T00:00:00Z", "11", ""),
        ("2017-13-01T00:00:00Z", "11", ""),
        ("soon", "11", ""),
    ],
)
def test_a_date_is_never_more_precise_than_told(value: str, precision: str, iso: str) -> None:
    item = Term(str(WIKIDATA) + "Q1")
    held = {"item": item, "position": item, "from": Term(value), "fromPrecision": Term(precision)}
    assert answers.posts([held], [])["Q1"][0].start == iso


# The file


POST = Post("Q900101", {"fr": "ministre"}, "Q142", "France", "2019", "")
RECORDS = {
    "odile": Record(
        "odile", "Q900001", deciding.OFFICE, DAY, "https://e.example/sparql",
        (("en", "Odile Marchetti"), ("fr", "Odile M.")), (("", "Odile"), ("fr", "O. M.")), (POST,),
    ),
    "ruben": Record("ruben", None, deciding.SEVERAL, DAY, "https://e.example/sparql",
                    candidates=(Candidate("Q1", "Ruben", "painter"), Candidate("Q2"))),
}  # fmt: skip


def test_records_survive_the_file() -> None:
    data = record_io.dump(RECORDS.values())
    assert record_io.parse(data, "f") == RECORDS
    assert record_io.dump(reversed(RECORDS.values())) == data
    first = json.loads(data.splitlines()[0])
    assert (first["retrieved"], first["endpoint"]) == ("2024-05-17", "https://e.example/sparql")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("qid", "Q1> <x"), ("qid", 7), ("retrieved", "today"), ("labels", None), ("id", None),
        ("labels", {"en": 3}), ("aliases", [["en"]]), ("candidates", [{"qid": "Q1"}]),
        ("offices", [{**json.loads(record_io.dump(RECORDS.values()).splitlines()[0])["offices"][0],
                      "from": "2019-13"}]),
    ],
)  # fmt: skip
def test_a_line_that_is_no_record_is_named(key: str, value: object) -> None:
    line = json.loads(record_io.dump(RECORDS.values()).splitlines()[0])
    data = record_io.dump(RECORDS.values()) + json.dumps({**line, key: value}).encode()
    with pytest.raises(InputError, match=r"w\.jsonl:3: not a record of kg link"):
        record_io.parse(data, "w.jsonl")
    for broken in (b"{", b"[]", b"\xff", b'"x"', b"[" * 100_000):
        with pytest.raises(InputError, match=r"w\.jsonl:1: not a record"):
            record_io.parse(broken, "w.jsonl")


# What a build takes up


def test_an_entity_gets_what_it_lacks() -> None:
    entity = Entity("odile", "Person", "Odile Marchetti", (("en", "Odile Marchetti"), ("fr", "")))
    found = record_io.enrich({"odile": entity, "x": entity}, RECORDS)
    assert found["x"] == entity
    assert found["odile"] == replace(
        entity,
        qid="Q900001",
        labels=(("en", "Odile Marchetti"), ("fr", "Odile M.")),
        aliases=(("", "Odile"), ("fr", "O. M.")),
    )


def test_what_an_entity_has_stays() -> None:
    own = (("en", "Minister Odile"), ("fr", "La ministre"))
    entity = Entity("odile", "Person", "Minister Odile", own, (("", "Odile"),), "Q900001", True)
    found = record_io.enrich({"odile": entity}, RECORDS)["odile"]
    assert found.labels == own
    assert found.aliases == (
        ("", "Odile"), ("en", "Odile Marchetti"), ("fr", "O. M."), ("fr", "Odile M."),
    )  # fmt: skip
    unlisted = Entity("odile", "Person", "Marchetti, O.")
    named = record_io.enrich({"odile": unlisted}, RECORDS)["odile"]
    assert ("", "Marchetti, O.") in named.aliases
    assert set(unlisted.names()) <= set(named.names())


def test_a_name_without_language_gets_the_one_it_is_told() -> None:
    aliases = (("", "O. M."), ("", "Odile"), ("en", "O. M."), ("", "Odile M."), ("", "The Clock"))
    told = replace(RECORDS["odile"], aliases=(("fr", "O. M."), ("en", "Odile"), ("fr", "Odile")))
    entity = Entity("odile", "Person", "O.", (("en", "O."), ("fr", "O.")), aliases)
    found = record_io.enrich({"odile": entity}, {"odile": told})["odile"]
    assert set(found.aliases) - {("en", "Odile Marchetti")} == {
        ("fr", "O. M."), ("", "Odile"), ("en", "O. M."), ("fr", "Odile M."), ("", "The Clock"),
    }  # fmt: skip


def test_a_record_of_another_item_or_of_none_changes_nothing() -> None:
    other = Entity("odile", "Person", "Odile", qid="Q7")
    ruben = Entity("ruben", "Person", "Ruben Okafor")
    entities = {"odile": other, "ruben": ruben}
    assert record_io.enrich(entities, RECORDS) == entities
    assert record_io.offices(RECORDS, entities) == {}


def test_posts_in_known_bodies_become_offices() -> None:
    entities = record_io.enrich({"odile": Entity("odile", "Person", "O.")}, RECORDS)
    assert record_io.offices(RECORDS, entities) == {}
    entities["FRA"] = gazetteer.load().entities["FRA"]
    source = "Wikidata Q900001, retrieved 2024-05-17"
    assert record_io.offices(RECORDS, entities) == {
        "odile": [Office("odile", "", "FRA", (("fr", "ministre"),), "2019", "", source)]
    }


# A build, linked


def end(ident: str, label: str, kind: str) -> End:
    return End(ident, label, kind, label, 0, len(label))


PEOPLE = {
    name.casefold().replace(" ", "-"): end(name.casefold().replace(" ", "-"), name, "Person")
    for name in ("Odile Marchetti", "Ruben Okafor", "Lise Tamm", "Nobody Atall")
}
FRA, JPN = end("FRA", "France", "State"), end("JPN", "Japan", "State")
EVE_END = end("eve", EVE, "Person")
UNION = end("harbour-union", "Harbour Union", "Organisation")
PARIS = end("paris", "Paris", "Place")


def claim(subject: End, relation: str, object_: End) -> Claim:
    article = Article("a", "", "en", "a.txt")
    ident = claim_id("a", 0, subject, relation, object_, "affirmed", "asserted")
    return Claim(ident, article, Span("Words.", 0, 6), subject, relation, object_)


def build_in(folder: Path) -> Path:
    """A build directory with the claims about those people."""
    odile, ruben, lise, nobody = PEOPLE.values()
    claims = [
        claim(odile, "leads", FRA), claim(odile, "meets", ruben), claim(lise, "meets", nobody),
        claim(EVE_END, "criticises", JPN), claim(UNION, "criticises", FRA),
        claim(lise, "visits", PARIS),
    ]  # fmt: skip
    claim_io.write(claims, folder / pipeline.CLAIMS)
    (folder / pipeline.REPORT).write_text('{"policy": "asserted"}', encoding="utf-8")
    return folder


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["link", *args])


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_link_asks_about_all_and_again_about_none(tmp_path: Path, endpoint: str) -> None:
    folder, file = build_in(tmp_path), tmp_path / "wikidata.jsonl"
    done = link.link(folder, file, Client(endpoint, sleep=lambda _: None).select,
                     endpoint=endpoint, retrieved=DAY)  # fmt: skip
    assert (len(done.records), done.wanted, done.before, done.failure) == (8, 8, 0, None)
    assert {line["id"]: line["qid"] for line in lines(file)} == {
        "FRA": FRANCE, "JPN": JAPAN, "eve": None, "harbour-union": "Q900010",
        "lise-tamm": "Q900005", "nobody-atall": None, "odile-marchetti": "Q900001",
        "ruben-okafor": None,
    }  # fmt: skip
    before = file.read_bytes()
    again = link.link(folder, file, _nobody, endpoint=endpoint, retrieved=DAY)
    assert (again.records, again.wanted, again.before) == ((), 0, 8)
    assert file.read_bytes() == before


def test_chosen_entities_are_asked_about_again(tmp_path: Path, endpoint: str) -> None:
    folder, file = build_in(tmp_path), tmp_path / "wikidata.jsonl"
    client = Client(endpoint, sleep=lambda _: None)
    for day in (DAY, date(2025, 1, 1)):
        link.link(folder, file, client.select, endpoint=endpoint, retrieved=day,
                  chosen=["JPN", "lise-tamm", "JPN"])  # fmt: skip
        assert [(line["id"], line["retrieved"]) for line in lines(file)] == [
            ("JPN", day.isoformat()), ("lise-tamm", day.isoformat()),
        ]  # fmt: skip
    with pytest.raises(UsageError, match=r"has the id 'lise-tam' \(did you mean lise-tamm\?\)"):
        link.link(folder, file, _nobody, endpoint=endpoint, retrieved=DAY, chosen=["lise-tam"])
    with pytest.raises(UsageError, match="no state, person or organisation"):
        link.link(folder, file, _nobody, endpoint=endpoint, retrieved=DAY, chosen=["paris"])


def test_what_was_answered_stays_when_the_rest_fails(
    tmp_path: Path, endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "BATCH", 3)
    folder, file = build_in(tmp_path), tmp_path / "wikidata.jsonl"
    client = Client(endpoint, sleep=lambda _: None)
    asked: list[str] = []

    def failing(error: BaseException, after: int) -> Callable[[str], list[Row]]:
        def ask(query: str) -> list[Row]:
            asked.append(query)
            if len(asked) > after:
                raise error
            return client.select(query)

        return ask

    gone = NetworkError("gone")
    done = link.link(folder, file, failing(gone, 7), endpoint=endpoint, retrieved=DAY)
    assert (len(done.records), done.wanted, done.failure) == (3, 8, gone)
    assert len(lines(file)) == 3
    asked.clear()
    with pytest.raises(KeyboardInterrupt):
        link.link(folder, file, failing(KeyboardInterrupt(), 8), endpoint=endpoint, retrieved=DAY)
    assert len(record_io.parse(file.read_bytes(), "f")) == 6
    assert not list(tmp_path.glob("*.part"))
    done = link.link(folder, file, client.select, endpoint=endpoint, retrieved=DAY)
    assert (len(done.records), done.before) == (2, 6)
    whole = tmp_path / "whole.jsonl"
    link.link(folder, whole, client.select, endpoint=endpoint, retrieved=DAY)
    assert whole.read_bytes() == file.read_bytes()


def test_the_graph_takes_the_answers_up(tmp_path: Path, endpoint: str) -> None:
    folder, names = build_in(tmp_path), Names()
    plain = views.view(folder, min_confidence=0).graph()
    link.link(folder, folder / "wikidata.jsonl", Client(endpoint, sleep=lambda _: None).select,
              endpoint=endpoint, retrieved=DAY)  # fmt: skip
    graph = views.view(folder, min_confidence=0).graph()
    odile, union = names.thing("odile-marchetti"), names.thing("harbour-union")
    assert graph.value(odile, OWL.sameAs) == WIKIDATA["Q900001"]
    assert Literal("O. Marchetti", "en") in set(graph.objects(odile, SKOS.altLabel))
    assert set(graph.objects(union, RDFS.label)) == {Literal("Harbour Union", "en")}
    assert Literal("Union du port", "fr") in set(graph.objects(union, SKOS.altLabel))
    assert graph.value(names.thing("ruben-okafor"), OWL.sameAs) is None
    held = {str(graph.value(node, KG["from"])): node for node in graph.subjects(KG.holder, odile)}
    assert set(held) == {"2015-03", "2019"}
    assert graph.value(held["2019"], KG.body) == names.thing("FRA")
    assert graph.value(held["2019"], KG.to) == Literal("2022-05-20", datatype=_xsd("date"))
    assert "Union du port" in words_of(views.view(folder).page())
    assert _edges(graph) == _edges(plain)


def _xsd(name: str) -> URIRef:
    return URIRef(f"http://www.w3.org/2001/XMLSchema#{name}")


def _edges(graph: Graph) -> set[tuple[object, ...]]:
    things = Names().prefixes["id"]
    return {t for t in graph if str(t[0]).startswith(things) and str(t[2]).startswith(things)}


@pytest.mark.usefixtures("frozen")
def test_a_new_build_takes_the_answers_up(tmp_path: Path) -> None:
    out, text = tmp_path / "out", tmp_path / "a.txt"
    text.write_text("lang: en\n\nFrance imposed sanctions on Russia.", encoding="utf-8")
    pipeline.build([str(text)], out)
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    record = Record("FRA", FRANCE, deciding.KNOWN, DAY, "e", (), (("fr", "l'Hexagone doré"),))
    (out / "wikidata.jsonl").write_bytes(record_io.dump([record]))
    pipeline.build([str(text)], out)
    assert "l'Hexagone doré\"@fr" in (out / "graph.ttl").read_text(encoding="utf-8")
    assert (out / "claims.jsonl").read_bytes() == before["claims.jsonl"]
    (out / "wikidata.jsonl").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match=r"wikidata\.jsonl:1: not a record"):
        pipeline.build([str(text)], out)


# The command


def test_the_command_does_nothing_without_being_allowed_to(tmp_path: Path) -> None:
    result = run(str(build_in(tmp_path)))
    assert result.exit_code == 2
    assert f"kg link uses the network (allow it: kg link {tmp_path} --wikidata)" in result.stderr
    assert not (tmp_path / "wikidata.jsonl").exists()


def test_the_command_says_what_it_found(
    tmp_path: Path, endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    monkeypatch.setattr("kg.wikidata.client.PAUSE", 0)
    result = run(str(build_in(tmp_path)), "--wikidata", endpoint)
    assert result.exit_code == 0
    file = tmp_path / "wikidata.jsonl"
    assert result.stderr.splitlines() == [
        "Asked about 8 of 8: 5 found, 1 ambiguous, 2 unknown.", f"Wrote {file}.",
    ]  # fmt: skip
    assert not result.stdout
    assert {line["endpoint"] for line in lines(file)} == {endpoint}
    assert {line["retrieved"] for line in lines(file)} == {date.today().isoformat()}
    again = run(str(tmp_path), "--wikidata", endpoint)
    assert (again.exit_code, again.stderr) == (0, f"Nothing to ask: 8 records in {file}.\n")
    other = tmp_path / "other.jsonl"
    assert (
        run(str(tmp_path), "--wikidata", endpoint, "--entity", "JPN", "-o", str(other)).exit_code
        == 0
    )
    assert len(lines(other)) == 1


def test_wikidata_itself_is_the_endpoint_when_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def select(self: Client, _query: str) -> list[Row]:
        asked.append(self.endpoint)
        return []

    monkeypatch.setattr(Client, "select", select)
    assert run(str(build_in(tmp_path)), "--wikidata", "--entity", "JPN").exit_code == 0
    assert run(str(tmp_path), "--wikidata").exit_code == 0
    assert set(asked) == {"https://query.wikidata.org/sparql"}


def test_two_entities_of_one_item_are_pointed_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_in(tmp_path)

    def both(batch: Sequence[Wanted], *_: object, **__: object) -> list[Record]:
        return [Record(w.id, "Q900001", deciding.ONLY, DAY, "e") for w in batch[:2]]

    monkeypatch.setattr(link, "look_up", both)
    result = run(str(tmp_path), "--wikidata", "http://e.example/")
    assert "  Q900001 is FRA and JPN: one and the same?\n" in result.stderr


def test_an_endpoint_that_fails_is_one_line_and_an_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "BATCH", 4)
    monkeypatch.setattr("kg.wikidata.client.PAUSE", 0)
    folder = str(build_in(tmp_path))
    with faulty(says(400, b"no")) as server:
        result = run(folder, "--wikidata", server.url)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == f"Error: {server.url}: it answers 400 Bad Request: no\n"
    assert not (tmp_path / "wikidata.jsonl").exists()
    with faulty(*[says()] * 3, says(kind="text/html")) as server:
        result = run(folder, "--wikidata", server.url)
        assert result.exit_code == 3
        first, _, third = result.stderr.splitlines()
        assert first == "Asked about 4 of 8: 2 found, 0 ambiguous, 2 unknown."
        assert third.startswith(f"Error: {server.url}: it answers with text/html")
    assert len(lines(tmp_path / "wikidata.jsonl")) == 4


@pytest.mark.parametrize(
    ("args", "code", "line"),
    [
        (["nowhere", "--wikidata"], 1, "No such file or directory"),
        (["--wikidata", "out"], 2, "Missing argument 'TARGET'"),
        (["out", "--wikidata", "file:///etc/passwd"], 2, "no address of a SPARQL endpoint"),
    ],
)
def test_wrong_calls(args: list[str], code: int, line: str) -> None:
    result = run(*args)
    assert result.exit_code == code
    assert line in result.stderr
