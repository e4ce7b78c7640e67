"""Neutral roles: French and English trees of the same clause have the same shape."""

from __future__ import annotations

import pytest

from kg import language, roles
from kg.model import Sentence
from kg.tree import Tree
from tests import freeze


def tree(text: str, lang: str) -> Sentence:
    speech = language.load(lang)
    (raws,) = list(freeze.thaw(text, speech))
    return roles.sentence(0, text, raws, speech)


def relations(sentence: Sentence) -> set[tuple[str, str, str, str]]:
    """(word, role, preposition, head) of the names."""
    return {
        (t.text, t.role, t.case, sentence.tokens[t.head].lemma)
        for t in sentence.tokens
        if t.pos == "PROPN"
    }


def test_the_agent_of_a_passive_is_an_agent_in_both_languages() -> None:
    english = relations(tree("Turkey was criticised by France.", "en"))
    french = relations(tree("La Turquie a été critiquée par la France.", "fr"))
    assert ("France", "agent", "by", "criticise") in english
    assert ("France", "agent", "par", "critiquer") in french
    assert {r[1] for r in english} == {r[1] for r in french} == {"agent", "subj_pass"}


def test_a_complement_hangs_on_its_verb_with_its_preposition() -> None:
    english = tree("Wang Yi travelled to Moscow.", "en")
    french = tree("Wang Yi s'est rendu en Inde.", "fr")
    assert ("Moscow", "obl", "to", "travel") in relations(english)
    assert ("Inde", "obl", "en", "rendre") in relations(french)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_word_leads_to_a_root(lang: str) -> None:
    speech = language.load(lang)
    for text in freeze.texts(lang):
        for raws in freeze.thaw(text, speech):
            sentence = roles.sentence(0, text, raws, speech)
            walk = Tree(sentence)
            for token in sentence.tokens:
                top = [token, *walk.ancestors(token.i)][-1]
                assert top.head == top.i, text


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_label_of_the_parser_survives(lang: str) -> None:
    speech = language.load(lang)
    made = {"agent", "subj", "conj", "case", "obl", "root", "dep", "poss", "prt", "nmod", "cop"}
    known = set(speech.parse.roles.values()) | made
    for text in freeze.texts(lang)[:80]:
        for raws in freeze.thaw(text, speech):
            sentence = roles.sentence(0, text, raws, speech)
            assert {t.role for t in sentence.tokens} <= known
