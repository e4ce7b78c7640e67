"""The words of the graph: vocabularies, the IRIs of things, literals any RDF syntax can hold."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD, Literal, Namespace, URIRef

from kg.claims import short_hash
from kg.errors import UsageError
from kg.isotime import precision
from kg.model import Article, Claim, Office
from kg.statements import Statement

BASE = "https://w3id.org/geokg/"
KG = Namespace(BASE + "ontology#")
CLAIMED = Namespace(BASE + "claimed#")
SCHEMA = Namespace("https://schema.org/")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
WIKIDATA = Namespace("http://www.wikidata.org/entity/")

VOCABULARIES = {
    "kg": str(KG),
    "claimed": str(CLAIMED),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "skos": str(SKOS),
    "prov": str(PROV),
    "sem": str(SEM),
    "schema": str(SCHEMA),
    "xsd": str(XSD),
    "owl": str(OWL),
    "dcterms": str(DCTERMS),
    "wd": str(WIKIDATA),
}
"""Prefix -> namespace of every vocabulary a graph uses; they do not move with ``base``."""

_NOT_RDF = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_SIGNS = "._~:/?@!$&'()*+,;=-"
_ADDRESS = re.compile(
    rf"https?://(?:[A-Za-z0-9{_SIGNS}]|%[0-9A-Fa-f]{{2}}|[^\x00-\x7f])+"
    rf"(?:#(?:[A-Za-z0-9{_SIGNS}]|%[0-9A-Fa-f]{{2}}|[^\x00-\x7f])*)?",
    re.IGNORECASE,
)


class Names:
    """The IRIs of things under a base IRI; any id, however odd, gets a valid one of its own.

    Raises UsageError when ``base`` is no http(s) address that ends in ``/`` or ``#``.
    """

    def __init__(self, base: str = BASE) -> None:
        if not base.endswith(("/", "#")) or web_address(base) != URIRef(base):
            raise UsageError(f"{base!r} is no base for IRIs", fix=f"an address such as {BASE}")
        self.prefixes = {
            "id": base + "id/",
            "statement": base + "statement/",
            "claim": base + "claim/",
            "article": base + "article/",
            "office": base + "office/",
        }

    def thing(self, id_: str) -> URIRef:
        return URIRef(self.prefixes["id"] + escape(id_))

    def statement(self, statement: Statement) -> URIRef:
        return URIRef(self.prefixes["statement"] + escape(statement.id))

    def claim(self, claim: Claim) -> URIRef:
        return URIRef(self.prefixes["claim"] + escape(claim.id))

    def article(self, article: Article) -> URIRef:
        return URIRef(self.prefixes["article"] + escape(article.id))

    def office(self, office: Office) -> URIRef:
        parts = office.relation, office.body, office.titles, office.start, office.end, office.source
        return URIRef(
            f"{self.prefixes['office']}{escape(office.person)}-{short_hash(office.person, *parts)}"
        )


def escape(id_: str) -> str:
    """``id_`` as the last step of an IRI: percent-encoded, different for different ids."""
    escaped = quote(id_, safe="", errors="surrogatepass")
    # "." and ".." as a whole step would mean this and the parent folder.
    return escaped if escaped.strip(".") else escaped.replace(".", "%2E")


def text(value: str, lang: str = "") -> Literal:
    """A literal every RDF syntax can hold: unprintable characters become U+FFFD, one for one.
    Without language when ``lang`` is "" or no language tag."""
    return Literal(printable(value), lang=lang if _LANGUAGE.fullmatch(lang) else None)


def printable(value: str) -> str:
    """``value`` with U+FFFD for each character that XML and RDF cannot hold."""
    return _NOT_RDF.sub("\ufffd", value)


def time(iso: str | None) -> Literal | None:
    """``iso`` with the XML Schema type of its precision; None when it is no time."""
    kind = precision(iso) if iso else None
    return Literal(iso, datatype=XSD[kind], normalize=False) if kind else None


def web_address(url: str | None) -> URIRef | None:
    """``url`` as an IRI when it is a well-formed http(s) address, else None."""
    if not url or not _ADDRESS.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        # Reading the port is what checks it.
        return (
            URIRef(quote(url, safe=_SIGNS + "%#")) if parts.hostname and parts.port != 0 else None
        )
    except ValueError:
        return None
