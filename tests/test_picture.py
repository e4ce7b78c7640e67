"""Pictures of the surroundings of one actor: everything is said, nothing lies on anything else."""

from __future__ import annotations

import io
import itertools
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import pytest
from click.testing import CliRunner
from hostile import NASTY, Relations
from PIL import Image
from rdflib import PROV, RDF, RDFS, Graph, Literal, URIRef
from sample import EVENTS, SYMMETRIC, sample_entities, sample_statements

from kg import export, ontology, rdf
from kg.cli import cli
from kg.drawing import DASHES
from kg.errors import InputError
from kg.export.ego import MOST, Actor, Ego, Tie, ego
from kg.export.picture import Plan, draw, write
from kg.export.sheet import WIDTH
from kg.pagedata import clean
from kg.questions import questions, values
from kg.terms import KG, Names, printable

TESTS = Path(__file__).parent
DRAWN = "svg title metadata defs style clipPath rect g path text use"
SVG = "{http://www.w3.org/2000/svg}"
# rdflib 7.6 warns about calls of its own.
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")


def sample() -> Graph:
    relations = Relations(SYMMETRIC, EVENTS, {})
    return rdf.graph(sample_statements(), sample_entities(), ontology=relations)


SAMPLE = sample()


def star(labels: list[str]) -> Graph:
    """A made-up centre that a statement joins to a thing for each label."""
    names, graph = Names(), Graph()
    for prefix, namespace in names.prefixes.items():
        graph.bind(prefix, namespace)
    graph.add((names.thing("centre"), RDFS.label, Literal("The Centre", lang="en")))
    for i, label in enumerate(labels):
        thing, node = names.thing(f"t{i}"), URIRef(f"{names.prefixes['statement']}s{i:03}")
        claim, article = URIRef(f"{names.prefixes['claim']}c{i}"), names.thing(f"a{i}")
        for triple in (
            (thing, RDFS.label, Literal(label)), (thing, RDF.type, KG.Person),
            (node, RDF.type, KG.Statement), (node, RDF.predicate, KG["m"]),
            (node, RDF.subject, names.thing("centre")), (node, RDF.object, thing),
            (claim, KG.statement, node), (claim, KG.polarity, KG.affirmed),
            (claim, KG.modality, KG.possible), (claim, PROV.wasDerivedFrom, article),
        ):  # fmt: skip
            graph.add(triple)
    return graph


def plan(graph: Graph, about: str, lang: str = "en", hops: int = 1) -> Plan:
    return Plan(ego(graph, Names().thing(about), hops, lang), lang)


def texts(svg: bytes) -> list[str]:
    return ["".join(node.itertext()) for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("about", "lang", "name"), [("RUS", "en", "Russia"), ("UKR", "fr", "OTAN")]
)
def test_every_name_is_in_the_svg_as_text(about: str, lang: str, name: str) -> None:
    svg = write("svg", SAMPLE, about, lang=lang)
    told = " ".join(texts(svg))
    actors = plan(SAMPLE, about, lang).ego.actors
    assert len(actors) > 5
    assert name in [actor.label for actor in actors]
    assert not [actor.label for actor in actors if actor.label not in told]


def test_a_picture_says_what_it_shows() -> None:
    told = plan(SAMPLE, "RUS").ego
    days = sorted(str(day) for day in SAMPLE.objects(None, KG.published))
    lines = texts(write("svg", SAMPLE, "Russie"))
    title = f"Russia: {told.statements} statements, {len(told.actors) - 1} actors; as of {days[-1]}"
    assert title in lines
    assert f"Source: kg, {told.articles} articles, {told.days[0]} – {told.days[1]}." in lines
    assert {"State", "Person", "stated as fact", "possible", "disputed"} <= set(lines)
    assert "denied" not in lines
    lines = texts(write("svg", SAMPLE, "Iran", lang="fr"))
    assert f"Iran : 2 énoncés, 2 acteurs ; état au {days[-1]}" in lines
    assert {"Union européenne", "État", "contesté"} <= set(lines)


def test_a_statement_is_as_sure_as_its_claims() -> None:
    drawn = plan(SAMPLE, "PRK").ego
    ends = {frozenset((drawn.actors[t.one].id, drawn.actors[t.other].id)): t for t in drawn.ties}
    assert ends[frozenset(("PRK", "CHN"))].stance == "possible"
    assert ends[frozenset(("PRK", "CHN"))].count == 2
    assert ends[frozenset(("PRK", "kim-jong-un"))].stance == "asserted"
    assert ends[frozenset(("PRK", "RUS"))].stance == "disputed"


def test_more_hops_show_more_and_the_nearest_first() -> None:
    near, far = (plan(SAMPLE, "IRN", hops=hops).ego for hops in (1, 2))
    assert [actor.id for actor in far.actors][: len(near.actors)] == [a.id for a in near.actors]
    assert {actor.id for actor in near.actors} == {"IRN", "RUS", "EU"}
    assert "UKR" in {actor.id for actor in far.actors}


def test_a_picture_has_room_for_the_best_documented() -> None:
    graph = star([f"Person {i}" for i in range(MOST + 7)])
    best = Names().thing(f"t{MOST + 5}")
    graph.set((graph.value(None, RDF.object, best), KG.sourceCount, Literal(9)))  # type: ignore[arg-type]
    told = plan(graph, "centre").ego
    assert (len(told.actors), told.left_out) == (MOST, 8)
    assert told.actors[1].label == f"Person {MOST + 5}"
    assert any(
        "Left out: 8 less documented." in line for line in texts(write("svg", graph, "centre"))
    )


@pytest.mark.parametrize(
    ("graph", "about"),
    [
        (SAMPLE, "RUS"), (SAMPLE, "PRK"), (SAMPLE, "IRN"), (SAMPLE, "vladivostok"),
        (star([f"Somebody with a rather long name, number {i}" for i in range(60)]), "centre"),
        (star(["W" * 300]), "centre"),
    ],
)  # fmt: skip
def test_nothing_lies_on_anything_else(graph: Graph, about: str) -> None:
    drawn = plan(graph, about)
    written = [spot[1] for spot in drawn.words if spot]
    assert written
    for one, other in itertools.combinations([*drawn.rooms, *written], 2):
        assert not one.touches(other)
    for room in drawn.rooms:
        assert room.half_width <= room.x <= WIDTH - room.half_width
        assert room.y > room.half_height
    for i, ((x, y), box) in enumerate(zip(drawn.centres, drawn.boxes, strict=True)):
        name = drawn.name_rooms[i]
        assert name.y - name.half_height >= y + drawn.radii[i]
        assert box.width >= 2 * name.half_width - 1e-6
        assert x == pytest.approx(name.x)


def test_no_line_runs_through_the_names_of_its_ends() -> None:
    drawn = plan(SAMPLE, "RUS")
    for tie, way in zip(drawn.ego.ties, drawn.ways, strict=True):
        assert len(way) > 2
        assert not any(drawn.name_rooms[end].holds(way).any() for end in (tie.one, tie.other))


def stances() -> Plan:
    actors = [Actor(f"a{i}", f"Actor {i}", "State", 2) for i in range(6)]
    ties = [Tie(0, i, "m", stance, 1, 1) for i, stance in enumerate(DASHES, 1)]
    return Plan(Ego(actors, ties, 0, 1, ("", ""), ""), "en")


def test_in_greyscale_the_lines_differ_as_well() -> None:
    root = ElementTree.fromstring(draw(stances(), "svg"))
    styles = [node.get("style", "") for node in root.iter(f"{SVG}path")]
    dashes = {style.partition("stroke-dasharray: ")[2].partition(";")[0]
              for style in styles if "fill: none" in style}  # fmt: skip
    assert len(dashes) == len(DASHES)
    # On the line and in the legend, even where there is no direction for an arrow.
    denied = replace(stances().ego, ties=[Tie(0, 5, "meets", "denied", 1, 1)])
    plain = replace(denied, ties=[Tie(0, 5, "meets", "planned", 1, 1)])
    heads = [len(draw(Plan(told, "en"), "svg").split(b"<path")) for told in (denied, plain)]
    assert heads[0] == heads[1] + 1
    assert "" in dashes


@pytest.mark.parametrize("fmt", ["svg", "png"])
def test_names_are_text_whatever_they_hold(fmt: str) -> None:
    names = [
        *NASTY,
        r"$\frac{1}$",
        "$a_1$ & $b$",
        "\\$",
        "$",
        "-->",
        "\u2067abc\u2069",
        "x" * 10**5,
    ]
    for part in (names[:24], names[24:]):
        data = write(fmt, star(part), "centre")
        if fmt == "png":
            assert Image.open(io.BytesIO(data)).size[0] > 1000
            continue
        root = ElementTree.fromstring(data)
        tags = {node.tag.removeprefix(SVG) for node in root.iter() if node.tag.startswith(SVG)}
        assert tags <= set(DRAWN.split())
        for node in root.iter():
            assert not [name for name in node.attrib if name.startswith("on")]
            assert all(link.startswith("#") for name, link in node.attrib.items()
                       if name.endswith("href"))  # fmt: skip
        assert not [text for text in texts(data) if not text.replace("\n", "").isprintable()
                    and clean(printable(text)) != text]  # fmt: skip


def test_formulas_and_markup_are_shown_as_they_are() -> None:
    names = [r"$\frac{1}$", "$a_1$ & $b$", "<b>x</b>", "\\$", "{{7*7}}", "&amp;"]
    shown = texts(write("svg", star(names), "centre"))
    assert set(names) <= set(shown)


def test_the_settings_of_the_user_change_nothing() -> None:
    first = draw(stances(), "svg")
    with matplotlib.rc_context({"svg.fonttype": "path", "font.size": 30, "lines.linewidth": 9}):
        assert write("svg", SAMPLE, "IRN") == write("svg", SAMPLE, "IRN")
        settings = dict(matplotlib.rcParams)
        inside = write("svg", SAMPLE, "IRN")
        assert dict(matplotlib.rcParams) == settings
    assert write("svg", SAMPLE, "IRN") == inside
    assert draw(stances(), "svg") == first


def test_the_hash_seed_changes_no_byte() -> None:
    code = (
        "import hashlib; from test_picture import SAMPLE, write\n"
        "for fmt in ('svg', 'png'):\n"
        "    print(hashlib.sha256(write(fmt, SAMPLE, 'RUS')).hexdigest())"
    )

    def digests(seed: str) -> str:
        path = os.pathsep.join([str(TESTS), str(TESTS.parent)])
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True,
                              check=True, text=True).stdout  # fmt: skip

    assert len(digests("0").split()) == 2
    assert digests("0") == digests("1")


def test_a_png_is_16_cm_wide_at_300_dots_an_inch() -> None:
    image = Image.open(io.BytesIO(write("png", SAMPLE, "RUS")))
    image.load()
    assert image.size[0] == pytest.approx(16 / 2.54 * 300, abs=1)
    assert 700 < image.size[1] < 2400
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert set(image.info) <= {"dpi"}


def test_an_svg_has_no_date_and_a_title() -> None:
    svg = write("svg", SAMPLE, "RUS").decode()
    assert "<dc:date>" not in svg
    assert "<dc:title>Russia: " in svg
    assert "<text" in svg


def test_an_unknown_name_is_told_as_questions_tell_it() -> None:
    with pytest.raises(InputError) as asked:
        values(SAMPLE, questions()["arms-deliveries"], {"to": "Rusia"})
    with pytest.raises(InputError) as drawn:
        write("svg", SAMPLE, "Rusia")
    assert str(drawn.value) == str(asked.value)


def test_a_name_without_a_statement_is_told() -> None:
    graph = star([])
    with pytest.raises(InputError, match="no statement joins 'centre' to another thing"):
        write("svg", graph, "centre")


def test_without_matplotlib_one_line_says_what_to_install() -> None:
    code = "import sys; sys.modules['matplotlib'] = None; import kg.export.picture"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.splitlines()[-1].endswith(
        "pictures need matplotlib, which is not installed (pip install 'geokg[pictures]')"
    )


def test_the_command_line_starts_without_matplotlib() -> None:
    code = "import sys, kg.cli, kg.cli.export; sys.exit('matplotlib' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_picture_is_an_export(tmp_path: Path) -> None:
    file, svg = tmp_path / "graph.ttl", tmp_path / "russia.svg"
    file.write_bytes(export.write("turtle", SAMPLE))
    args = ["export", str(file), "--format", "svg", "--about", "russie", "-o", str(svg)]
    assert CliRunner().invoke(cli, args).exit_code == 0
    assert svg.read_bytes() == write("svg", SAMPLE, "RUS")
    args = ["export", str(file), "--format", "svg", "--about", "Rusia"]
    done = CliRunner().invoke(cli, args)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "names like it: Russia" in done.stderr


def test_relations_are_told_in_both_languages() -> None:
    labels = ontology.load().relations["sanctions"].labels
    assert {labels["en"], labels["fr"]} == {"sanctions", "sanctionne"}
    for lang in ("en", "fr"):
        assert labels[lang] in texts(write("svg", SAMPLE, "IRN", lang=lang))
