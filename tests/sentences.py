"""Sentences of our own with the claims they must and must not give, in both languages.

Each line of ``claims`` is ``subject relation object`` with flags behind: ``negated``,
``planned``, ``possible``, and ``says ID`` for the speaker; without flags a claim is affirmed,
asserted and nobody's. ``absent`` lists triples that must not be found, whatever their flags.
"""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """A text (one or more sentences) and what it must give."""

    name: str
    lang: str
    text: str
    claims: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


CASES = (
    Case("active", "en", "France criticised Turkey.", ("FRA criticises TUR",)),
    Case("active", "fr", "La France a critiqué la Turquie.", ("FRA criticises TUR",)),
    Case("passive", "en", "Turkey was criticised by France.", ("FRA criticises TUR",)),
    Case("passive", "fr", "La Turquie a été critiquée par la France.", ("FRA criticises TUR",)),
    Case(
        "participle",
        "en",
        "The sanctions imposed by Canada on Belarus expired.",
        ("CAN sanctions BLR",),
    ),
    Case(
        "participle",
        "fr",
        "Les sanctions imposées par le Canada à la Biélorussie ont expiré.",
        ("CAN sanctions BLR",),
    ),
    Case(
        "relative clause",
        "en",
        "Egypt, which recognised Kosovo, praised Serbia.",
        ("EGY recognises XKX", "EGY supports SRB"),
    ),
    Case("reflexive", "fr", "Wang Yi s'est rendu en Inde.", ("wang-yi visits IND",)),
    Case(
        "coordinated subjects",
        "en",
        "Norway and Finland condemned Iran.",
        ("NOR criticises IRN", "FIN criticises IRN"),
    ),
    Case(
        "coordinated objects",
        "fr",
        "Le Brésil a condamné l'Iran et le Yémen.",
        ("BRA criticises IRN", "BRA criticises YEM"),
    ),
    Case(
        "light verb",
        "en",
        "Xi Jinping paid a visit to Hungary.",
        ("xi-jinping visits HUN",),
    ),
    Case(
        "light verb",
        "fr",
        "Xi Jinping a effectué une visite en Hongrie.",
        ("xi-jinping visits HUN",),
    ),
    Case(
        "nominal",
        "en",
        "Xi Jinping's visit to Hungary ended.",
        ("xi-jinping visits HUN",),
    ),
    Case(
        "nominal",
        "fr",
        "La visite de Xi Jinping en Hongrie s'est achevée.",
        ("xi-jinping visits HUN",),
    ),
    Case(
        "pair",
        "fr",
        "Une rencontre entre Antony Blinken et Wang Yi a eu lieu à Rome.",
        ("antony-blinken meets wang-yi",),
    ),
    Case(
        "items choose the relation",
        "en",
        "Poland sold tanks and shells to Latvia.",
        ("LVA buys_arms_from POL", "LVA buys_munitions_from POL"),
    ),
    Case(
        "items choose the relation",
        "fr",
        "La Pologne a vendu des chars et des obus à la Lettonie.",
        ("LVA buys_arms_from POL", "LVA buys_munitions_from POL"),
    ),
    Case(
        "a leader acts for the state",
        "en",
        "Donald Trump imposed sanctions on Venezuela.",
        ("USA sanctions VEN",),
        ("donald-trump sanctions VEN",),
    ),
    Case(
        "metonyms",
        "fr",
        "Le Kremlin a accusé Londres de mensonge.",
        ("RUS accuses GBR",),
    ),
    Case("group", "en", "Russian forces attacked Kharkiv.", ("RUS attacks kharkiv",)),
    Case("group", "fr", "Les forces russes ont attaqué Kharkiv.", ("RUS attacks kharkiv",)),
    Case(
        "the owner of a decision",
        "en",
        "Japan condemned North Korea's decision.",
        ("JPN criticises PRK",),
    ),
    Case("negation", "en", "Serbia did not recognise Kosovo.", ("SRB recognises XKX negated",)),
    Case(
        "negation",
        "fr",
        "La Serbie n'a pas reconnu le Kosovo.",
        ("SRB recognises XKX negated",),
    ),
    Case(
        "denial",
        "en",
        "Iran denied supplying arms to the Houthis.",
        ("IRN supplies_arms_to houthis negated says IRN",),
    ),
    Case(
        "denial",
        "fr",
        "L'Iran a démenti avoir livré des armes aux houthistes.",
        ("IRN supplies_arms_to houthis negated says IRN",),
    ),
    Case("future", "en", "Wang Yi will visit Brazil.", ("wang-yi visits BRA planned",)),
    Case("future", "fr", "Wang Yi se rendra au Brésil.", ("wang-yi visits BRA planned",)),
    Case("intention", "en", "Italy plans to recognise Kosovo.", ("ITA recognises XKX planned",)),
    Case(
        "intention",
        "fr",
        "L'Italie prévoit de reconnaître le Kosovo.",
        ("ITA recognises XKX planned",),
    ),
    Case("modal", "en", "Spain may recognise Kosovo.", ("ESP recognises XKX possible",)),
    Case(
        "modal",
        "fr",
        "L'Espagne pourrait reconnaître le Kosovo.",
        ("ESP recognises XKX possible",),
    ),
    Case(
        "conditional of rumour",
        "fr",
        "Le Soudan aurait attaqué le Tchad.",
        ("SDN attacks TCD possible",),
    ),
    Case(
        "future in the past",
        "en",
        "Antony Blinken said that Italy would recognise Kosovo.",
        ("ITA recognises XKX planned says antony-blinken",),
    ),
    Case(
        "source",
        "en",
        "According to Ukraine, North Korea sold shells to Russia.",
        ("RUS buys_munitions_from PRK says UKR",),
    ),
    Case(
        "source",
        "fr",
        "Selon l'Ukraine, la Corée du Nord a vendu des obus à la Russie.",
        ("RUS buys_munitions_from PRK says UKR",),
    ),
    Case(
        "what an accuser alleges",
        "en",
        "Kenya accused Somalia of attacking Ethiopia.",
        ("KEN accuses SOM", "SOM attacks ETH possible says KEN"),
    ),
    Case(
        "office with its body",
        "en",
        "Macedonian President Petar Stojkov spoke.",
        ("petar-stojkov leads MKD",),
    ),
    Case(
        "office in apposition",
        "fr",
        "Paul Lambert, le ministre belge de la défense, a démissionné.",
        ("paul-lambert represents BEL",),
    ),
    Case(
        "office of an organisation nobody listed",
        "fr",
        "Paul Lambert est chercheur à l'Institut d'études arctiques.",
        ("paul-lambert works_for institut-d-etudes-arctiques",),
    ),
    Case(
        "description of a person",
        "fr",
        "Emmanuel Macron est arrivé. Le président français a critiqué l'Iran.",
        ("emmanuel-macron criticises IRN",),
    ),
    Case(
        "pronoun",
        "en",
        "Emmanuel Macron arrived on Monday. He criticised Iran.",
        ("emmanuel-macron criticises IRN",),
    ),
    Case(
        "the two leaders",
        "en",
        "Xi Jinping called Vladimir Putin. The two leaders met in Beijing.",
        ("vladimir-putin meets xi-jinping",),
    ),
    Case(
        "the city of a capital stays a place",
        "en",
        "Wang Yi travelled to Moscow.",
        ("wang-yi visits moscow",),
    ),
    Case(
        "a place in another",
        "en",
        "The talks in Strasbourg, France, ended.",
        ("strasbourg located_in FRA",),
    ),
    Case(
        "naming is no call",
        "en",
        "Jens Stoltenberg called NATO a success.",
        (),
        ("jens-stoltenberg speaks_with NATO",),
    ),
    Case(
        "a plan to leave is no departure",
        "en",
        "Turkey refused to leave NATO.",
        ("TUR withdraws_from NATO negated",),
    ),
)  # fmt: skip
