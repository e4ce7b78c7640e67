"""Sentences of our own with the claims they must and must not give, in both languages.

Each line of ``claims`` is ``subject relation object`` with flags behind: ``negated``,
``planned``, ``possible``, and ``says ID`` for the speaker; without flags a claim is affirmed,
asserted and nobody's. ``absent`` lists triples that must not be found, whatever their flags.
tests/cases.tsv holds many more, one a line: name, language, text, claims.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Case(NamedTuple):
    """A text (one or more sentences) and what it must give."""

    name: str
    lang: str
    text: str
    claims: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    bug: str = ""
    """Why it is read wrong, for the cases of ``BUGS``."""


def _listed() -> tuple[Case, ...]:
    """The cases of tests/cases.tsv."""
    lines = (Path(__file__).parent / "cases.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return tuple(Case(n, lang, text, tuple(claims.split("; "))) for n, lang, text, claims in rows)


CASES: tuple[Case, ...] = (
    *_listed(),
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
    Case(
        "a date before the object",
        "fr",
        "Le Canada a annoncé jeudi de nouvelles sanctions contre le Bélarus.",
        ("CAN sanctions BLR",),
    ),
    Case(
        "a title before the name",
        "fr",
        "Le président français Emmanuel Macron a critiqué la Russie et la Syrie hier.",
        (
            "emmanuel-macron leads FRA",
            "emmanuel-macron criticises RUS",
            "emmanuel-macron criticises SYR",
        ),
    ),
    Case(
        "incise",
        "fr",
        "La Serbie a attaqué le Kosovo, a annoncé l'armée albanaise.",
        ("SRB attacks XKX says ALB",),
    ),
    Case(
        "neither nor",
        "fr",
        "Ni la France ni l'Allemagne n'ont reconnu la Palestine.",
        ("FRA recognises PSE negated", "DEU recognises PSE negated"),
    ),
    Case(
        "what nearly happened",
        "fr",
        "Londres a failli rompre ses relations avec Moscou.",
        ("GBR breaks_ties_with RUS negated",),
    ),
    Case(
        "not ruled out is not done",
        "en",
        "Israel did not rule out attacking Iran.",
        ("ISR attacks IRN possible",),
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
    Case(
        "relative clause on the object",
        "en",
        "The drones that Iran supplied to Russia were shot down.",
        ("IRN supplies_arms_to RUS",),
    ),
    Case(
        "relative clause with its owner",
        "en",
        "Mali, whose army attacked Niger, denied everything.",
        ("MLI attacks NER",),
    ),
    Case(
        "relative clause with its owner",
        "fr",
        "Le Mali, dont l'armée a attaqué le Niger, a tout démenti.",
        ("MLI attacks NER",),
    ),
    Case(
        "relative clause",
        "fr",
        "L'Égypte, qui a reconnu le Kosovo, a soutenu la Serbie.",
        ("EGY recognises XKX", "EGY supports SRB"),
    ),
    Case("passive with get", "en", "Armenia got attacked by Azerbaijan.", ("AZE attacks ARM",)),
    Case(
        "control by the object",
        "en",
        "Ukraine persuaded Germany to recognise Kosovo.",
        ("UKR urges DEU", "DEU recognises XKX possible"),
        ("UKR recognises XKX",),
    ),
    Case(
        "control by the subject",
        "en",
        "Hungary refused to sanction Russia.",
        ("HUN sanctions RUS negated",),
    ),
    Case(
        "control by the subject",
        "fr",
        "La Hongrie a refusé de sanctionner la Russie.",
        ("HUN sanctions RUS negated",),
    ),
    Case("raising", "en", "Turkey continues to criticise Greece.", ("TUR criticises GRC",)),
    Case("raising", "fr", "La Turquie continue de critiquer la Grèce.", ("TUR criticises GRC",)),
    Case(
        "coordinated clauses",
        "en",
        "Japan condemned Belarus, and Canada praised Ukraine.",
        ("JPN criticises BLR", "CAN supports UKR"),
        ("JPN supports UKR",),
    ),
    Case(
        "coordinated clauses",
        "fr",
        "Le Japon a condamné la Biélorussie et le Canada a soutenu l'Ukraine.",
        ("JPN criticises BLR", "CAN supports UKR"),
        ("JPN supports UKR",),
    ),
    Case(
        "coordinated complements",
        "en",
        "Wang Yi travelled to Egypt and Kenya.",
        ("wang-yi visits EGY", "wang-yi visits KEN"),
    ),
    Case(
        "coordinated subjects",
        "fr",
        "La Norvège et la Finlande ont condamné l'Iran.",
        ("NOR criticises IRN", "FIN criticises IRN"),
    ),
    Case(
        "nominal with its agent",
        "en",
        "The recognition of Kosovo by Italy angered Serbia.",
        ("ITA recognises XKX",),
        ("XKX recognises ITA",),
    ),
    Case(
        "nominal with its agent",
        "fr",
        "La reconnaissance du Kosovo par l'Italie a irrité la Serbie.",
        ("ITA recognises XKX",),
        ("XKX recognises ITA",),
    ),
    Case(
        "nominal with a demonym", "en", "The French attack on Chad was short.", ("FRA attacks TCD",)
    ),
    Case(
        "nominal with a demonym",
        "fr",
        "L'attaque française contre le Tchad a été brève.",
        ("FRA attacks TCD",),
    ),
    Case(
        "nominal with its owner",
        "fr",
        "Les sanctions du Canada contre l'Iran ont expiré.",
        ("CAN sanctions IRN",),
    ),
    Case(
        "nominal with its owner",
        "en",
        "Canada's sanctions against Iran expired.",
        ("CAN sanctions IRN",),
    ),
    Case("pair", "en", "Talks between Norway and Sweden ended.", ("NOR meets SWE",)),
    Case("possessive", "en", "Canada expressed its support for Ukraine.", ("CAN supports UKR",)),
    Case("possessive", "fr", "Le Canada a exprimé son soutien à l'Ukraine.", ("CAN supports UKR",)),
    Case(
        "title before the name",
        "en",
        "French Foreign Minister Jeanne Dubreuil met Wang Yi.",
        ("jeanne-dubreuil represents FRA", "jeanne-dubreuil meets wang-yi"),
    ),
    Case(
        "title before the name",
        "fr",
        "La ministre française des affaires étrangères, Jeanne Dubreuil, a rencontré Wang Yi.",
        ("jeanne-dubreuil represents FRA", "jeanne-dubreuil meets wang-yi"),
    ),
    Case(
        "title with a possessor",
        "en",
        "Germany's defence minister, Karl Brandt, spoke.",
        ("karl-brandt represents DEU",),
    ),
    Case(
        "title with a demonym",
        "fr",
        "Le président moldave Karl Brandt a pris la parole.",
        ("karl-brandt leads MDA",),
    ),
    Case(
        "title as predicate",
        "en",
        "Jeanne Dubreuil is the president of Moldova.",
        ("jeanne-dubreuil leads MDA",),
    ),
    Case(
        "title as predicate",
        "fr",
        "Jeanne Dubreuil est la présidente de la Moldavie.",
        ("jeanne-dubreuil leads MDA",),
    ),
    Case(
        "title in apposition",
        "en",
        "Karl Brandt, a spokesman for NATO, declined to comment.",
        ("karl-brandt represents NATO",),
    ),
    Case(
        "title in apposition",
        "fr",
        "Karl Brandt, ambassadeur d'Autriche, a démissionné.",
        ("karl-brandt represents AUT",),
    ),
    Case(
        "apposition between subject and verb",
        "en",
        "Wang Yi, the Chinese foreign minister, arrived in Egypt.",
        ("wang-yi represents CHN", "wang-yi visits EGY"),
    ),
    Case(
        "apposition between subject and verb",
        "fr",
        "Wang Yi, le ministre chinois des affaires étrangères, est arrivé en Égypte.",
        ("wang-yi represents CHN", "wang-yi visits EGY"),
    ),
    Case(
        "quote",
        "en",
        '"France sanctioned Mali," said Wang Yi.',
        ("FRA sanctions MLI says wang-yi",),
    ),
    Case(
        "quote",
        "fr",
        "« La France a sanctionné le Mali », a déclaré Wang Yi.",
        ("FRA sanctions MLI says wang-yi",),
    ),
    Case(
        "incise",
        "en",
        "Iran, Antony Blinken said, attacked Iraq.",
        ("IRN attacks IRQ says antony-blinken",),
    ),
    Case(
        "speech at the end",
        "en",
        "Iran attacked Iraq, Antony Blinken said.",
        ("IRN attacks IRQ says antony-blinken",),
    ),
    Case(
        "reported speech",
        "en",
        "Egypt said that Sudan attacked Chad.",
        ("SDN attacks TCD says EGY",),
    ),
    Case(
        "reported speech",
        "fr",
        "L'Égypte a affirmé que le Soudan avait attaqué le Tchad.",
        ("SDN attacks TCD says EGY",),
    ),
    Case(
        "source behind",
        "en",
        "Iran attacked Iraq, according to Antony Blinken.",
        ("IRN attacks IRQ says antony-blinken",),
    ),
    Case(
        "source before",
        "fr",
        "D'après l'Égypte, le Soudan a attaqué le Tchad.",
        ("SDN attacks TCD says EGY",),
    ),
    Case("never", "en", "Cuba never attacked Haiti.", ("CUB attacks HTI negated",)),
    Case("never", "fr", "Cuba n'a jamais attaqué Haïti.", ("CUB attacks HTI negated",)),
    Case(
        "double negation",
        "en",
        "Rwanda did not deny attacking Burundi.",
        ("RWA attacks BDI possible says RWA",),
    ),
    Case(
        "double negation",
        "fr",
        "Le Rwanda n'a pas démenti avoir attaqué le Burundi.",
        ("RWA attacks BDI possible says RWA",),
    ),
    Case("could", "en", "Israel could attack Lebanon.", ("ISR attacks LBN possible",)),
    Case("could", "fr", "Israël peut attaquer le Liban.", ("ISR attacks LBN possible",)),
    Case(
        "condition",
        "en",
        "If Israel attacks Lebanon, Egypt will condemn Israel.",
        ("ISR attacks LBN possible", "EGY criticises ISR planned"),
    ),
    Case(
        "condition",
        "fr",
        "Si Israël attaque le Liban, l'Égypte condamnera Israël.",
        ("ISR attacks LBN possible", "EGY criticises ISR planned"),
    ),
    Case(
        "adverb of rumour", "en", "Sudan reportedly attacked Chad.", ("SDN attacks TCD possible",)
    ),
    Case("question", "en", "Did Iran attack Iraq?", ("IRN attacks IRQ possible",)),
    Case(
        "near future", "fr", "L'Espagne va reconnaître le Kosovo.", ("ESP recognises XKX planned",)
    ),
    Case("promise", "en", "Serbia vowed to attack Kosovo.", ("SRB attacks XKX planned",)),
    Case(
        "promise",
        "fr",
        "La Serbie a promis d'attaquer le Kosovo.",
        ("SRB attacks XKX planned",),
    ),
    Case(
        "appeal",
        "en",
        "Antony Blinken urged India to condemn Russia.",
        ("antony-blinken urges IND", "IND criticises RUS possible says antony-blinken"),
    ),
    Case(
        "appeal",
        "fr",
        "La Pologne a appelé l'Allemagne à sanctionner la Biélorussie.",
        ("POL urges DEU", "DEU sanctions BLR possible says POL"),
    ),
    Case(
        "what an accuser alleges",
        "fr",
        "Le Kenya a accusé la Somalie d'avoir attaqué l'Éthiopie.",
        ("KEN accuses SOM", "SOM attacks ETH possible says KEN"),
    ),
    Case("threat", "en", "Iran threatened to attack Israel.", ("IRN attacks ISR possible",)),
    Case("threat", "fr", "L'Iran a menacé d'attaquer Israël.", ("IRN attacks ISR possible",)),
    Case(
        "a leader acts for the state",
        "fr",
        "Donald Trump a imposé des sanctions au Venezuela.",
        ("USA sanctions VEN",),
        ("donald-trump sanctions VEN",),
    ),
    Case("capital for its state", "en", "Beijing condemned Iran.", ("CHN criticises IRN",)),
    Case("capital for its state", "fr", "Pékin a condamné l'Iran.", ("CHN criticises IRN",)),
    Case("seat for its state", "en", "The White House condemned Iran.", ("USA criticises IRN",)),
    Case(
        "officials for their state",
        "fr",
        "Des responsables turcs ont condamné l'Iran.",
        ("TUR criticises IRN",),
    ),
    Case(
        "the owner of a decision",
        "fr",
        "Le Japon a condamné la décision de la Corée du Nord.",
        ("JPN criticises PRK",),
    ),
    Case(
        "reflexive of two",
        "fr",
        "Antony Blinken et Wang Yi se sont rencontrés à Vienne.",
        ("antony-blinken meets wang-yi",),
    ),
    Case(
        "date with its year",
        "en",
        "Italy recognised Kosovo on 21 February 2008.",
        ("ITA recognises XKX",),
    ),
    Case(
        "date with its year",
        "fr",
        "L'Italie a reconnu le Kosovo le 21 février 2008.",
        ("ITA recognises XKX",),
    ),
    Case(
        "date of a month", "en", "In March 2022, Canada sanctioned Belarus.", ("CAN sanctions BLR",)
    ),
    Case(
        "date of a month",
        "fr",
        "En mars 2022, le Canada a sanctionné la Biélorussie.",
        ("CAN sanctions BLR",),
    ),
    Case(
        "place of an event",
        "en",
        "Antony Blinken met Wang Yi in Vienna.",
        ("antony-blinken meets wang-yi",),
    ),
    Case(
        "place of an event",
        "fr",
        "Antony Blinken a rencontré Wang Yi à Vienne.",
        ("antony-blinken meets wang-yi",),
    ),
    Case(
        "quantity",
        "en",
        "North Korea sent thousands of troops to Russia.",
        ("PRK sends_troops_to RUS",),
    ),
    Case(
        "quantity",
        "fr",
        "La Corée du Nord a envoyé des milliers de soldats en Russie.",
        ("PRK sends_troops_to RUS",),
    ),
    Case(
        "modified item",
        "fr",
        "La Pologne a vendu des véhicules blindés au Kenya.",
        ("KEN buys_arms_from POL",),
    ),
    Case(
        "description of a state",
        "en",
        "Brazil arrived late. The country condemned Iran.",
        ("BRA criticises IRN",),
    ),
    Case(
        "description of a state",
        "fr",
        "Le Brésil est arrivé en retard. Le pays a condamné l'Iran.",
        ("BRA criticises IRN",),
    ),
    Case(
        "pronoun of a thing",
        "en",
        "Brazil left the room. It condemned Iran.",
        ("BRA criticises IRN",),
    ),
    Case(
        "pronoun",
        "fr",
        "Emmanuel Macron est arrivé lundi. Il a critiqué l'Iran.",
        ("emmanuel-macron criticises IRN",),
    ),
    Case(
        "pronoun of the other gender",
        "en",
        "Giorgia Meloni called Emmanuel Macron. He criticised Iran.",
        ("emmanuel-macron criticises IRN",),
        ("giorgia-meloni criticises IRN",),
    ),
    Case(
        "pronoun of the other gender",
        "fr",
        "Giorgia Meloni a appelé Emmanuel Macron. Elle a critiqué l'Iran.",
        ("giorgia-meloni criticises IRN",),
        ("emmanuel-macron criticises IRN",),
    ),
    Case(
        "possessive across sentences",
        "en",
        "Emmanuel Macron arrived in Cairo. His visit to Egypt lasted two days.",
        ("emmanuel-macron visits EGY",),
    ),
    Case(
        "possessive across sentences",
        "fr",
        "Emmanuel Macron est arrivé au Caire. Sa visite en Égypte a duré deux jours.",
        ("emmanuel-macron visits EGY",),
    ),
    Case(
        "description of an office",
        "en",
        "Wang Yi landed in Nairobi. The minister criticised Iran.",
        ("wang-yi criticises IRN",),
    ),
    Case(
        "surname",
        "fr",
        "Jeanne Dubreuil est la présidente de la Moldavie. Dubreuil a condamné l'Iran.",
        ("jeanne-dubreuil criticises IRN",),
    ),
    Case(
        "the two countries",
        "en",
        "Armenia and Azerbaijan are neighbours. The two countries signed an agreement.",
        ("ARM signs_agreement_with AZE",),
    ),
    Case(
        "the two countries",
        "fr",
        "L'Arménie et l'Azerbaïdjan sont voisins. Les deux pays ont signé un accord.",
        ("ARM signs_agreement_with AZE",),
    ),
    Case(
        "the two leaders",
        "fr",
        "Xi Jinping a appelé Vladimir Poutine. Les deux dirigeants se sont rencontrés à Pékin.",
        ("vladimir-putin meets xi-jinping",),
    ),
    Case(
        "an event told again",
        "en",
        "Wang Yi will visit Brazil. The visit by Wang Yi to Brazil will last a day.",
        ("wang-yi visits BRA planned",),
    ),
    Case(
        "a planned event",
        "en",
        "A visit by Wang Yi to Brazil is planned.",
        ("wang-yi visits BRA planned",),
    ),
    Case(
        "a planned event",
        "fr",
        "Une visite de Wang Yi au Brésil est prévue.",
        ("wang-yi visits BRA planned",),
    ),
    Case(
        "no in the noun",
        "en",
        "Egypt imposed no sanctions on Sudan.",
        ("EGY sanctions SDN negated",),
    ),
    Case(
        "no in the noun",
        "fr",
        "L'Égypte n'a imposé aucune sanction au Soudan.",
        ("EGY sanctions SDN negated",),
    ),
    Case(
        "no longer",
        "fr",
        "La Grèce ne soutient plus la Serbie.",
        ("GRC supports SRB negated",),
    ),
    Case(
        "near future",
        "en",
        "Spain is going to recognise Kosovo.",
        ("ESP recognises XKX planned",),
    ),
    Case(
        "shared object",
        "en",
        "Japan condemned and sanctioned Belarus.",
        ("JPN criticises BLR", "JPN sanctions BLR"),
    ),
    Case(
        "shared object",
        "fr",
        "Le Japon a condamné et sanctionné la Biélorussie.",
        ("JPN criticises BLR", "JPN sanctions BLR"),
    ),
    Case(
        "control by the object",
        "fr",
        "L'Ukraine a persuadé l'Allemagne de reconnaître le Kosovo.",
        ("DEU recognises XKX possible",),
        ("UKR recognises XKX",),
    ),
    Case(
        "incise",
        "fr",
        "L'Iran, a affirmé Antony Blinken, a attaqué l'Irak.",
        ("IRN attacks IRQ says antony-blinken",),
    ),
    Case(
        "organisation named after a region",
        "en",
        "Jeanne Dubreuil, director of the Arctic Institute, spoke.",
        ("jeanne-dubreuil leads arctic-institute",),
        ("arctic-institute located_in arctic",),
    ),
)

# Clear mistakes of today: each must fail until it is mended, then moves to CASES.
BUGS: tuple[Case, ...] = (
    Case(
        "denial of a clause",
        "en",
        "Rwanda's denial that it attacked Burundi was ignored.",
        ("RWA attacks BDI negated",),
        (),
        'a clause the parser calls relative ends the climb before "denial"',
    ),
    Case(
        "shared agent",
        "en",
        "Iran was condemned and sanctioned by Canada.",
        ("CAN criticises IRN", "CAN sanctions IRN"),
        (),
        "coordinated passives do not share subject and agent",
    ),
    Case(
        "shared agent",
        "fr",
        "L'Iran a été condamné et sanctionné par le Canada.",
        ("CAN criticises IRN", "CAN sanctions IRN"),
        (),
        "coordinated passives do not share subject and agent",
    ),
    Case(
        "a capital demonym of an army",
        "fr",
        "L'armée kényane a attaqué la Somalie.",
        ("KEN attacks SOM",),
        (),
        "a demonym taken for a name is no owner of a group",
    ),
    Case(
        "incise of a source",
        "fr",
        "Le Soudan aurait, selon l'Égypte, attaqué le Tchad.",
        ("SDN attacks TCD possible says EGY",),
        ("TCD attacks EGY",),
        "a source between auxiliary and participle is taken for an end",
    ),
    Case(
        "calling somebody",
        "fr",
        "Giorgia Meloni a appelé Emmanuel Macron.",
        ("emmanuel-macron speaks_with giorgia-meloni",),
        ("giorgia-meloni urges emmanuel-macron",),
        '"appeler" without an infinitive is read as urging',
    ),
)


# Texts that the tests of single modules read, as (language, text).
class Detail(NamedTuple):
    """A text published on 2 August 2023, one relation it tells, and that claim's details."""

    lang: str
    text: str
    relation: str
    when: str | None = None
    """``from/to`` with its words before it: "Monday 2023-07-31/2023-07-31"."""
    where: str | None = None
    item: str | None = None
    quantity: str | None = None


DETAILS = (
    Detail("en", "Putin met Kim in Vladivostok, on the Pacific coast, on Wednesday.", "meets",
           "Wednesday 2023-08-02/2023-08-02", "vladivostok"),
    Detail("fr", "Sergueï Choïgou a rencontré Kim Jong-un mercredi à Pyongyang.", "meets",
           "mercredi 2023-08-02/2023-08-02", "pyongyang"),
    Detail("en", "Putin will meet Kim on Thursday.", "meets", "Thursday 2023-08-03/2023-08-03"),
    Detail("en", "Macron criticised Israel during a summit in Cairo.", "criticises", None,
           "cairo"),
    Detail("fr", "Macron a critiqué Israël lors d'un sommet au Caire.", "criticises", None,
           "cairo"),
    Detail("en", "Canada signed a $3 billion agreement with Ukraine in Warsaw in May.",
           "signs_agreement_with", "May 2023-05/2023-05", "warsaw", "agreement", "$3 billion"),
    Detail("en", "France sent 300 soldiers to Niger from Chad.", "sends_troops_to", None, None,
           "soldiers", "300 soldiers"),
    Detail("fr", "La Russie a envoyé plus de 2 000 soldats au Mali.", "sends_troops_to", None, None,
           "soldats", "plus de 2 000 soldats"),
    Detail("en", "Poland bought 96 Apache helicopters from the United States for $12 billion.",
           "buys_arms_from", None, None, "Apache helicopters", "96 Apache helicopters"),
    Detail("en", "Norway donated 10 million euros to Sudan.", "aids", None, None, None,
           "10 million euros"),
    Detail("fr", "La Norvège a donné 10 millions d'euros au Soudan.", "aids", None, None, None,
           "10 millions d'euros"),
    Detail("en", "A Russian strike on Kharkiv killed at least 12 civilians on Monday.", "attacks",
           "Monday 2023-07-31/2023-07-31", None, None, "at least 12 civilians"),
    Detail("fr", "Les forces russes ont bombardé Kherson, tuant au moins huit personnes.",
           "attacks", None, None, None, "au moins huit personnes"),
    Detail("en", "India imported 2 million barrels of oil from Russia in June.", "buys_from",
           "June 2023-06/2023-06", None, None, "2 million barrels of oil"),
    Detail("fr", "La Turquie a fourni environ 500 tonnes de blé à la Somalie.", "buys_from", None,
           None, "blé", "environ 500 tonnes de blé"),
    Detail("en", "China sold dozens of drones to Serbia in 2020.", "buys_arms_from",
           "2020 2020/2020", None, "drones", "dozens of drones"),
    Detail("en", "Moscow expelled twenty British diplomats three days after the trip of 5 May.",
           "breaks_ties_with", None, None, None, "twenty British diplomats"),
    Detail("en", "Hungary signed the pact with Sweden on 26 May, two days after a visit by Macron "
           "to Budapest.", "visits"),
    Detail("en", "Iran criticised the 2015 agreement and Israel.", "criticises"),
    Detail("en", "Turkish forces attacked Iraq in 2000 villages.", "attacks"),
    Detail("en", "If Norway attacks Sweden on 29 March, Finland will help.", "attacks",
           "29 March 2024-03-29/2024-03-29"),
)  # fmt: skip


class Dated(NamedTuple):
    """A text, the day it appeared, and one claim it must give, as (subject, relation, object)."""

    lang: str
    day: str
    text: str
    claim: tuple[str, str, str]


_TO_BERLIN = "Le président français a rencontré le chancelier allemand à Berlin."
_IN_LONDON = "The British prime minister met the Polish president in London."
_BUSH = "President Bush met Gorbachev in Malta."
_CLINTON = "Secretary of State Clinton visited Myanmar."
_MINISTER = "Ursula von der Leyen met Sergei Shoigu. The minister criticised Iran."
DATED = (
    Dated("fr", "1998-05-05", _TO_BERLIN, ("jacques-chirac", "meets", "helmut-kohl")),
    Dated("fr", "2008-05-05", _TO_BERLIN, ("nicolas-sarkozy", "meets", "angela-merkel")),
    Dated("fr", "2023-05-05", _TO_BERLIN, ("emmanuel-macron", "meets", "olaf-scholz")),
    Dated("en", "2005-05-05", _IN_LONDON, ("aleksander-kwasniewski", "meets", "tony-blair")),
    Dated("en", "2023-05-05", _IN_LONDON, ("andrzej-duda", "meets", "rishi-sunak")),
    Dated("en", "1990-03-03", _BUSH, ("george-h-w-bush", "leads", "USA")),
    Dated("en", "2011-11-30", _CLINTON, ("hillary-clinton", "visits", "MMR")),
    Dated(
        "fr",
        "2022-11-18",
        "Le ministre russe des Affaires étrangères a rencontré son homologue chinois à Hanoï.",
        ("sergei-lavrov", "meets", "wang-yi"),
    ),
    Dated(
        "en",
        "1999-07-07",
        "The Syrian president visited Moscow.",
        ("hafez-al-assad", "visits", "moscow"),
    ),
    Dated(
        "fr",
        "2019-04-26",
        "Kim a rencontré Poutine à Vladivostok.",
        ("kim-jong-un", "meets", "vladimir-putin"),
    ),
    Dated(
        "fr",
        "1992-08-21",
        "Le président américain, George Bush, a menacé l'Irak.",
        ("george-h-w-bush", "threatens", "IRQ"),
    ),
    Dated(
        "en", "2002-11-21", "George Bush threatened Iraq.", ("george-w-bush", "threatens", "IRQ")
    ),
    Dated(
        "en", "2003-02-12", "The elder Bush visited Kuwait.", ("george-h-w-bush", "visits", "KWT")
    ),
    Dated("en", "2016-06-24", _MINISTER, ("ursula-von-der-leyen", "criticises", "IRN")),
    Dated("en", "2023-06-24", _MINISTER, ("sergei-shoigu", "criticises", "IRN")),
)

OTHERS = (
    *((detail.lang, detail.text) for detail in DETAILS),
    *((dated.lang, dated.text) for dated in DATED),
    ("en", "The security summit in Vienna ended. The summit was short."),
    ("fr", "Le sommet de la sécurité à Vienne est terminé. Le sommet a été bref."),
    ("en", "It is clear that Iran attacked Iraq."),
    ("en", "Wang Yi met Antony Blinken. Two ministers condemned Iran."),
    ("en", "Wang Yi met Antony Blinken. Both ministers condemned Iran."),
    ("en", "Norway, Sweden and Finland are neighbours. They condemned Iran."),
    ("en", "A man arrived. He condemned Iran."),
    ("en", "President Xi visited Hungary."),
    ("en", "Defence Minister Karl Brandt of Austria condemned Iran."),
    ("en", "The German navy left Kiel, Germany."),
    ("fr", "La marine allemande a quitté Kiel, en Allemagne."),
    ("en", "Talks took place in Paris, London and Rome."),
    ("en", "Karl Brandt is not the president of Moldova."),
    ("en", "The president and Karl Brandt met Wang Yi."),
    ("en", "Italy recognised Kosovo last December."),
    ("en", "Italy recognised Kosovo yesterday."),
    ("en", "Italy recognised Kosovo on Monday."),
    ("en", "Wang Yi will visit Brazil. The visit of Wang Yi to Brazil matters."),
    ("en", "Wang Yi will visit Brazil. A visit of Wang Yi to Brazil matters."),
    ("en", "Brazil left the room. The country in the north condemned Iran."),
    (
        "en",
        "Defence minister Petra Novakovic of Slovenia arrived."
        " Iran accused the Slovenian president.",
    ),
    (
        "fr",
        "La ministre slovène Petra Novakovic est arrivée. L'Iran a accusé le président slovène.",
    ),
    ("en", "Norway tickled Iran in a letter. Sweden condemned Iran."),
    ("en", "Iran was tickled by Norway."),
    ("en", "Norway wants to tickle Iran."),
    ("en", "Norway spoke while Norwegian officials left."),
    ("en", "Norway tickled the friends of Iran."),
    ("en", "Norway tickled those who like Iran."),
    ("en", "According to Norway, Sweden tickled the weather."),
    ("en", "The resemblance between Norway and Sweden is striking."),
    ("en", "The resemblance of Norway and Sweden is striking."),
    ("en", "The president of Norway from Sweden spoke."),
    ("en", "Norway held an exhibition with Sweden."),
    ("en", "Norway attended Sweden."),
    ("fr", "La Norvège a chatouillé l'Iran."),
)
