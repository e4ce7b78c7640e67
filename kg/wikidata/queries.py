"""The questions to a SPARQL endpoint that is shaped like Wikidata.

All are SELECTs without a service or function of one server. The variables each returns are in
its docstring.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.terms import printable

LANGUAGES = ("en", "fr")
"""Languages of the labels, aliases and titles that are asked for."""
DEFAULT = "mul"
"""The language tag of a name that Wikidata keeps once for all languages."""

_PREFIXES = """\
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX pq: <http://www.wikidata.org/prop/qualifier/>
PREFIX pqv: <http://www.wikidata.org/prop/qualifier/value/>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX schema: <http://schema.org/>
"""
_HUMAN = "?item wdt:P31 wd:Q5 ."
_ORGANISATION = "?item wdt:P31/wdt:P279* wd:Q43229 ."
_OFFICE = """\
?item p:P39 ?statement . ?statement ps:P39 ?position .
    FILTER NOT EXISTS { ?statement wikibase:rank wikibase:DeprecatedRank }"""
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)


def literal(value: str, lang: str) -> str:
    """``value`` as a SPARQL literal, whatever it holds: nothing in it ends the literal."""
    return f'"{printable(value.translate(_ESCAPES))}"@{lang}'


def tags(lang: str) -> tuple[str, ...]:
    """The language tags under which a name of the language ``lang`` may be found."""
    return (lang, DEFAULT) if lang else (*LANGUAGES, DEFAULT)


def search(names: Iterable[tuple[str, str]], *, people: bool) -> str:
    """Who has one of ``names``, (language, name) pairs, as label or alias: ?name, ?item and, in
    English, ?label and ?description. A name without language is looked for in all of them.

    Only humans or only organisations are found, as ``people`` says. The names come first, in a
    query of their own: a server must not begin with all humans.
    """
    literals = sorted({literal(name, tag) for lang, name in names for tag in tags(lang)})
    return f"""{_PREFIXES}
SELECT DISTINCT ?name ?item ?label ?description WHERE {{
  {{ SELECT DISTINCT ?name ?item WHERE {{
    VALUES ?name {{ {" ".join(literals)} }}
    ?item rdfs:label|skos:altLabel ?name . }} }}
  {_HUMAN if people else _ORGANISATION}
  OPTIONAL {{ ?item rdfs:label ?label . FILTER(LANG(?label) = "en") }}
  OPTIONAL {{ ?item schema:description ?description . FILTER(LANG(?description) = "en") }}
}}"""


def names(qids: Iterable[str]) -> str:
    """Labels and aliases: ?item, ?property (rdfs:label or skos:altLabel), ?name."""
    tags = ", ".join(f'"{tag}"' for tag in (*LANGUAGES, DEFAULT))
    return f"""{_PREFIXES}
SELECT ?item ?property ?name WHERE {{
  {_values(qids)}
  VALUES ?property {{ rdfs:label skos:altLabel }}
  ?item ?property ?name .
  FILTER(LANG(?name) IN ({tags}))
}}"""


def offices(qids: Iterable[str]) -> str:
    """Positions held: ?item, ?statement, ?position, its label in each language (?title_en …) and,
    where known, ?from, ?fromPrecision, ?to, ?toPrecision."""
    titles = "\n".join(
        f"  OPTIONAL {{ ?position rdfs:label ?title_{tag} . FILTER(LANG(?title_{tag}) = '{tag}') }}"
        for tag in LANGUAGES
    )
    return f"""{_PREFIXES}
SELECT * WHERE {{
  {_values(qids)}
  {_OFFICE}
{titles}
  OPTIONAL {{ ?statement pqv:P580 ?start .
    ?start wikibase:timeValue ?from ; wikibase:timePrecision ?fromPrecision }}
  OPTIONAL {{ ?statement pqv:P582 ?end .
    ?end wikibase:timeValue ?to ; wikibase:timePrecision ?toPrecision }}
}}"""


def bodies(qids: Iterable[str]) -> str:
    """Where positions are held: ?item, ?statement, ?property that says so (of the statement: of,
    applies to jurisdiction; of the position: applies to jurisdiction, country), ?body, ?label."""
    values = _values(qids)
    return f"""{_PREFIXES}
SELECT DISTINCT ?item ?statement ?property ?body ?label WHERE {{
  {{
    {values}
    {_OFFICE}
    VALUES ?property {{ pq:P642 pq:P1001 }}
    ?statement ?property ?body .
  }} UNION {{
    {values}
    {_OFFICE}
    VALUES ?property {{ wdt:P1001 wdt:P17 }}
    ?position ?property ?body .
  }}
  OPTIONAL {{ ?body rdfs:label ?label . FILTER(LANG(?label) = "en") }}
}}"""


def homes(qids: Iterable[str]) -> str:
    """States people and organisations belong to: ?item, ?place."""
    return f"""{_PREFIXES}
SELECT DISTINCT ?item ?place WHERE {{
  {_values(qids)}
  VALUES ?property {{ wdt:P27 wdt:P17 wdt:P1001 }}
  ?item ?property ?place .
}}"""


def _values(qids: Iterable[str]) -> str:
    """``qids`` must be checked before (``answers.QID``)."""
    return f"VALUES ?item {{ {' '.join(f'wd:{qid}' for qid in sorted(set(qids)))} }}"
