"""Articles to measure with, as many as one likes: ``python benchmarks/corpus.py N FOLDER``.

Sentences written for kg, recombined with names from seeds/entities: no two articles are alike, and
the same number gives the same articles. A part of the sentences names fewer than two actors, as
many as in the texts of ../shared/dev: 6 in 100 words of English, 24 in 100 of French (they are news
of every kind).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from kg import gazetteer

TOLD = {
    "en": (
        "{P1} met {P2} in {C1} on {day} to discuss the war and the price of grain.",
        "{S1} accused {S2} of delivering weapons to the rebels, a charge that {C2} denied.",
        "“We will not accept this decision,” {P1} told reporters after talks with {O1}.",
        "{S1} will send {n} soldiers to {S2} next month, the Defence Ministry said.",
        "According to {P1}, {S1} has bought munitions worth {n} million dollars from {S2}.",
        "The president of {S1} is expected to visit {C2} before the summit of {O1}.",
        "{O1} imposed new sanctions on {S1} over its missile programme.",
        "{P1} and {P2} signed an agreement on energy, which analysts called modest.",
        "{S1} and {S2} recalled their ambassadors after the attack near {C1}.",
        "He warned that {S1} would respond if {S2} crossed the border again.",
        "{P1}, who leads the opposition in {S1}, was arrested at the airport of {C1}.",
        "Officials in {C1} rejected the proposal of {S2} and asked {O1} for help.",
        "{S1} condemned the strike on {C2}, in which {n} people were killed.",
        "A spokesman for {P1} declined to say whether {S2} had been informed.",
        "{P2} thanked {S1} for its support and promised to open an embassy in {C1}.",
        "The two leaders talked about {S2}, but no statement was published in {C2}.",
    ),
    "fr": (
        "{P1} a rencontré {P2} à {C1} {day} pour parler de la guerre et du prix du blé.",
        "{C1} a accusé {C2} de livrer des armes aux rebelles, ce que {P1} a démenti.",
        "« Nous n'accepterons pas cette décision », a déclaré {P1} après un entretien avec {P2}.",
        "{C1} enverra {n} soldats à {C2} le mois prochain, selon le ministère de la Défense.",
        "D'après {P1}, {C1} a acheté des munitions pour {n} millions d'euros à {C2}.",
        "{P1} devrait se rendre à {C2} avant le sommet de {O1}.",
        "{O1} a imposé de nouvelles sanctions à {C1} en raison de son programme de missiles.",
        "{P1} et {P2} ont signé un accord sur l'énergie, que des analystes jugent modeste.",
        "{C1} et {C2} ont rappelé leurs ambassadeurs après l'attaque.",
        "Il a averti que {C1} répondrait si {C2} franchissait de nouveau la frontière.",
        "{P1}, qui dirige l'opposition, a été arrêté à l'aéroport de {C1}.",
        "Des responsables à {C1} ont rejeté la proposition de {P2} et demandé l'aide de {O1}.",
        "{P1} a condamné la frappe sur {C2}, qui a fait {n} morts.",
        "Un porte-parole de {P1} n'a pas voulu dire si {C2} avait été informée.",
        "{P2} a remercié {C1} de son soutien et promis d'y ouvrir une ambassade.",
        "Les deux dirigeants ont parlé de {C2}, mais aucune déclaration n'a été publiée à {C1}.",
    ),
}
CALM = {
    "en": (
        "Prices of bread had risen by a third since the spring.",
        "The road to the north was closed for hours because of heavy snow.",
        "It was not clear how long the repairs would take.",
        "Nobody was hurt, and the trains were running again by noon.",
    ),
    "fr": (
        "Le prix du pain avait augmenté d'un tiers depuis le printemps.",
        "La route du nord est restée fermée pendant des heures à cause de la neige.",
        "On ignorait combien de temps dureraient les réparations.",
        "Personne n'a été blessé, et les trains roulaient de nouveau à midi.",
        "Les écoles de la vallée ont rouvert mercredi, après trois jours de tempête.",
    ),
}
SHARE = {"en": 0.065, "fr": 0.28}
"""Calm sentences of all: they are shorter than the others."""
DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi"),
}
KINDS = {"P": "Person", "S": "State", "C": "Place", "O": "InternationalOrganisation"}
PARAGRAPHS = 9


def names() -> dict[str, dict[str, list[str]]]:
    """Language -> letter of a slot -> labels of listed entities, sorted."""
    entities = gazetteer.load().entities
    found: dict[str, dict[str, list[str]]] = {}
    for lang in TOLD:
        found[lang] = {
            letter: sorted(
                {dict(e.labels).get(lang, e.label) for e in entities.values() if e.kind == kind}
            )
            for letter, kind in KINDS.items()
        }
    return found


def articles(count: int) -> Iterator[tuple[str, str]]:
    """Name and text of ``count`` articles, every other one French."""
    listed = names()
    for i in range(count):
        lang = ("en", "fr")[i % 2]
        yield f"{i:07}-{lang}.txt", _article(i, lang, listed[lang])


def _article(number: int, lang: str, listed: dict[str, list[str]]) -> str:
    chance = random.Random(number)
    # News of a day turns on few actors.
    cast = {f"{letter}{i}": chance.choice(listed[letter]) for letter in KINDS for i in (1, 2, 3, 4)}
    day = date(2023, 1, 1) + timedelta(days=chance.randrange(900))
    lines = [f"date: {day}", f"lang: {lang}", f"source: Agency {number % 40}", ""]
    for _ in range(PARAGRAPHS):
        told = [_sentence(chance, lang, cast) for _ in range(chance.randint(1, 3))]
        lines += [" ".join(told), ""]
    return "\n".join(lines)


def _sentence(chance: random.Random, lang: str, cast: dict[str, str]) -> str:
    if chance.random() < SHARE[lang]:
        return chance.choice(CALM[lang])
    turn = chance.choice(((1, 2), (2, 1), (1, 3), (3, 4)))
    names = {f"{k}{i + 1}": cast[f"{k}{turn[i]}"] for k in KINDS for i in (0, 1)}
    told = chance.choice(TOLD[lang])
    return told.format(day=chance.choice(DAYS[lang]), n=chance.randint(2, 900), **names)


def write(count: int, folder: Path) -> None:
    """Write ``count`` articles into ``folder``, a thousand to a directory."""
    for i, (name, text) in enumerate(articles(count)):
        path = folder / f"{i // 1000:04}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    write(options.count, options.folder)
