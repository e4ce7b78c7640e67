"""The laws of seeds/entities/states.csv and places.csv, the geographic half of the gazetteer."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from kg import resources

LANGUAGES = ("en", "fr")

UN_MEMBERS = re.findall(
    r"\w+",
    """
AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA
BRB BRN BTN BWA CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK
DOM DZA ECU EGY ERI ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY
HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO
LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ
MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY
QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD
TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB
ZWE
""",
)
OBSERVERS_AND_OTHERS = {"VAT", "PSE", "TWN", "XKX"}
HISTORIC = {
    "austria-hungary",
    "czechoslovakia",
    "east-germany",
    "north-vietnam",
    "north-yemen",
    "ottoman-empire",
    "serbia-and-montenegro",
    "south-vietnam",
    "south-yemen",
    "soviet-union",
    "united-arab-republic",
    "yugoslavia",
}
NO_ADJECTIVE = {"serbia-and-montenegro", "united-arab-republic"}
"""Unions of two states: no adjective means both and only both."""

SHARED_ADJECTIVE = {("COG", "en"), ("COG", "fr"), ("DMA", "en")}
"""Congolese means the Democratic Republic, Dominican the Dominican Republic: the adjective
of these states denotes their namesake, so they have none."""

DISPUTED = re.findall(
    r"\S+",
    """
abkhazia abu-musa abyei aksai-chin al-fashaga arunachal-pradesh azad-kashmir
british-indian-ocean-territory chagos-islands crimea dokdo donetsk-peoples-republic
east-jerusalem essequibo falkland-islands gibraltar gilgit-baltistan golan-heights
greater-and-lesser-tunbs halayeb-triangle jammu-and-kashmir kashmir kuril-islands
luhansk-peoples-republic nagorno-karabakh northern-cyprus paracel-islands preah-vihear
pratas-islands scarborough-shoal senkaku-islands shebaa-farms somaliland south-ossetia
spratly-islands transnistria western-sahara
""",
)
"""Places that two states claim, or that nobody but themselves calls a state: ``in`` is empty."""

TERRITORIES = {
    "CHN": "hong-kong macau tibet xinjiang",
    "DNK": "faroe-islands greenland",
    "FRA": "french-guiana french-polynesia guadeloupe martinique mayotte new-caledonia reunion",
    "GBR": "bermuda cayman-islands northern-ireland scotland wales",
    "IRQ": "iraqi-kurdistan",
    "NLD": "aruba curacao sint-maarten",
    "PSE": "gaza west-bank",
    "SOM": "puntland",
    "SYR": "rojava",
    "USA": "american-samoa guam northern-mariana-islands puerto-rico us-virgin-islands",
}
"""Parts of a state with a government of their own."""

KNOWN_AS = {
    "Birmanie": "MMR", "Burma": "MMR", "Ceylan": "LKA", "Ceylon": "LKA", "Chine populaire": "CHN",
    "Côte d'Ivoire": "CIV", "Czechia": "CZE", "DPRK": "PRK", "DRC": "COD", "EAU": "ARE",
    "FYROM": "MKD", "GDR": "east-germany", "Haute-Volta": "BFA", "PRC": "CHN", "RCA": "CAF",
    "RDC": "COD", "ROK": "KOR", "RPDC": "PRK", "Rhodesia": "ZWE", "Swaziland": "SWZ",
    "Tchéquie": "CZE", "Türkiye": "TUR", "UAE": "ARE", "UK": "GBR", "URSS": "soviet-union",
    "USA": "USA", "USSR": "soviet-union", "Zaire": "COD", "Zaïre": "COD",
}  # fmt: skip
"""Abbreviations and names of other days -> the state they denote in any text."""

OUTSIDE_ITS_STATE = {"jerusalem"}
"""Capitals whose place in a state is disputed: ``in`` stays empty."""

STATE_COLUMNS = (
    "id,en,fr,names,weak,qid,source,adj_en,adj_fr,people_en,people_fr,prefix,capital,seats,kind"
)
PLACE_COLUMNS = "id,en,fr,names,weak,qid,source,in"

Row = dict[str, str]


def read(file: str) -> list[Row]:
    with (resources.ENTITIES / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


STATES, PLACES = read("states.csv"), read("places.csv")
ROWS = STATES + PLACES


def cell(row: Row, column: str) -> list[str]:
    text = row.get(column, "")
    return text.split("|") if text else []


def fold(name: str) -> str:
    """Case, accents, dots and punctuation away, as when names are compared in a text."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "")
    return " ".join(re.findall(r"\w+", plain))


def in_languages(name: str) -> Iterator[tuple[str, str]]:
    """(language, folded name) for each language in which an entry of a cell holds."""
    text, _, tag = name.partition("@")
    for lang in (tag,) if tag else LANGUAGES:
        yield lang, fold(text)


def weak_names(row: Row) -> set[tuple[str, str]]:
    return {key for name in cell(row, "weak") for key in in_languages(name)}


def strong_names(row: Row) -> set[tuple[str, str]]:
    """Labels that no entry of ``weak`` takes back, further names, and seats of government."""
    labels = {key for lang in LANGUAGES for key in in_languages(row[lang])} - weak_names(row)
    further = cell(row, "names") + cell(row, "seats")
    return labels | {key for name in further for key in in_languages(name)}


@pytest.mark.parametrize(
    ("file", "columns"), [("states.csv", STATE_COLUMNS), ("places.csv", PLACE_COLUMNS)]
)
def test_a_file_has_the_agreed_columns_and_is_sorted_by_id(file: str, columns: str) -> None:
    rows = read(file)
    assert list(rows[0]) == columns.split(",")
    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
    assert [row["id"] for row in rows if None in row or None in row.values()] == []


def test_ids_are_unique_and_well_formed() -> None:
    assert [i for i, n in Counter(row["id"] for row in ROWS).items() if n > 1] == []
    kebab = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
    assert [row["id"] for row in PLACES if not kebab.fullmatch(row["id"])] == []


def test_every_state_of_the_world_is_there() -> None:
    assert len(UN_MEMBERS) == 193
    assert {row["id"] for row in STATES} == {*UN_MEMBERS, *OBSERVERS_AND_OTHERS, *HISTORIC}
    assert {row["kind"] for row in STATES} == {"State"}


def test_there_are_enough_places_beside_the_capitals() -> None:
    capitals = {row["capital"] for row in STATES}
    assert len([row for row in PLACES if row["id"] not in capitals]) >= 250


def test_disputed_places_belong_to_no_state() -> None:
    states = {row["id"]: row["in"] for row in PLACES}
    assert [place for place in DISPUTED if states.get(place) != ""] == []


def test_territories_belong_to_their_state() -> None:
    states = {row["id"]: row["in"] for row in PLACES}
    listed = {(p, state) for state, places in TERRITORIES.items() for p in places.split()}
    assert {(p, state) for p, state in listed if states.get(p) != state} == set()


def test_there_are_enough_regions() -> None:
    """Seas, straits, mountains, disputed lands and parts of the world lie in no one state."""
    assert len([row for row in PLACES if not row["in"]]) >= 300
    subdivisions = [row for row in PLACES if row["in"] and row["source"].startswith("rigour")]
    assert len(subdivisions) >= 250


@pytest.mark.parametrize("name", sorted(KNOWN_AS))
def test_a_state_has_the_names_of_other_days_and_its_abbreviations(name: str) -> None:
    owners = {row["id"] for row in ROWS for key in in_languages(name) if key in strong_names(row)}
    assert owners == {KNOWN_AS[name]}


def test_every_row_has_a_label_in_both_languages() -> None:
    assert [row["id"] for row in ROWS for lang in LANGUAGES if not row[lang]] == []


def test_a_cell_holds_clean_names() -> None:
    columns = {*STATE_COLUMNS.split(","), *PLACE_COLUMNS.split(",")} - {"source"}
    name = re.compile(r"\S(?:.*\S)?")
    faults = [
        (row["id"], column, entry)
        for row in ROWS
        for column in columns
        for entry in cell(row, column)
        if not name.fullmatch(entry) or "’" in entry or not fold(entry)
    ]
    assert faults == []


def test_a_language_tag_is_one_we_read() -> None:
    tags = {entry.partition("@")[2] for row in ROWS for c in row for entry in cell(row, c)}
    assert tags <= {"", *LANGUAGES}


def test_no_strong_name_denotes_two_entities() -> None:
    owners = defaultdict(set)
    for row in ROWS:
        for key in strong_names(row):
            owners[key].add(row["id"])
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_a_weak_name_is_not_strong_in_another_spelling() -> None:
    assert {r["id"]: both for r in ROWS if (both := strong_names(r) & weak_names(r))} == {}


def test_an_adjective_or_people_or_prefix_denotes_one_state() -> None:
    owners = defaultdict(set)
    for row in STATES:
        for form in ("adj", "people"):
            for lang in LANGUAGES:
                for entry in cell(row, f"{form}_{lang}"):
                    owners[lang, fold(entry)].add(row["id"])
        for entry in cell(row, "prefix"):
            owners["prefix", fold(entry)].add(row["id"])
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_an_adjective_is_not_the_strong_name_of_something_else() -> None:
    owner = {key: row["id"] for row in ROWS for key in strong_names(row)}
    faults = [
        (row["id"], entry, owner[lang, fold(entry)])
        for row in STATES
        for lang in LANGUAGES
        for entry in cell(row, f"adj_{lang}") + cell(row, f"people_{lang}")
        if owner.get((lang, fold(entry)), row["id"]) != row["id"]
    ]
    assert faults == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_state_has_an_adjective(lang: str) -> None:
    without = {row["id"] for row in STATES if not row[f"adj_{lang}"]}
    assert without == NO_ADJECTIVE | {state for state, where in SHARED_ADJECTIVE if where == lang}


def test_french_adjectives_and_peoples_come_in_four_forms() -> None:
    """Masculine singular and plural, feminine singular and plural, in this order."""
    faults = []
    for row in STATES:
        for column in ("adj_fr", "people_fr"):
            forms = cell(row, column)
            groups = [forms[i : i + 4] for i in range(0, len(forms), 4)]
            faults += [(row["id"], g) for g in groups if len(g) != 4 or not _agrees(*g)]
    assert faults == []


def _agrees(masculine: str, masculines: str, feminine: str, feminines: str) -> bool:
    if masculine == masculines == feminine == feminines:
        return True
    plural = re.fullmatch(re.sub(r"\b(?=[ -]|$)", "s?", masculine), masculines)
    return plural is not None and feminine.endswith("e") and feminines.endswith("es")


def test_the_french_word_for_a_people_is_the_adjective_with_a_capital() -> None:
    faults = []
    for row in STATES:
        for entry in cell(row, "people_fr"):
            known = {fold(a) for a in cell(row, "adj_fr")} | {"suissesse", "suissesses"}
            if row["id"] != "VAT" and (entry[0].islower() or fold(entry) not in known):
                faults.append((row["id"], entry))
    assert faults == []


def test_references_lead_to_listed_rows() -> None:
    states, places = {r["id"] for r in STATES}, {r["id"]: r["in"] for r in PLACES}
    assert [r["id"] for r in PLACES if r["in"] and r["in"] not in states] == []
    assert [r["id"] for r in STATES if r["capital"] and r["capital"] not in places] == []
    astray = {r["capital"] for r in STATES if r["capital"] and places[r["capital"]] != r["id"]}
    assert astray == OUTSIDE_ITS_STATE


def test_a_place_is_the_capital_of_one_state() -> None:
    capitals = Counter(row["capital"] for row in STATES if row["capital"])
    assert [place for place, n in capitals.items() if n > 1] == []


def test_a_wikidata_id_is_well_formed_unique_and_backed_by_a_source() -> None:
    qids = Counter(row["qid"] for row in ROWS if row["qid"])
    assert [qid for qid in qids if not re.fullmatch(r"Q[1-9]\d*", qid)] == []
    assert [qid for qid, n in qids.items() if n > 1] == []
    assert [row["id"] for row in ROWS if not row["source"]] == []
    assert [r["id"] for r in ROWS if bool(r["qid"]) == (r["source"] == "curated")] == []


def test_codes_are_of_listed_states_and_say_their_source() -> None:
    codes = read("codes.csv")
    keys = [(row["state"], row["source"]) for row in codes]
    assert keys == sorted(set(keys))
    assert {row["state"] for row in codes} <= {row["id"] for row in STATES}
    assert all(row["codes"] and row["source"] for row in codes)


def test_no_code_of_a_language_is_two_states() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in read("codes.csv"):
        for text in cell(row, "codes"):
            code, _, lang = text.partition("@")
            for tongue in (lang,) if lang else LANGUAGES:
                owners[code.lower(), tongue].add(row["state"])
    assert {key: states for key, states in owners.items() if len(states) > 1} == {}
