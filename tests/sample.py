"""A small corpus of claims, written for the tests: nine articles in two languages.

``sample_claims()`` is what an extractor would hand over. Everything downstream of extraction
(statements, page, exports) can be tested with it without a language model.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kg.claims import claim_id
from kg.model import Article, Claim, End, Entity, Ref, Span, When
from kg.statements import Statement, merge

_ENTITIES = """
CHN|State|China|Chine|PRC;RPC;Pékin
FRA|State|France|France|République française
IRN|State|Iran|Iran|Islamic Republic of Iran
JPN|State|Japan|Japon|Tokyo
KOR|State|South Korea|Corée du Sud|Republic of Korea;Séoul
PRK|State|North Korea|Corée du Nord|DPRK;RPDC
RUS|State|Russia|Russie|Russian Federation;Moscou;Kremlin
TUR|State|Turkey|Turquie|Türkiye;Ankara
UKR|State|Ukraine|Ukraine|Kyiv
USA|State|United States|États-Unis|White House;Maison Blanche
emmanuel-macron|Person|Emmanuel Macron|Emmanuel Macron|
joe-biden|Person|Joe Biden|Joe Biden|
kim-jong-un|Person|Kim Jong-un|Kim Jong-un|김정은
recep-tayyip-erdogan|Person|Recep Tayyip Erdoğan|Recep Tayyip Erdoğan|Erdogan
sergei-shoigu|Person|Sergei Shoigu|Sergueï Choïgou|Sergueï Choïgou;Сергей Шойгу
vladimir-putin|Person|Vladimir Putin|Vladimir Poutine|Владимир Путин
volodymyr-zelensky|Person|Volodymyr Zelensky|Volodymyr Zelensky|Volodymyr Zelenskyy
EU|InternationalOrganisation|European Union|Union européenne|UE
NATO|InternationalOrganisation|NATO|OTAN|North Atlantic Treaty Organization
un-security-council|InternationalOrganisation|UN Security Council|Conseil de sécurité|UNSC
russian-defence-ministry|GovernmentBody|Russian Defence Ministry|ministère russe de la Défense|
wagner-group|ArmedGroup|Wagner Group|groupe Wagner|Wagner;PMC Wagner
united-russia|Party|United Russia|Russie unie|
crimea|Place|Crimea|Crimée|
pyongyang|Place|Pyongyang|Pyongyang|
vladivostok|Place|Vladivostok|Vladivostok|
hwasong-18|Weapon|Hwasong-18|Hwasong-18|
grain-deal|Agreement|Black Sea Grain Initiative|accord céréalier|grain deal
eastern-economic-forum|Event|Eastern Economic Forum|Forum économique oriental|
"""

_QIDS = {"CHN": "Q148", "FRA": "Q142", "IRN": "Q794", "JPN": "Q17", "KOR": "Q884",
         "PRK": "Q423", "RUS": "Q159", "TUR": "Q43", "UKR": "Q212", "USA": "Q30"}  # fmt: skip
"""Of rigour 2.6.1, as in seeds/entities/states.csv."""

RELATION_LABELS = {
    "accuses": {"en": "accuses", "fr": "accuse"},
    "aids": {"en": "aids", "fr": "aide"},
    "attacks": {"en": "attacks", "fr": "attaque"},
    "buys_arms_from": {"en": "buys arms from", "fr": "achète des armes à"},
    "buys_from": {"en": "buys from", "fr": "achète à"},
    "buys_munitions_from": {"en": "buys munitions from", "fr": "achète des munitions à"},
    "cooperates_with": {"en": "cooperates with", "fr": "coopère avec"},
    "criticises": {"en": "criticises", "fr": "critique"},
    "leads": {"en": "leads", "fr": "dirige"},
    "located_in": {"en": "located in", "fr": "situé en"},
    "mediates_for": {"en": "mediates for", "fr": "sert de médiateur à"},
    "meets": {"en": "meets", "fr": "rencontre"},
    "member_of": {"en": "member of", "fr": "membre de"},
    "occupies": {"en": "occupies", "fr": "occupe"},
    "opposes": {"en": "opposes", "fr": "s'oppose à"},
    "part_of": {"en": "part of", "fr": "fait partie de"},
    "participates_in": {"en": "participates in", "fr": "participe à"},
    "represents": {"en": "represents", "fr": "représente"},
    "sanctions": {"en": "sanctions", "fr": "sanctionne"},
    "speaks_with": {"en": "speaks with", "fr": "s'entretient avec"},
    "supplies_arms_to": {"en": "supplies arms to", "fr": "fournit des armes à"},
    "supports": {"en": "supports", "fr": "soutient"},
    "tests_weapon": {"en": "tests", "fr": "teste"},
    "threatens": {"en": "threatens", "fr": "menace"},
    "urges": {"en": "urges", "fr": "exhorte"},
    "visits": {"en": "visits", "fr": "se rend à"},
    "withdraws_from": {"en": "withdraws from", "fr": "se retire de"},
}
FAMILIES = {
    "accuses": "ACCUSE",
    "aids": "AID",
    "attacks": "ASSAULT",
    "buys_arms_from": "COOPERATE",
    "buys_from": "COOPERATE",
    "buys_munitions_from": "COOPERATE",
    "cooperates_with": "COOPERATE",
    "criticises": "ACCUSE",
    "mediates_for": "CONSULT",
    "meets": "CONSULT",
    "occupies": "COERCE",
    "opposes": "REJECT",
    "sanctions": "SANCTION",
    "speaks_with": "CONSULT",
    "supplies_arms_to": "AID",
    "supports": "SUPPORT",
    "tests_weapon": "MOBILIZE",
    "threatens": "THREATEN",
    "urges": "REQUEST",
    "visits": "CONSULT",
    "withdraws_from": "RETREAT",
}
SYMMETRIC = frozenset({"meets", "speaks_with", "cooperates_with"})
EVENTS = frozenset({"meets", "visits", "speaks_with", "tests_weapon"})


@dataclass
class _Told:
    """A claim as it is typed in below; ``subject`` and ``object`` are "entity=words"."""

    subject: str
    relation: str
    object: str
    trigger: str
    more: dict[str, Any] = field(default_factory=dict)


def _c(subject: str, relation: str, object: str, trigger: str, **more: Any) -> _Told:
    return _Told(subject, relation, object, trigger, more)


def sample_entities() -> dict[str, Entity]:
    """The entities of the corpus by id."""
    entities = {}
    for line in _ENTITIES.strip().splitlines():
        id_, kind, en, fr, names = line.split("|")
        entities[id_] = Entity(
            id=id_, kind=kind, label=en, labels=(("en", en), ("fr", fr)),
            aliases=tuple(("", name) for name in names.split(";") if name),
            qid=_QIDS.get(id_), listed=True,
        )  # fmt: skip
    return entities


def sample_claims() -> list[Claim]:
    """About 60 claims from nine articles, in reading order."""
    claims = []
    for number, (lang, outlet, title, published, sentences) in enumerate(_ARTICLES, start=1):
        body = "\n".join(sentence for sentence, _ in sentences)
        article = Article(
            id=f"sample-{number}", text=f"{title}\n\n{body}", lang=lang,
            source=f"sample/{number}.txt", title=title, outlet=outlet,
            url=f"https://news.example/{number}", published=date.fromisoformat(published),
            body_start=len(title) + 2,
        )  # fmt: skip
        at = article.body_start
        for sentence, told in sentences:
            span = Span(sentence, at, at + len(sentence))
            claims += [_claim(article, span, each) for each in told]
            at = span.end + 1
    return claims


def sample_statements() -> list[Statement]:
    """The statements those claims make: about 45."""
    return merge(sample_claims(), SYMMETRIC, EVENTS)


def _claim(article: Article, sentence: Span, told: _Told) -> Claim:
    subject, object_ = _end(told.subject, sentence), _end(told.object, sentence)
    more = dict(told.more)
    for key in ("attributed_to", "where", "via"):
        if key in more:
            more[key] = _ref(more[key])
    if "when" in more:
        more["when"] = When(*more["when"])
    return Claim(
        id=claim_id(article.id, sentence.start, subject, told.relation, object_,
                    more.get("polarity", "affirmed"), more.get("modality", "asserted")),
        article=article, sentence=sentence, subject=subject, relation=told.relation,
        object=object_, trigger=_span(told.trigger, sentence),
        **{"confidence": 0.86, **more},
    )  # fmt: skip


def _span(words: str, sentence: Span) -> Span:
    at = sentence.start + sentence.text.index(words)
    return Span(words, at, at + len(words))


def _end(told: str, sentence: Span) -> End:
    id_, words = told.split("=")
    span, entity = _span(words, sentence), sample_entities()[id_]
    return End(id_, entity.label, entity.kind, span.text, span.start, span.end)


def _ref(id_: str) -> Ref:
    entity = sample_entities()[id_]
    return Ref(id_, entity.label, entity.kind)


_Sentence = tuple[str, list[_Told]]
_ARTICLES: list[tuple[str, str, str, str, list[_Sentence]]] = [
    ("fr", "Le Courrier du soir", "À Pyongyang, un invité venu de Moscou", "2023-07-28", [
        ("Kim Jong-un a reçu mercredi à Pyongyang Sergueï Choïgou, le ministre russe de la "
         "Défense, venu pour les 70 ans de l'armistice.", [
            _c("kim-jong-un=Kim Jong-un", "meets", "sergei-shoigu=Sergueï Choïgou", "a reçu",
               where="pyongyang", when=("mercredi", "2023-07-26", "2023-07-26"), confidence=0.94),
            _c("sergei-shoigu=Sergueï Choïgou", "visits", "pyongyang=Pyongyang", "venu",
               when=("mercredi", "2023-07-26", "2023-07-26"), confidence=0.81),
            _c("sergei-shoigu=Sergueï Choïgou", "represents", "RUS=russe", "ministre",
               confidence=0.97)]),
        ("Selon la Maison Blanche, la Corée du Nord pourrait vendre des obus à la Russie.", [
            _c("RUS=la Russie", "buys_munitions_from", "PRK=la Corée du Nord", "vendre",
               modality="possible", attributed_to="USA", item="obus", confidence=0.83)]),
        ("Pyongyang a toujours nié avoir livré des munitions à Moscou.", [
            _c("RUS=Moscou", "buys_munitions_from", "PRK=Pyongyang", "livré",
               polarity="negated", attributed_to="PRK", item="munitions", confidence=0.74)]),
        ("Le dirigeant nord-coréen Kim Jong-un a ensuite fait visiter à son hôte une exposition "
         "d'armements où figurait le Hwasong-18.", [
            _c("kim-jong-un=Kim Jong-un", "leads", "PRK=nord-coréen", "dirigeant",
               confidence=0.96)]),
    ]),
    ("en", "The Harbour Post", "Shoigu in Pyongyang: what the visit says", "2023-07-28", [
        ("Kim Jong-un met Sergei Shoigu in Pyongyang on 26 July and showed him the "
         "Hwasong-18 missile.", [
            _c("kim-jong-un=Kim Jong-un", "meets", "sergei-shoigu=Sergei Shoigu", "met",
               where="pyongyang", when=("on 26 July", "2023-07-26", "2023-07-26"),
               confidence=0.95)]),
        ("North Korea test-fired the Hwasong-18 two weeks earlier, on 12 July.", [
            _c("PRK=North Korea", "tests_weapon", "hwasong-18=Hwasong-18", "test-fired",
               when=("on 12 July", "2023-07-12", "2023-07-12"), confidence=0.93)]),
        ("Washington says Pyongyang has already sold artillery shells to Russia.", [
            _c("RUS=Russia", "buys_munitions_from", "PRK=Pyongyang", "sold",
               attributed_to="USA", item="artillery shells", confidence=0.88)]),
        ("The United States had earlier accused North Korea of arming the Wagner Group.", [
            _c("USA=United States", "accuses", "PRK=North Korea", "accused", confidence=0.9),
            _c("PRK=North Korea", "supplies_arms_to", "wagner-group=Wagner Group", "arming",
               modality="possible", attributed_to="USA", confidence=0.79)]),
        ("Shoigu is one of the longest-serving members of the leadership of United Russia.", [
            _c("sergei-shoigu=Shoigu", "member_of", "united-russia=United Russia", "members",
               confidence=0.71)]),
    ]),
    ("en", "The Harbour Post", "Kim's train heads north", "2023-09-11", [
        ("Kim Jong-un is expected to meet Vladimir Putin in Vladivostok this week.", [
            _c("kim-jong-un=Kim Jong-un", "meets", "vladimir-putin=Vladimir Putin", "meet",
               modality="planned", where="vladivostok",
               when=("this week", "2023-09-11", "2023-09-17"), confidence=0.89),
            _c("kim-jong-un=Kim Jong-un", "visits", "vladivostok=Vladivostok", "meet",
               modality="planned", confidence=0.7)]),
        ("The White House urged North Korea not to sell arms to Russia.", [
            _c("USA=White House", "urges", "PRK=North Korea", "urged", confidence=0.92),
            _c("RUS=Russia", "buys_arms_from", "PRK=North Korea", "sell",
               modality="possible", confidence=0.77)]),
        ("Vladimir Putin opened the Eastern Economic Forum in Vladivostok.", [
            _c("vladimir-putin=Vladimir Putin", "participates_in",
               "eastern-economic-forum=Eastern Economic Forum", "opened", confidence=0.84),
            _c("eastern-economic-forum=Eastern Economic Forum", "located_in",
               "vladivostok=Vladivostok", "in", confidence=0.9)]),
        ("Seoul warned that it would respond if the Russian Defence Ministry shared satellite "
         "technology with Pyongyang.", [
            _c("KOR=Seoul", "threatens", "russian-defence-ministry=Russian Defence Ministry",
               "warned", confidence=0.61),
            _c("russian-defence-ministry=Russian Defence Ministry", "cooperates_with",
               "PRK=Pyongyang", "shared", modality="possible", attributed_to="KOR",
               confidence=0.64),
            _c("russian-defence-ministry=Russian Defence Ministry", "part_of",
               "RUS=Russian", "Ministry", confidence=0.98)]),
    ]),
    ("fr", "Le Courrier du soir", "Poutine et Kim scellent leur entente", "2023-09-14", [
        ("Vladimir Poutine et Kim Jong-un se sont entretenus mercredi dans "
         "l'Extrême-Orient russe.", [
            _c("vladimir-putin=Vladimir Poutine", "meets", "kim-jong-un=Kim Jong-un",
               "se sont entretenus", when=("mercredi", "2023-09-13", "2023-09-13"),
               confidence=0.9)]),
        ("Le dirigeant nord-coréen a assuré la Russie de son plein soutien contre "
         "l'« impérialisme ».", [
            _c("PRK=nord-coréen", "supports", "RUS=la Russie", "soutien", confidence=0.87)]),
        ("La Corée du Sud et le Japon ont condamné toute coopération militaire entre Pyongyang "
         "et Moscou.", [
            _c("KOR=La Corée du Sud", "criticises", "PRK=Pyongyang", "ont condamné"),
            _c("JPN=le Japon", "criticises", "PRK=Pyongyang", "ont condamné")]),
        ("La Chine n'a pas critiqué la Corée du Nord et appelle au dialogue.", [
            _c("CHN=La Chine", "criticises", "PRK=la Corée du Nord", "critiqué",
               polarity="negated", confidence=0.85)]),
    ]),
    ("en", "Meridian Wire", "Council split over Pyongyang", "2023-08-18", [
        ("China and Russia opposed a new text of the UN Security Council on North Korea.", [
            _c("CHN=China", "opposes", "un-security-council=UN Security Council", "opposed",
               confidence=0.72),
            _c("RUS=Russia", "opposes", "un-security-council=UN Security Council", "opposed",
               confidence=0.72)]),
        ("The United States imposed sanctions on a North Korean arms dealer's network, and "
         "Japan said it would sanction North Korea too.", [
            _c("USA=United States", "sanctions", "PRK=North Korea", "imposed sanctions",
               confidence=0.8),
            _c("JPN=Japan", "sanctions", "PRK=North Korea", "sanction", modality="planned",
               attributed_to="JPN", confidence=0.78)]),
        ("China remains North Korea's main trading partner and buys coal from it, diplomats "
         "allege.", [
            _c("CHN=China", "buys_from", "PRK=North Korea", "buys", modality="possible",
               item="coal", confidence=0.66)]),
        ("Joe Biden hosted the leaders of Japan and South Korea.", [
            _c("joe-biden=Joe Biden", "meets", "JPN=Japan", "hosted", confidence=0.63),
            _c("joe-biden=Joe Biden", "meets", "KOR=South Korea", "hosted", confidence=0.63)]),
        ("US President Joe Biden called the trilateral cooperation between Japan and South Korea "
         "historic.", [
            _c("joe-biden=Joe Biden", "leads", "USA=US", "President", confidence=0.98),
            _c("JPN=Japan", "cooperates_with", "KOR=South Korea", "cooperation",
               confidence=0.82)]),
    ]),
    ("fr", "Gazette des deux rives", "L'accord céréalier suspendu à un fil", "2023-07-18", [
        ("La Russie s'est retirée lundi de l'accord céréalier, malgré la médiation de la "
         "Turquie.", [
            _c("RUS=La Russie", "withdraws_from", "grain-deal=l'accord céréalier",
               "s'est retirée", when=("lundi", "2023-07-17", "2023-07-17"), confidence=0.95),
            _c("TUR=la Turquie", "mediates_for", "RUS=La Russie", "médiation", confidence=0.75)]),
        ("Recep Tayyip Erdoğan espère convaincre Vladimir Poutine lors d'une visite en août.", [
            _c("recep-tayyip-erdogan=Recep Tayyip Erdoğan", "meets",
               "vladimir-putin=Vladimir Poutine", "visite", modality="planned",
               when=("en août", "2023-08", "2023-08"), confidence=0.68)]),
        ("Le président turc Recep Tayyip Erdoğan s'est aussi entretenu avec Volodymyr "
         "Zelensky.", [
            _c("recep-tayyip-erdogan=Recep Tayyip Erdoğan", "leads", "TUR=turc", "président",
               confidence=0.97),
            _c("recep-tayyip-erdogan=Recep Tayyip Erdoğan", "speaks_with",
               "volodymyr-zelensky=Volodymyr Zelensky", "entretenu", confidence=0.88)]),
        ("L'Ukraine, elle, soutient que l'accord céréalier peut survivre sans Moscou.", [
            _c("UKR=L'Ukraine", "supports", "grain-deal=l'accord céréalier", "soutient",
               confidence=0.58)]),
    ]),
    ("en", "Meridian Wire", "Drones, denials and deliveries", "2023-06-10", [
        ("Russia has bought hundreds of attack drones from Iran, the White House said.", [
            _c("RUS=Russia", "buys_arms_from", "IRN=Iran", "bought", attributed_to="USA",
               item="attack drones", quantity="hundreds", confidence=0.93)]),
        ("Iran denies having sold any drones to Russia for use in Ukraine.", [
            _c("RUS=Russia", "buys_arms_from", "IRN=Iran", "sold", polarity="negated",
               attributed_to="IRN", item="drones", confidence=0.9)]),
        ("The European Union has sanctioned Iran over the deliveries.", [
            _c("EU=European Union", "sanctions", "IRN=Iran", "sanctioned", confidence=0.94)]),
        ("Russia, which occupies Crimea, struck Ukraine with drones again overnight.", [
            _c("RUS=Russia", "occupies", "crimea=Crimea", "occupies", confidence=0.96),
            _c("RUS=Russia", "attacks", "UKR=Ukraine", "struck", item="drones",
               confidence=0.97)]),
        ("Ukrainian officials said a strike on Crimea had been carried out by Ukraine.", [
            _c("UKR=Ukraine", "attacks", "crimea=Crimea", "strike", attributed_to="UKR",
               confidence=0.82)]),
    ]),
    ("fr", "Le Courrier du soir", "Kiev compte ses soutiens", "2023-07-13", [
        ("La France fournira des missiles de longue portée à l'Ukraine, a annoncé Emmanuel "
         "Macron.", [
            _c("FRA=La France", "supplies_arms_to", "UKR=l'Ukraine", "fournira",
               modality="planned", attributed_to="emmanuel-macron", item="missiles",
               via="emmanuel-macron", confidence=0.91)]),
        ("Les États-Unis ont livré des armes à l'Ukraine, et l'Union européenne lui verse une "
         "aide financière.", [
            _c("USA=Les États-Unis", "supplies_arms_to", "UKR=l'Ukraine", "ont livré",
               item="armes", confidence=0.95),
            _c("EU=l'Union européenne", "aids", "UKR=l'Ukraine", "aide", confidence=0.88)]),
        ("Volodymyr Zelensky, le président ukrainien, a rencontré Joe Biden au sommet de "
         "l'OTAN.", [
            _c("volodymyr-zelensky=Volodymyr Zelensky", "leads", "UKR=ukrainien", "président",
               confidence=0.97),
            _c("volodymyr-zelensky=Volodymyr Zelensky", "meets", "joe-biden=Joe Biden",
               "a rencontré", confidence=0.94)]),
        ("L'OTAN soutient l'Ukraine, mais ne l'a pas invitée à rejoindre l'Alliance ; la Turquie "
         "en est membre.", [
            _c("NATO=L'OTAN", "supports", "UKR=l'Ukraine", "soutient", confidence=0.92),
            _c("TUR=la Turquie", "member_of", "NATO=L'OTAN", "membre", confidence=0.83)]),
        ("Le président français Emmanuel Macron s'est entretenu avec Volodymyr Zelensky.", [
            _c("emmanuel-macron=Emmanuel Macron", "leads", "FRA=français", "président",
               confidence=0.98),
            _c("emmanuel-macron=Emmanuel Macron", "speaks_with",
               "volodymyr-zelensky=Volodymyr Zelensky", "entretenu", confidence=0.9)]),
    ]),
    ("en", "The Harbour Post", "Paris promises missiles", "2023-07-12", [
        ("France has delivered long-range missiles to Ukraine, President Emmanuel Macron said.", [
            _c("FRA=France", "supplies_arms_to", "UKR=Ukraine", "delivered",
               attributed_to="emmanuel-macron", item="missiles", confidence=0.93)]),
        ("Russian President Vladimir Putin called the United States a party to the war.", [
            _c("vladimir-putin=Vladimir Putin", "leads", "RUS=Russian", "President",
               confidence=0.98),
            _c("vladimir-putin=Vladimir Putin", "accuses", "USA=United States", "called",
               confidence=0.71)]),
        ("The Wagner Group had supported Russia in Ukraine before its mutiny.", [
            _c("wagner-group=Wagner Group", "supports", "RUS=Russia", "supported",
               confidence=0.86)]),
        ("Ukraine and NATO will cooperate on air defence.", [
            _c("UKR=Ukraine", "cooperates_with", "NATO=NATO", "cooperate", modality="planned",
               confidence=0.84)]),
    ]),
]  # fmt: skip
