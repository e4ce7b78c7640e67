"""One node per person and organisation: what becomes one, what stays apart, and that order
decides nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from kg.identities import resolve
from kg.model import Article, Claim, End, Entity, Ref, Span

FR, EN = (Article(lang, "", lang, f"{lang}.txt") for lang in ("fr", "en"))
NORWAY = Entity("NOR", "State", "Norway", listed=True)


def person(label: str, *, listed: bool = False) -> Entity:
    return Entity(label.lower().replace(" ", "-"), "Person", label, listed=listed)


def body(label: str, kind: str = "Organisation") -> Entity:
    return Entity(label.lower().replace(" ", "-"), kind, label)


def claim(number: int, subject: Entity, object_: Entity = NORWAY, article: Article = EN) -> Claim:
    def end(e: Entity) -> End:
        return End(e.id, e.label, e.kind, e.label, 0, len(e.label))

    return Claim(f"c-{number}", article, Span("A.", 0, 2), end(subject), "visits", end(object_))


def table(*entities: Entity) -> dict[str, Entity]:
    return {e.id: e for e in (*entities, NORWAY)}


FRENCH, ENGLISH = person("Sergueï Karpov"), person("Sergei Karpov")
BOTH = [claim(1, FRENCH, article=FR), claim(2, ENGLISH), claim(3, ENGLISH)]


def test_two_spellings_of_a_person_become_one_node() -> None:
    found = resolve(BOTH, table(FRENCH, ENGLISH))
    assert found.joined == {"serguei-karpov": "sergei-karpov"} or found.joined == {
        FRENCH.id: ENGLISH.id
    }
    node = found.entities[ENGLISH.id]
    assert node.labels == (("en", "Sergei Karpov"), ("fr", "Sergueï Karpov"))
    (merge,) = node.merges
    assert (merge.id, merge.label) == (FRENCH.id, FRENCH.label)
    assert merge.reason
    assert 0 < merge.likeness <= 1
    assert FRENCH.id not in found.entities


def test_claims_follow_their_node_and_keep_id_and_words() -> None:
    found = resolve(BOTH, table(FRENCH, ENGLISH))
    first = found.claims[0]
    assert (first.id, first.subject.id, first.subject.label) == ("c-1", ENGLISH.id, ENGLISH.label)
    assert first.subject.text == "Sergueï Karpov"


def test_speakers_places_and_persons_between_follow_too() -> None:
    ref = Ref(FRENCH.id, FRENCH.label, "Person")
    said = replace(claim(9, NORWAY, person("Ola Vik")), attributed_to=ref, via=ref)
    found = resolve([*BOTH, said], table(FRENCH, ENGLISH, person("Ola Vik")))
    assert found.claims[-1].attributed_to == Ref(ENGLISH.id, ENGLISH.label, "Person")
    assert found.claims[-1].via == Ref(ENGLISH.id, ENGLISH.label, "Person")


def test_a_surname_alone_is_anybodys() -> None:
    people = [person("Lee"), person("Li")]
    assert resolve([claim(i, p) for i, p in enumerate(people)], table(*people)).joined == {}


def test_a_surname_alone_is_one_node_in_the_same_company() -> None:
    """Two articles that relate "Dahl" to the same two others mean the same Dahl."""
    one, other = person("Dahl"), replace(person("Dahl"), id="dahl--abc")
    others = [NORWAY, body("Harbour Union"), body("Port Board"), body("Quay Guild")]
    near = [claim(1, one, others[0]), claim(2, one, others[1]), claim(3, other, others[1], FR),
            claim(4, other, others[0], FR)]  # fmt: skip
    found = resolve(near, table(one, other, *others))
    assert found.joined == {other.id: one.id}
    assert found.entities[one.id].merges[0].reason == "the same surname in the same company"
    far = [*near[:2], claim(3, other, others[2], FR), claim(4, other, others[0], FR)]
    assert resolve(far, table(one, other, *others)).joined == {}


def test_a_third_spelling_is_another_name() -> None:
    third = person("Sergey Karpov")
    found = resolve([*BOTH, claim(4, third)], table(FRENCH, ENGLISH, third))
    node = found.entities[ENGLISH.id]
    assert node.labels == (("en", "Sergei Karpov"), ("fr", "Sergueï Karpov"))
    assert node.aliases == (("en", "Sergey Karpov"),)


def test_what_two_languages_name_alike_has_no_language() -> None:
    vik = person("Ola Vik")
    claims = [claim(1, vik), claim(2, vik, article=FR)]
    assert resolve(claims, table(vik)).entities[vik.id].labels == ()


def test_what_somebody_set_apart_stays_apart() -> None:
    apart = frozenset({frozenset({FRENCH.id, ENGLISH.id})})
    assert resolve(BOTH, table(FRENCH, ENGLISH), apart).joined == {}


def test_brothers_and_spouses_stay_two() -> None:
    people = [person("Ivan Karpov"), person("Igor Karpov"), person("Irina Karpova")]
    claims = [claim(i, p) for i, p in enumerate(people)]
    assert resolve(claims, table(*people)).joined == {}


def test_a_listed_person_stays_and_two_listed_people_never_join() -> None:
    listed = replace(FRENCH, listed=True)
    found = resolve(BOTH, table(listed, ENGLISH))
    assert found.joined == {ENGLISH.id: FRENCH.id}
    assert resolve(BOTH, table(listed, replace(ENGLISH, listed=True))).joined == {}


def test_a_person_is_no_organisation() -> None:
    firm = replace(body("Sergei Karpov"), id="karpov-ltd", kind="Company")
    found = resolve([*BOTH, claim(4, firm)], table(FRENCH, ENGLISH, firm))
    assert "karpov-ltd" in found.entities


def test_the_kind_that_says_more_stays() -> None:
    one, other = body("Boreal Institute"), body("The Boreal Institute", "Company")
    found = resolve([claim(1, one), claim(2, one), claim(3, other)], table(one, other))
    assert found.joined == {other.id: one.id}
    assert found.entities[one.id].kind == "Company"
    assert {c.subject.kind for c in found.claims} == {"Company"}


def test_nobody_acts_on_themselves_after_a_merge() -> None:
    found = resolve([*BOTH, claim(4, FRENCH, ENGLISH)], table(FRENCH, ENGLISH))
    assert "c-4" not in {c.id for c in found.claims}


def test_order_decides_nothing() -> None:
    third = person("Sergey Karpov")
    claims = [*BOTH, claim(4, third)]
    entities = [FRENCH, ENGLISH, third]
    results = {
        (tuple(sorted(found.joined.items())), tuple(sorted(found.entities)))
        for order in permutations(entities)
        for found in [resolve(list(reversed(claims)), table(*order))]
    }
    assert len(results) == 1
    assert len(resolve(claims, table(*entities)).entities) == 2
