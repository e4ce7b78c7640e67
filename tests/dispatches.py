"""Dispatches and what outlets make of them, written for tests and for benchmarks/copies.py.

Each event has a dispatch, a rival article that reports the same event and quotes the same two
sentences, and the small edits a copy editor might make. ``CASES`` are pairs of texts made of them,
with whether one is a copy of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Event:
    """``edits`` are (old, new) words of the dispatch, ``slug`` how its agency opens it."""

    name: str
    slug: str
    dispatch: tuple[str, ...]
    rival: tuple[str, ...]
    edits: tuple[tuple[str, str], ...]
    later: tuple[str, ...]
    """The agency's next dispatch: new paragraphs, which it follows by its old background."""


@dataclass(frozen=True)
class Case:
    kind: str
    one: str
    other: str
    copy: bool


BRIDGE = Event(
    "bridge",
    "VALDORA, June 12 (Northern Wire) - ",
    (
        "The foreign ministers of Valdora and Kestria signed an agreement on Monday to reopen the"
        " only bridge between their countries, which has been closed since the fighting of 2019.",
        "Under the agreement both armies will withdraw two kilometres from the river by the end of"
        " August, and sixty unarmed observers will be posted on either bank.",
        '"This bridge was built so that farmers could sell their plums," Valdora\'s minister Irena'
        ' Solt told reporters after the ceremony. "It will serve them again before the harvest."',
        "Kestria's opposition called the deal a surrender and said it would ask the constitutional"
        " court to strike it down. The government holds a majority of four seats.",
        "The two countries fought a nine-day war over the river islands in which at least 340"
        " people died. Three earlier attempts to reopen the crossing failed over customs posts.",
    ),
    (
        "Six years after the last lorry crossed the river, a date is in sight for the reopening of"
        " the Orva bridge. Our correspondent watched the two delegations arrive separately, in"
        " pouring rain, at the former customs house where the text was initialled.",
        "Irena Solt looked tired but allowed herself a joke about fruit."
        ' "This bridge was built so that farmers could sell their plums," she said.'
        ' "It will serve them again before the harvest."',
        "Few people on the Kestrian side believe it. At the market of Lower Orva, traders recalled"
        " how observers came and went in 2021, and how mines were found in the orchards a year"
        " later. Nobody has told them who will pay for clearing the rest.",
        "Diplomats say the hard part begins now: the text leaves open who will man the customs"
        " booths, and the observers have yet to find a country ready to send them.",
    ),
    (
        ("on Monday", "Monday"),
        ("the only bridge between their countries", "the sole bridge linking the two nations"),
        ("will be posted on either bank", "are to be stationed on both banks"),
        ("told reporters", "said"),
        ("at least 340", "some 340"),
        ("failed over customs posts", "broke down over customs posts"),
    ),
    (
        "Kestria's constitutional court agreed on Thursday to hear a complaint against the bridge"
        " agreement with Valdora, which could delay its ratification until the autumn.",
        "The judges rejected a request to suspend the withdrawal of troops in the meantime, a"
        " spokeswoman for the court said. Hearings will begin on 3 July.",
        "Opposition leader Tomas Veld welcomed the decision and called on supporters to gather in"
        " front of parliament. The government said it was confident that the text would stand.",
    ),
)

SHELLS = Event(
    "shells",
    "PORT HALVEN (Meridian News Agency) -- ",
    (
        "A freighter loaded with artillery shells left the port of Halven on Friday night for an"
        " undisclosed destination, two officials with knowledge of the cargo said.",
        "The officials, who asked not to be named because the shipment is secret, put the number of"
        " shells at about 12,000. A spokesman for the defence ministry declined to comment.",
        "Dockers had refused for three days to load the ship. Their union says that the country's"
        " own law forbids deliveries of arms to states at war.",
        '"We load bananas and we load tractors, but we will not load this," union leader Marta'
        ' Quill said on Thursday. "Let the minister come and carry the crates himself."',
        "Satellite pictures taken on Saturday morning show the freighter, the Saint Odile, heading"
        " east. Insurance records name a shipping company in Tarsos as her owner.",
        "Halven has denied since January that it supplies either side of the conflict in the"
        " straits. Parliament will debate an embargo next week.",
    ),
    (
        "Who ordered the cranes of quay nine to start moving at two in the morning? That question"
        " has occupied the harbour town since the Saint Odile slipped her moorings at the weekend.",
        "For the dockers it is a defeat. Many of them had slept in front of the gates, and the"
        " words of their leader hang on a banner there: We load bananas and we load tractors, but"
        " we will not load this. Let the minister come and carry the crates himself.",
        "Members of the parliamentary defence committee say that they learned of the departure from"
        " a fishing forum. Its chairman wants the minister to explain himself on Tuesday.",
        "Shipping data seen by this newspaper show that the vessel has changed her flag four times"
        " in two years. Her previous captain was fined for switching off his transponder.",
    ),
    (
        ("on Friday night", "late on Friday"),
        ("an undisclosed destination", "an unknown destination"),
        ("put the number of shells at about 12,000", "said she carried about 12,000 shells"),
        ("declined to comment", "would not comment"),
        ("says that", "argues that"),
        ("next week", "in the coming week"),
    ),
    (
        "The defence minister of Halven offered to resign on Tuesday after lawmakers from his own"
        " party accused him of misleading parliament about a shipment of ammunition.",
        "Prime minister Edda Lorne has not accepted the offer. She told lawmakers that an inquiry"
        " led by a retired judge would report within a month.",
        "Prosecutors searched the offices of two freight brokers in the morning. No arrests were"
        " made, a spokeswoman for the prosecution said.",
    ),
)

GRAIN = Event(
    "grain",
    "(Southern Press) ",
    (
        "Negotiators from eleven states failed on Wednesday to prolong the accord that has let"
        " grain ships cross the Sea of Merin, raising fears of higher bread prices.",
        "The accord expires at midnight on Sunday. Talks would continue by telephone, the mediator,"
        " Joaquim Perdigao, said in a statement of four lines.",
        "Merin's delegation left the hotel without speaking to the press. It had asked for its bank"
        " to be reconnected to international payments before any extension.",
        '"Hunger does not wait for bankers," Perdigao said earlier in the day. "Each week without'
        ' ships means ten million meals that nobody will cook."',
        "Some 19 million tonnes of wheat and maize have been shipped under the accord since it was"
        " signed, most of it to ports in Africa and Asia.",
    ),
    (
        "Bakers in Port Selim raised the price of a loaf before breakfast. They had heard on the"
        " radio that the talks were over, and their flour comes from across the sea.",
        "At the grand hotel the mood was sour. A waiter said that two delegations no longer used"
        ' the same lift. The mediator repeated his warning: "Hunger does not wait for bankers. Each'
        ' week without ships means ten million meals that nobody will cook."',
        "Economists at the regional bank expect wheat to rise by a tenth in a fortnight. Countries"
        " with reserves for less than two months would have to buy at any price, they warn.",
        "Merin insists that it never promised to stay. Its ambassador recalled that her country had"
        " agreed to the first extension against a written pledge, which has not been kept.",
    ),
    (
        ("Negotiators from eleven states", "Envoys of eleven countries"),
        ("raising fears of higher bread prices", "stoking fears of costlier bread"),
        ("at midnight on Sunday", "on Sunday at midnight"),
        ("without speaking to the press", "without a word to the press"),
        ("Some 19 million tonnes", "About 19 million tonnes"),
    ),
    (
        "A first ship loaded with maize turned back at the entrance of the Sea of Merin on Monday,"
        " hours after the accord that protected such journeys had lapsed.",
        "Her owner said that no insurer was ready to cover the passage. Eleven other ships are"
        " waiting at anchor, according to the harbour authority.",
        "Merin said that it would treat ships as neutral if they let themselves be inspected.",
    ),
)

VISITE = Event(
    "visite",
    "SORVAL, 4 mai (Agence du Levant) - ",
    (
        "Le président du Sorval, Adrien Malk, est arrivé mardi à Nouvelle-Thessa pour une visite de"
        " deux jours, la première d'un chef d'État de son pays depuis la rupture de 2008.",
        "Il doit s'entretenir avec la Première ministre Lea Ostrom du retour des réfugiés et du"
        " partage des eaux du Liron, ont indiqué les deux gouvernements.",
        "« Nous ne sommes pas venus effacer le passé, nous sommes venus compter nos morts"
        " ensemble », a déclaré M. Malk à sa descente d'avion. « Ensuite seulement nous parlerons"
        " de commerce. »",
        "Plusieurs centaines de manifestants ont conspué le cortège sur la route de l'aéroport. La"
        " police a fait état de quatorze interpellations et d'un agent blessé.",
        "Les deux pays n'ont plus d'ambassadeurs l'un chez l'autre depuis quinze ans. Leurs"
        " échanges, qui passaient par un tiers, ont doublé depuis l'ouverture du tunnel.",
    ),
    (
        "Le tapis rouge était trop court de trois mètres, et personne n'a osé en rire. Sur le"
        " tarmac de Nouvelle-Thessa, l'hymne du Sorval n'avait pas retenti depuis une génération.",
        "On attendait une formule, elle est venue tout de suite : « Nous ne sommes pas venus"
        " effacer le passé, nous sommes venus compter nos morts ensemble. Ensuite seulement nous"
        " parlerons de commerce. »",
        "Dans le quartier des potiers, où vivent beaucoup de familles chassées en 2008, la phrase"
        " divise. Une institutrice veut y croire, son frère a rangé la radio dans un tiroir.",
        "Les conseillers des deux camps préparent depuis l'hiver un texte sur le fleuve. Il prévoit"
        " une commission mixte, mais rien n'est dit des barrages déjà construits en amont.",
    ),
    (
        ("est arrivé mardi", "est arrivé ce mardi"),
        ("la première d'un chef d'État de son pays", "une première pour un dirigeant sorvalien"),
        ("ont indiqué les deux gouvernements", "selon les deux gouvernements"),
        ("Plusieurs centaines de manifestants", "Des centaines de manifestants"),
        ("a fait état de quatorze interpellations", "a procédé à quatorze interpellations"),
        ("ont doublé", "ont été multipliés par deux"),
    ),
    (
        "Le Sorval et la Thessa vont échanger de nouveau des ambassadeurs avant la fin de l'année,"
        " ont annoncé mercredi leurs dirigeants à l'issue d'un entretien de trois heures.",
        "Aucun accord n'a été conclu sur les eaux du Liron, dont une commission mixte devra"
        " mesurer le débit pendant deux étés.",
        "M. Malk a regagné sa capitale dans la soirée, sans tenir la conférence de presse prévue.",
    ),
)

DRONES = Event(
    "drones",
    "(Agence Boréale) ",
    (
        "L'Ostrie a accusé jeudi la Valne d'avoir livré au moins deux cents drones de combat aux"
        " rebelles du plateau, ce que la Valne dément catégoriquement.",
        "Des débris portant des numéros de série valniens ont été présentés à la presse dans un"
        " hangar militaire de la capitale. Leur origine n'a pas pu être vérifiée.",
        "« On ne trouve pas ces moteurs au marché, il faut une signature pour les exporter », a"
        " affirmé le général Pavo Brandt. « Cette signature, nous l'avons. »",
        "Le ministère valnien des Affaires étrangères a parlé d'une mise en scène grossière et"
        " convoqué le chargé d'affaires ostrien.",
        "Le Conseil de sécurité régional se réunira samedi à la demande de l'Ostrie. Les combats du"
        " plateau ont fait plus de mille morts depuis le mois de février.",
    ),
    (
        "Dans le hangar, les journalistes ont eu vingt minutes et pas une de plus. Sur des tables"
        " de cantine étaient alignées des hélices tordues, des batteries, un morceau de fuselage.",
        "Le général Brandt lisait ses notes. « On ne trouve pas ces moteurs au marché, il faut une"
        " signature pour les exporter », a-t-il lancé avant de brandir une feuille. « Cette"
        " signature, nous l'avons. » La feuille n'a pas été distribuée.",
        "Deux experts que nous avons consultés jugent les numéros plausibles, mais faciles à"
        " contrefaire. L'un d'eux rappelle que la Valne a perdu des stocks entiers l'an dernier.",
        "À la Bourse, l'action du fabricant a reculé de six pour cent, puis s'est reprise.",
    ),
    (
        ("au moins deux cents drones de combat", "plus de deux cents drones armés"),
        ("dément catégoriquement", "dément"),
        ("ont été présentés à la presse", "ont été montrés aux journalistes"),
        ("a affirmé", "a déclaré"),
        ("se réunira samedi", "doit se réunir samedi"),
    ),
    (
        "La Valne a rappelé vendredi son ambassadeur en Ostrie et fermé son espace aérien aux"
        " compagnies de ce pays, au lendemain d'accusations sur des livraisons d'armes.",
        "Une vingtaine de vols ont été détournés dans la matinée. L'Union des transporteurs a"
        " appelé les deux gouvernements à épargner les passagers.",
        "L'Ostrie n'a pas encore réagi. Son Premier ministre s'exprimera dans la soirée.",
    ),
)

SOMMET = Event(
    "sommet",
    "GRANVAUX (Presse Fédérale) — ",
    (
        "Les vingt-deux membres de la Ligue du Nord ont adopté samedi à Granvaux de nouvelles"
        " sanctions contre les banques de Tirane, malgré l'abstention de trois d'entre eux.",
        "Les avoirs de neuf établissements seront gelés à partir du 1er octobre et leurs dirigeants"
        " interdits de séjour, selon le communiqué final.",
        "« La fermeté sans porte de sortie n'est qu'une colère », a prévenu la chancelière Nora"
        " Heimdal, qui présidait les débats. « Nous laissons donc une porte, étroite, mais"
        " ouverte. »",
        "Tirane avait menacé mercredi de couper ses livraisons de gaz. Elle fournit encore un"
        " cinquième de ce que la Ligue consomme en hiver.",
        "Un précédent train de sanctions, voté il y a un an, visait les exportations de bois. Il"
        " n'a eu que peu d'effet, d'après un rapport du Parlement de la Ligue.",
    ),
    (
        "Il aura fallu deux nuits, onze versions du texte et un incident de traduction pour que les"
        " chefs de gouvernement se quittent sur une photo de famille.",
        "Nora Heimdal n'avait pas dormi. « La fermeté sans porte de sortie n'est qu'une colère »,"
        " a-t-elle glissé devant les ascenseurs. « Nous laissons donc une porte, étroite, mais"
        " ouverte. » Ses voisins de table y ont vu une critique à peine voilée.",
        "Les trois abstentionnistes achètent à Tirane plus de la moitié de leur gaz. Ils ont obtenu"
        " un fonds de secours, dont personne ne sait encore qui le remplira.",
        "Chez les banquiers de la place, on relativise : l'essentiel des dépôts est parti en juin.",
    ),
    (
        ("ont adopté samedi", "ont voté ce samedi"),
        ("malgré l'abstention de trois d'entre eux", "trois d'entre eux s'étant abstenus"),
        ("seront gelés à partir du", "seront gelés dès le"),
        ("a prévenu", "a averti"),
        ("Il n'a eu que peu d'effet", "Il a eu peu d'effet"),
    ),
    (
        "Tirane a réduit dimanche d'un tiers ses livraisons de gaz à la Ligue du Nord, en réponse"
        " aux sanctions votées la veille contre ses banques.",
        "Les réserves sont pleines à quatre-vingt-onze pour cent et suffiront jusqu'en mars, a"
        " assuré le commissaire à l'énergie.",
        "Les prix ont bondi de douze pour cent à l'ouverture du marché de Harlem-sur-Mer.",
    ),
)

FRONTERA = Event(
    "frontera",
    "(Agencia Austral) ",
    (
        "El gobierno de Cobralta anunció este lunes el cierre de sus dos pasos fronterizos con"
        " Maruyo, después de que un patrullero disparara contra una lancha de pescadores.",
        "Tres hombres resultaron heridos y fueron trasladados al hospital de Puerto Bravo. Maruyo"
        " sostiene que la lancha había entrado de noche en sus aguas.",
        "«Una red no es un arma y un pescador no es un soldado», dijo la presidenta Elvira Sanz en"
        " un mensaje televisado. «Quien no distinga eso tendrá que explicarlo ante un juez.»",
        "El comercio entre los dos países supera los cuatro mil millones al año. Los camioneros"
        " calculan que cada día de cierre les cuesta doscientos mil.",
        "Ambos reclaman el islote de la Garza, un peñón sin agua ni árboles, desde la guerra de"
        " hace ochenta años.",
    ),
    (
        "En el muelle de Puerto Bravo las lanchas amanecieron amarradas. Los hermanos Toledo, que"
        " salieron a buscar merluza y volvieron en ambulancia, son conocidos de todos aquí.",
        "La presidenta habló cuatro minutos: «Una red no es un arma y un pescador no es un soldado."
        " Quien no distinga eso tendrá que explicarlo ante un juez.» En los bares se la aplaudió de"
        " pie, aunque más de uno teme por la temporada.",
        "Al otro lado, la armada publicó un video borroso. Se ve una luz, se oye una advertencia y"
        " después nada. Los peritos piden la grabación completa.",
    ),
    (
        ("anunció este lunes", "anunció el lunes"),
        ("resultaron heridos", "quedaron heridos"),
        ("sostiene que", "asegura que"),
        ("supera los cuatro mil millones", "pasa de cuatro mil millones"),
        ("un peñón sin agua ni árboles", "un peñón sin agua"),
    ),
    (
        "Cobralta y Maruyo aceptaron el jueves la mediación de la Unión Atlántica para resolver la"
        " crisis abierta por el ataque a una lancha de pescadores.",
        "El primer encuentro será el sábado en terreno neutral. Los pasos seguirán cerrados hasta"
        " entonces, informó la cancillería.",
    ),
)

GANGKOU = Event(
    "gangkou",
    "【东海通讯社电】",
    (
        "云岭国外交部长周二抵达海川国首都,开始为期三天的访问,这是两国恢复邦交以来的首次高级别往来。",
        "双方将讨论港口租约、渔业配额以及去年冬天被扣押的四艘货船。海川国总理定于周三会见来访的部长。",
        "部长在机场对记者说:“船可以等潮水,人不能等邻居的脾气。我们这次是带着地图来的。”",
        "两国十二年前因一座灯塔断交,当时的冲突造成六十多人死亡,贸易额下降了三分之二。",
    ),
    (
        "灯塔早已熄灭,渔民们却仍然绕着它走。在海川国的旧港,人们一早就挤在茶馆里看电视直播。",
        "部长的话很快传遍了码头:“船可以等潮水,人不能等邻居的脾气。我们这次是带着地图来的。”"
        "一位老船长听完只是摇头,他的儿子去年冬天还在被扣的货船上。",
        "分析人士认为,租约的价格才是真正的难题,云岭国希望按旧价续签二十年,海川国只肯给五年。",
    ),
    (
        ("周二抵达", "星期二抵达"),
        ("首次高级别往来", "首次高层往来"),
        ("定于周三会见", "将于周三会见"),
    ),
    (
        "云岭国与海川国周四签署渔业协定,并同意在一个月内释放被扣押的四艘货船。",
        "港口租约没有达成一致,两国将在秋天继续谈判。",
    ),
)

EVENTS = (BRIDGE, SHELLS, GRAIN, VISITE, DRONES, SOMMET, FRONTERA, GANGKOU)

BRIDGE_FR = (
    "Les ministres des Affaires étrangères de la Valdora et de la Kestria ont signé lundi un accord"
    " pour rouvrir l'unique pont entre leurs pays, fermé depuis les combats de 2019.",
    "Selon cet accord, les deux armées se retireront à deux kilomètres du fleuve avant la fin août,"
    " et soixante observateurs sans armes seront postés sur chaque rive.",
    "« Ce pont a été construit pour que les paysans vendent leurs prunes », a dit la ministre Irena"
    " Solt après la cérémonie. « Il leur servira de nouveau avant la récolte. »",
    "L'opposition de Kestria a parlé d'une capitulation et veut saisir la cour constitutionnelle."
    " Le gouvernement dispose d'une majorité de quatre sièges.",
    "Les deux pays se sont fait pendant neuf jours une guerre qui a coûté la vie à 340 personnes.",
)
VISITE_EN = (
    "The president of Sorval, Adrien Malk, arrived in New Thessa on Tuesday for a visit of two"
    " days, the first by a head of state of his country since relations were broken off in 2008.",
    "He will discuss the return of refugees and the waters of the Liron with prime minister Lea"
    " Ostrom, the two governments said.",
    '"We have not come to erase the past, we have come to count our dead together," Mr Malk said'
    ' as he left his plane. "Only then shall we talk about trade."',
    "Several hundred demonstrators booed the motorcade on the road from the airport. Police spoke"
    " of fourteen arrests and one injured officer.",
)
DRONES_EN = (
    "Ostria accused Valne on Thursday of having supplied at least two hundred combat drones to the"
    " rebels of the plateau, which Valne flatly denies.",
    "Debris with Valnian serial numbers was shown to the press in a military hangar of the capital."
    " Its origin could not be verified.",
    '"You do not find these engines at the market, exporting them takes a signature," general Pavo'
    ' Brandt said. "We have that signature."',
    "Valne's foreign ministry spoke of crude stagecraft and summoned the Ostrian envoy.",
)
FOOTER = (
    "Sign up for our newsletter and never miss a story. Follow us on all channels, and read the"
    " printed edition every morning. Reproduction in whole or in part is forbidden without the"
    " written permission of the publisher, who does not answer for the content of other sites."
)
NIGHTLY = (
    "Air defences destroyed {n} drones over the northern provinces during the night, the armed"
    " forces said in their morning report.",
    "{m} further drones were brought down by electronic means, it said. Debris damaged {where}."
    " Nobody was hurt, according to the regional governor.",
)


def printed(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


def edited(event: Event) -> str:
    """The dispatch with a few words changed, as a copy editor leaves it."""
    text = printed(*event.dispatch)
    for old, new in event.edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def typeset(text: str) -> str:
    """Another house's quotation marks, dashes and spaces."""
    for old, new in (
        ('"', "”"),
        ("« ", "“"),
        (" »", "”"),
        ("'", "’"),
        (" - ", " – "),
        (". ", ".  "),
    ):
        text = text.replace(old, new)
    return text


def copies(event: Event) -> Iterator[tuple[str, str, str]]:
    """(kind, text, text): what other outlets print of one dispatch."""
    d, whole = event.dispatch, printed(*event.dispatch)
    middle = len(d) // 2
    yield "same words, other layout", whole, " ".join(d).upper()
    yield "agency slug added", whole, event.slug + whole
    yield "slug and typography", event.slug + whole, typeset(whole)
    yield "title and byline in the text", whole, printed("What we know", "By our staff", *d)
    yield "first paragraph dropped", whole, printed(*d[1:])
    yield "middle paragraph dropped", whole, printed(*d[:middle], *d[middle + 1 :])
    yield "words edited", whole, edited(event)
    yield "edited, slug, end cut", event.slug + whole, printed(*edited(event).split("\n\n")[:-1])
    yield "cut to its first two paragraphs", whole, printed(*d[:2])
    yield "paragraphs in another order", whole, printed(*d[:1], *reversed(d[1:]))
    yield "whole dispatch in a longer article", whole, printed(*event.rival, *d)
    yield "brief in a long article", printed(*d[:2]), printed(*event.rival, *d[:2], *event.later)
    yield "two cuts of one dispatch", printed(*d[:-1]), printed(*d[1:])


def originals(event: Event) -> Iterator[tuple[str, str, str]]:
    """(kind, text, text): two pieces of work, each with its own reporting."""
    whole = printed(*event.dispatch)
    yield "rival report with the same two quotations", whole, printed(*event.rival)
    yield "short rival, half of it quotations", whole, printed(*event.rival[1:2])
    yield "next dispatch", whole, printed(*event.later)
    yield "next dispatch with old background", whole, printed(*event.later, event.dispatch[-1])


def cases() -> Iterator[Case]:
    for event in EVENTS:
        yield from (Case(kind, one, other, True) for kind, one, other in copies(event))
        yield from (Case(kind, one, other, False) for kind, one, other in originals(event))
    for event, other in pairwise(EVENTS):
        yield Case("another event", printed(*event.dispatch), printed(*other.dispatch), False)
    for event, words in ((BRIDGE, BRIDGE_FR), (VISITE, VISITE_EN), (DRONES, DRONES_EN)):
        yield Case("translation", printed(*event.dispatch), printed(*words), False)
        yield Case("translation of a rival", printed(*event.rival), printed(*words), False)
    for event, other in ((BRIDGE, SHELLS), (SHELLS, GRAIN), (BRIDGE, GRAIN)):
        one, two = (printed(*e.later, FOOTER) for e in (event, other))
        yield Case("same long footer", one, two, False)
        yield Case("footer added", printed(*event.later), one, True)
    nights = [(17, 9, "two barns"), (41, 12, "the roof of a school"), (6, 3, "a power line")]
    reports = [printed(*NIGHTLY).format(n=n, m=m, where=where) for n, m, where in nights]
    for one, two in ((0, 1), (1, 2)):
        yield Case("daily report, other numbers", reports[one], reports[two], False)


CASES = tuple(cases())
