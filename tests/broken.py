"""For each law of ontology/shapes.ttl a way to break it, as SPARQL Update on the graph of
tests/test_validate.py."""

from __future__ import annotations


def more(where: str, triples: str) -> str:
    """Add ``triples`` to the first ?x for which ``where`` holds."""
    return swap(where, "", triples)


def less(where: str, triples: str) -> str:
    """Take ``triples`` away from the first ?x that has them."""
    return swap(f"{where} . {triples}", triples, "")


def swap(where: str, old: str, new: str) -> str:
    """Replace ``old`` by ``new`` for the first ?x for which ``where`` holds."""
    return (
        f"DELETE {{ {old} }} INSERT {{ {new} }} "
        f"WHERE {{ {{ SELECT * {{ {where} }} ORDER BY ?x ?y ?z LIMIT 1 }} }}"
    )


def retyped(class_: str, term: str, as_: str = "xsd:decimal") -> str:
    """The same value with another datatype."""
    where = f"?x a {class_} ; {term} ?old BIND (STRDT(STR(?old), {as_}) AS ?new)"
    return swap(where, f"?x {term} ?old", f"?x {term} ?new")


CLAIM, STATEMENT, ARTICLE, OFFICE = (
    f"?x a kg:{name}" for name in ("Claim", "Statement", "Article", "Office")
)
OPEN = f"{CLAIM} ; kg:modality kg:possible ; kg:polarity kg:affirmed"
DENIED = (
    f"{STATEMENT} ; rdf:subject id:CHN ; rdf:object id:PRK ; rdf:predicate kg:criticises ;"
    " kg:status kg:claimedOnly"
)
PLAIN = (
    f"{STATEMENT} ; kg:status kg:plain ; rdf:predicate kg:leads ; rdf:subject ?s ; rdf:object ?o"
)
NEW = """
    a kg:Statement , rdf:Statement ; kg:status kg:claimedOnly ; kg:disputed false ;
    kg:claimCount 1 ; kg:articleCount 1 ; kg:outletCount 0 ; kg:sourceCount 1 ;
    kg:affirmingSourceCount 0 ; kg:denyingSourceCount 0 ; rdf:predicate kg:leads ;
"""

BROKEN = {
    "ClaimClass": less(CLAIM, "?x a prov:Entity"),
    "ClaimStatement": more(CLAIM, "?x kg:statement id:RUS"),
    "ClaimArticle": less(CLAIM, "?x prov:wasDerivedFrom ?y"),
    "ClaimPolarity": more(OPEN, "?x kg:polarity kg:negated"),
    "ClaimModality": more(OPEN, "?x kg:modality kg:planned"),
    "ClaimConfidence": swap(f"{CLAIM} ; kg:confidence ?y", "?x kg:confidence ?y",
                            "?x kg:confidence 1.5"),
    "ClaimExtractor": swap(f"{CLAIM} ; kg:extractor ?y", "?x kg:extractor ?y",
                           '?x kg:extractor ""'),
    "ClaimExtractorVersion": less(CLAIM, "?x kg:extractorVersion ?y"),
    "ClaimSpeaker": more(f"{OPEN} ; kg:attributedTo ?y", "?x kg:attributedTo id:RUS , id:PRK"),
    "ClaimVia": more(CLAIM, "?x kg:via id:RUS , id:PRK"),
    "ClaimPlace": more(f"{CLAIM} ; kg:statement ?y", "?x kg:where id:RUS , id:PRK ."
                       " ?y kg:where id:RUS , id:PRK"),
    "ClaimItem": more(f"{CLAIM} ; kg:statement ?y", "?x kg:item 'tea' , 'tin' ."
                      " ?y kg:item 'tea' , 'tin'"),
    "ClaimQuantity": more(f"{CLAIM} ; kg:statement ?y", "?x kg:quantity '1' , '2' ."
                          " ?y kg:quantity '1' , '2'"),
    "ClaimTimeInWords": more(CLAIM, "?x kg:whenText 'now' , 'then'"),
    "ClaimQuote": less(CLAIM, "?x kg:quote ?y"),
    "ClaimSubjectText": less(CLAIM, "?x kg:subjectText ?y"),
    "ClaimObjectText": less(CLAIM, "?x kg:objectText ?y"),
    "ClaimSubjectRule": more(CLAIM, "?x kg:subjectRule 'a' , 'b'"),
    "ClaimObjectRule": more(CLAIM, "?x kg:objectRule 'a' , 'b'"),
    "ClaimSubjectOver": more(CLAIM, "?x kg:subjectOver id:RUS , id:PRK"),
    "ClaimObjectOver": more(CLAIM, "?x kg:objectOver id:RUS , id:PRK"),
    "ClaimTriggerText": swap(f"{CLAIM} ; kg:triggerText ?y BIND (STRLANG(?y, 'en') AS ?z)",
                             "?x kg:triggerText ?y", "?x kg:triggerText ?z"),
    "ClaimQuoteStart": less(CLAIM, "?x kg:quoteStart ?y"),
    "ClaimQuoteEnd": less(CLAIM, "?x kg:quoteEnd ?y"),
    "ClaimSubjectStart": less(CLAIM, "?x kg:subjectStart ?y"),
    "ClaimSubjectEnd": less(CLAIM, "?x kg:subjectEnd ?y"),
    "ClaimObjectStart": less(CLAIM, "?x kg:objectStart ?y"),
    "ClaimObjectEnd": less(CLAIM, "?x kg:objectEnd ?y"),
    "ClaimTriggerStart": retyped("kg:Claim", "kg:triggerStart"),
    "ClaimTriggerEnd": retyped("kg:Claim", "kg:triggerEnd"),
    "ClaimTriggerWhole": less(CLAIM, "?x kg:triggerStart ?y"),
    "ClaimSentenceStart": more(OPEN, "?x kg:sentenceStart 0 , 1 ; kg:sentenceEnd 99999"),
    "ClaimSentenceEnd": more(OPEN, "?x kg:sentenceStart 0 ; kg:sentenceEnd 99998 , 99999"),
    "SentenceAroundExcerpt": more(OPEN, "?x kg:sentenceStart 0 ; kg:sentenceEnd 1"),
    "QuoteLength": swap(f"{CLAIM} ; kg:quote ?y BIND (CONCAT(?y, '!') AS ?z)", "?x kg:quote ?y",
                        "?x kg:quote ?z"),
    "WordsInQuote": swap(f"{CLAIM} ; kg:subjectText ?y BIND (CONCAT('-', SUBSTR(?y, 2)) AS ?z)",
                         "?x kg:subjectText ?y", "?x kg:subjectText ?z"),
    "TimeFrom": more(f"{CLAIM} ; kg:from ?y", "?x kg:from '2023'^^xsd:gYear"),
    "TimeTo": more(f"{CLAIM} ; kg:to ?y", "?x kg:to '2023'^^xsd:gYear"),
    "TimeExists": swap(f"{CLAIM} ; kg:from ?y", "?x kg:from ?y",
                       "?x kg:from '2023-02-29'^^xsd:date"),
    "TimeOrder": swap(f"{CLAIM} ; kg:from ?y", "?x kg:from ?y", "?x kg:from '2024'^^xsd:gYear"),
    "AmountOrder": more(OPEN, "?x kg:quantityMin 5.0 ; kg:quantityMax 3.0"),
    "AmountLeast": more(OPEN, "?x kg:quantityMin 5.0 , 3.0"),
    "AmountGreatest": more(OPEN, "?x kg:quantityMax 5.0 , 3.0"),
    "AmountUnit": more(OPEN, "?x kg:quantityUnit 'tank' , 'shell'"),
    "AmountOfClaims": more(STATEMENT, "?x kg:quantityMax 3.0"),
    "ToldByClaims": more(STATEMENT, "?x kg:item 'tea'"),
    "TextIsText": swap("?x kg:affirmedIn ?y BIND (STRLANG(?y, 'en') AS ?z)",
                       "?x kg:affirmedIn ?y", "?x kg:affirmedIn ?z"),
    "StatementSubject": less(DENIED, "?x rdf:subject ?y"),
    "StatementRelation": less(DENIED, "?x rdf:predicate ?y"),
    "StatementObject": less(DENIED, "?x rdf:object ?y"),
    "RelationKnown": swap(DENIED, "?x rdf:predicate kg:criticises",
                          "?x rdf:predicate kg:teases ."
                          " kg:teases rdfs:subPropertyOf claimed:teases"),
    "RelationDomain": swap(DENIED, "?x rdf:subject id:CHN", "?x rdf:subject id:hwasong-18"),
    "RelationRange": swap(DENIED, "?x rdf:object id:PRK", "?x rdf:object id:pyongyang"),
    "TwoThings": swap(DENIED, "?x rdf:object id:PRK", "?x rdf:object id:CHN"),
    "StatementEvent": more(PLAIN, "?x a sem:Event"),
    "StatementClass": less(STATEMENT, "?x a rdf:Statement"),
    "StatementStatus": less(DENIED, "?x kg:status ?y"),
    "StatementDisputed": less(STATEMENT, "?x kg:disputed ?y"),
    "StatementBacked": f"INSERT DATA {{ <urn:new> {NEW}"
                       " rdf:subject id:vladimir-putin ; rdf:object id:IRN }",
    "StatementClaims": retyped("kg:Statement", "kg:claimCount"),
    "StatementArticles": retyped("kg:Statement", "kg:articleCount"),
    "StatementOutlets": retyped("kg:Statement", "kg:outletCount"),
    "StatementSources": retyped("kg:Statement", "kg:sourceCount"),
    "StatementAffirmingSources": retyped("kg:Statement", "kg:affirmingSourceCount"),
    "StatementDenyingSources": retyped("kg:Statement", "kg:denyingSourceCount"),
    "StatementFirstReported": retyped("kg:Statement", "kg:firstReported", "xsd:string"),
    "StatementLastReported": retyped("kg:Statement", "kg:lastReported", "xsd:string"),
    "ContradictsBothWays": less("?x rdf:predicate kg:buys_arms_from", "?x kg:contradicts ?y"),
    "ContradictsRightly": swap(
        f"{PLAIN} ; kg:disputed ?d . ?y rdf:predicate kg:tests_weapon ; kg:disputed ?e",
        "?x kg:disputed ?d . ?y kg:disputed ?e",
        "?x kg:disputed true ; kg:contradicts ?y . ?y kg:disputed true ; kg:contradicts ?x",
    ),
    "ClaimsCounted": swap(f"{STATEMENT} ; kg:claimCount ?y", "?x kg:claimCount ?y",
                          "?x kg:claimCount 7"),
    "ArticlesCounted": swap(f"{STATEMENT} ; kg:articleCount ?y", "?x kg:articleCount ?y",
                            "?x kg:articleCount 7"),
    "OutletsCounted": swap(f"{STATEMENT} ; kg:outletCount ?y", "?x kg:outletCount ?y",
                           "?x kg:outletCount 7"),
    "SourcesCounted": swap(f"{STATEMENT} ; kg:sourceCount ?y", "?x kg:sourceCount ?y",
                           "?x kg:sourceCount 7"),
    "AffirmingSourcesCounted": swap("?x kg:affirmingSourceCount ?y FILTER (?y > 0)",
                                    "?x kg:affirmingSourceCount ?y",
                                    "?x kg:affirmingSourceCount 0"),
    "DenyingSourcesCounted": swap("?x kg:denyingSourceCount ?y FILTER (?y > 0)",
                                  "?x kg:denyingSourceCount ?y", "?x kg:denyingSourceCount 0"),
    "AffirmedBySomebody": less(STATEMENT, "?x kg:affirmedBy ?y"),
    "DeniedBySomebody": less(STATEMENT, "?x kg:deniedBy ?y"),
    "AffirmedInAnOutlet": more(STATEMENT, "?x kg:affirmedIn 'The Kettle'"),
    "DeniedInAnOutlet": more(STATEMENT, "?x kg:deniedIn 'The Kettle'"),
    "DisputedWhenDenied": swap(f"{STATEMENT} ; kg:disputed true", "?x kg:disputed true",
                               "?x kg:disputed false"),
    "ReportsDated": swap(f"{STATEMENT} ; kg:lastReported ?y", "?x kg:lastReported ?y",
                         "?x kg:lastReported '2031-01-01'^^xsd:date"),
    "Merged": more(PLAIN, f"<urn:new> {NEW} rdf:subject ?s ; rdf:object ?o"),
    "EdgeBacked": "INSERT DATA { id:RUS kg:leads id:IRN }",
    "ClaimedEdgeBacked": "INSERT DATA { id:RUS claimed:leads id:IRN }",
    "PlainIsAffirmed": swap(DENIED, "?x kg:status kg:claimedOnly",
                            "?x kg:status kg:plain . id:CHN kg:criticises id:PRK"),
    "PlainEdge": less(PLAIN, "?s kg:leads ?o"),
    "ClaimedEdge": less(PLAIN, "?s claimed:leads ?o"),
    "EdgeBothWays": less("?x rdf:predicate kg:meets ; rdf:subject ?s ; rdf:object ?o",
                         "?o claimed:meets ?s"),
    "RelationDeclared": less("?x rdf:predicate kg:leads", "kg:leads rdfs:subPropertyOf ?y"),
    "EntityClass": "INSERT DATA { id:RUS a kg:Actor }",
    "EntityLabel": "DELETE WHERE { id:RUS rdfs:label ?label }",
    "AliasIsText": "INSERT DATA { id:RUS skos:altLabel id:IRN }",
    "EntityUsed": "INSERT DATA { id:new a kg:Place ; rdfs:label 'Newtown' }",
    "LabelLanguage": "INSERT DATA { id:RUS rdfs:label 'Russland' }",
    "SameAs": "INSERT DATA { id:pyongyang owl:sameAs <http://www.wikidata.org/entity/L1> }",
    "SameAsOnce": "INSERT DATA { id:pyongyang owl:sameAs wd:Q159 }",
    "OfficeHolder": less(OFFICE, "?x kg:holder ?y"),
    "OfficeBody": less(OFFICE, "?x kg:body ?y"),
    "OfficeRelation": more(OFFICE, "?x kg:relation kg:leads , kg:represents"),
    "OfficeTitle": more(OFFICE, "?x rdfs:label id:RUS"),
    "OfficeFits": swap(f"{OFFICE} ; kg:relation kg:leads ; kg:body ?y", "?x kg:body ?y",
                       "?x kg:body id:hwasong-18"),
    "OfficeSource": more(OFFICE, "?x dcterms:source 'a' , 'b'"),
    "OfficeIsBackground": more(f"{OFFICE} . ?y a kg:Claim", "?y kg:statement ?x"),
    "OfficeIsNoStatement": more(OFFICE, "?x a rdf:Statement"),
    "ArticleSource": less(ARTICLE, "?x kg:sourcePath ?y"),
    "ArticleLanguage": less(ARTICLE, "?x dcterms:language ?y"),
    "ArticleTitle": more(ARTICLE, "?x dcterms:title 'a' , 'b'"),
    "ArticleOutlet": more(ARTICLE, "?x kg:outlet 'The Kettle'"),
    "ArticleDay": retyped("kg:Article", "kg:published", "xsd:string"),
    "ArticleAddress": more(ARTICLE, "?x schema:url <ftp://news.example/>"),
    "ArticleHash": swap(f"{ARTICLE} ; kg:textHash ?y", "?x kg:textHash ?y", "?x kg:textHash 'b'"),
    "ArticleUsed": "INSERT DATA { <urn:a> a kg:Article ; kg:sourcePath 'a' ;"
                   " dcterms:language 'en' }",
    "NoBlankNodes": "INSERT DATA { [] rdfs:comment 'nameless' }",
    "TermKnown": "INSERT DATA { id:RUS kg:dreams 'of tea' }",
    "TermDomain": "INSERT DATA { id:RUS kg:quantityUnit 'tank' }",
    "TermRange": more(f"{CLAIM} . ?y a kg:Article", "?x kg:subjectOver ?y"),
    "QuoteInText": swap(f"{CLAIM} ; kg:quote ?y BIND (REPLACE(?y, '[.]$', '!') AS ?z)",
                        "?x kg:quote ?y", "?x kg:quote ?z"),
    "TextHashed": swap(f"{ARTICLE} ; kg:textHash ?y BIND (SHA256('') AS ?z)", "?x kg:textHash ?y",
                       "?x kg:textHash ?z"),
}  # fmt: skip
UNUSED = {"EntityUsed"}
ALSO: dict[str, set[str]] = {
    "ClaimArticle": {"AffirmedInAnOutlet", "AffirmingSourcesCounted"},
    "ClaimStatement": {"ReportsDated", "TermRange", "ToldByClaims"},
    "Merged": {"StatementBacked"},
    "OfficeBody": UNUSED,
    "OfficeFits": UNUSED,
    "OfficeIsBackground": {"ClaimStatement", "ReportsDated", "TermRange", "ToldByClaims"},
    "RelationDomain": UNUSED,
    "StatementLastReported": {"StatementFirstReported"},
    "StatementSubject": UNUSED,
}
"""What else a case breaks, where the law cannot be broken alone."""
