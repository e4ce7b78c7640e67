"""Names of people and bodies: which are one name, which never are, and what hostile input does."""

from __future__ import annotations

import csv
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import resources
from kg.naming import DOUBTFUL, SAME, Index, compare, compare_bodies
from kg.naming.datafile import data
from kg.naming.sounds import bones, sound
from kg.naming.written import LONGEST, read

# One person on each line, in ways that kg may take for one without asking.
ONE_PERSON = """
Sergueï Choïgou | Sergei Shoigu | Sergey Shoygu | Сергей Шойгу
Volodymyr Zelensky | Volodymyr Zelenskyy | Volodimir Zelenski | Володимир Зеленський
Mouammar Kadhafi | Muammar Gaddafi | Moammar Qaddafi | Muammar al-Gaddafi
Evgueni Prigojine | Yevgeny Prigozhin | Evgeny Prigozhin | Евгений Пригожин
Ri Yong-ho | Ri Yong Ho | Ri Yongho
Nikita Khrouchtchev | Nikita Khrushchev | Никита Хрущёв
Boris Eltsine | Boris Yeltsin | Борис Ельцин
Vladimir Poutine | Vladimir Putin | Владимир Путин | Putin, Vladimir | POUTINE Vladimir
Vladimir Putin | Vladimir Vladimirovitch Poutine | Путин, Владимир Владимирович
Alexandre Loukachenko | Alexander Lukashenko | Александр Лукашенко
Dmitri Medvedev | Dmitry Medvedev | Dmitriy Medvedev | Дмитрий Медведев
Mikhaïl Gorbatchev | Mikhail Gorbachev | Михаил Горбачёв
Ioulia Tymochenko | Yulia Tymoshenko | Юлия Тимошенко
Viatcheslav Volodine | Vyacheslav Volodin
Nikolaï Patrouchev | Nikolai Patrushev
Arseni Iatseniouk | Arseniy Yatsenyuk
Noursoultan Nazarbaïev | Nursultan Nazarbayev
Nikol Pachinian | Nikol Pashinyan
Bachar el-Assad | Bashar al-Assad | Bashar Al Assad | Bashar Assad
Mohammed ben Salmane | Mohammed bin Salman | Mohammad bin Salman | Muhammad bin Salman
Abdel Fattah al-Sissi | Abdelfattah el-Sisi | Abdul Fattah al-Sisi | Abd el-Fattah es-Sisi
Abdelaziz Bouteflika | Abdul Aziz Bouteflika
Zine el-Abidine Ben Ali | Zine al-Abidine Benali
Hassan Rohani | Hassan Rouhani
Omar el-Béchir | Omar al-Bachir
Kim Jong-un | Kim Jong Un | Kim Jongun | Jong-un Kim | KIM Jong-un
Xi Jinping | Xi Jin-ping | XI Jinping | Jinping Xi
Viktor Orbán | Orbán Viktor | Orban Viktor
Ferenc Gyurcsány | Gyurcsány Ferenc
Shinzo Abe | Abe Shinzo | Shinzō Abe
Alexis Tsipras | Aléxis Tsípras | Αλέξης Τσίπρας
Benyamin Netanyahou | Benjamin Netanyahu
Jean-Luc Mélenchon | Jean Luc Melenchon | MÉLENCHON Jean-Luc
Charles de Gaulle | Charles De Gaulle | Charles Degaulle
Ursula von der Leyen | Ursula Von Der Leyen
J. D. Vance | J.D. Vance | JD Vance
Angela Merkel | Dr. Angela Merkel | Mrs Angela Merkel | Frau Dr. Angela Merkel
Robert F. Kennedy Jr. | Robert F. Kennedy, Jr. | Robert F. Kennedy junior
le pape François | Pope Francis | pape François
Élisabeth II | Elizabeth II | Queen Elizabeth II
Abdallah II | King Abdullah II | roi Abdallah II
Margaret Thatcher | Margaret Thatcher, Baroness Thatcher | Margaret Thatcher (politician)
Recep Tayyip Erdoğan | Recep Tayyip Erdogan
Gerhard Schröder | Gerhard Schroeder
"""

# Ways to write one person that another may be written in as well: shown, never joined.
DOUBTFUL_PAIRS = """
V. Putin | Vladimir Putin | an initial that fits
Bill Clinton | William Clinton | a short form
John Kennedy | John F. Kennedy | f stands on one side only
Joe Biden | Joseph Robinette Biden |
Donald Trump | Donald Trump Jr. | only one is called the younger
Charles | Charles III | III stands on one side only
Ahmed Mohamed | Mohamed Ahmed | given names in another order
Martin Paul | Paul Martin | given names in another order
Kim Jong-un | Kim Jong-eun | perhaps the same in another spelling
Kim Jong-un | 김정은 | perhaps the same in another spelling
Mao Zedong | Mao Tse-tung | perhaps the same in another spelling
Xi Jinping | 习近平 | read from Chinese or Korean script
习近平 | 習近平 | read from Chinese or Korean script
Bashar al-Assad | بشار الأسد | the same consonants, vowels not written
Kristalina Georgieva | Kristalina Georgeva |
"""

# Two people on each line: never one.
TWO_PEOPLE = """
Kim Jong-un | Kim Jong-il
Kim Jong-un | Kim Yo-jong
Kim Jong-un | Kim Jong-nam
Kim Jong-un | Kim Jong
Kim Jong-un | Kim
Kim Il-sung | Kim Jong-il
Kim Yong-nam | Kim Yong-chol
Ri Yong-ho | Ri Yong-gil
Moon Jae-in | Moon Jae-im
Park Chung-hee | Park Geun-hye
Lee Jae-yong | Lee Jae-myung
Li Qiang | Li Keqiang
Li Qiang | Li Qian
Wang Yi | Wang Yang
Wang Yi | Wang Yi-fan
Zhang Youxia | Zhang Yuxia
Xi Jinping | Xi Jinpin
Xi Jinping | Xi Zhongxun
Hu Jintao | Hu Chunhua
李强 | 李蔷
Nguyen Phu Trong | Nguyen Xuan Phuc
Nguyen Van Linh | Nguyen Van Thieu
Nguyen Van Linh | Nguyen Linh
Shinzo Abe | Shintaro Abe
George W. Bush | George H. W. Bush
George W. Bush | George Bush
George Walker Bush | George Herbert Walker Bush
George W. Bush | George Herbert Walker Bush
John P. Smith | John R. Smith
J. P. Smith | J. R. Smith
J. Smith | P. Smith
Donald Trump | Donald Trump Jr.
Donald Trump Sr. | Donald Trump Jr.
Alexandre Dumas père | Alexandre Dumas fils
Robert Kennedy | Robert F. Kennedy Jr.
Louis XIV | Louis XVI
Jean-Paul Ier | Jean-Paul II
Élisabeth Ire | Élisabeth II
Sergueï Lavrov | Sergueï Choïgou
Sergei Ivanov | Sergei Shoigu
Dmitry Medvedev | Dmitry Peskov
Viktor Yanukovych | Viktor Yushchenko
Vladimir Putin | Vera Putina
Vladimir Poutine | Lioudmila Poutina
Sergei Ivanov | Sergei Ivanova
Alexander Ivanov | Alexandra Ivanova
Alexeï Navalny | Ioulia Navalnaïa
Alexeï Navalny | Alexeï Navalnaïa
Volodymyr Zelensky | Olena Zelenska
Mikhail Gorbachev | Raisa Gorbacheva
Petr Novák | Petra Nováková
Jan Novák | Jan Nováková
Gitanas Nausėda | Diana Nausėdienė
Kyriákos Mitsotákis | Konstantínos Mitsotákis
Ivan Petrovich Sidorov | Ivan Pavlovich Sidorov
Martin Dupont | Martine Dupont
Jean Dupont | Jeanne Dupont
François Hollande | Françoise Hollande
Michel Durand | Michelle Durand
Daniel Durand | Danielle Durand
Mario Rossi | Maria Rossi
Antonio Rossi | Antonia Rossi
Jean-Marie Le Pen | Marine Le Pen
Marine Le Pen | Marion Maréchal-Le Pen
Jean-Pierre Martin | Jean Martin
Bachar el-Assad | Hafez el-Assad
Bashar al-Assad | Basil al-Assad
Mohammed bin Salman | Salman bin Mohammed
Mohammed bin Salman | Khalid bin Salman
Mohammed bin Salman | Mohammed bin Nayef
Mohammed ben Salmane | Salmane ben Abdelaziz
Hassan Nasrallah | Hussein Nasrallah
Saad Hariri | Saïd Hariri
Saad Hariri | Rafic Hariri
Saddam Hussein | Qusay Hussein
Muammar Gaddafi | Saif al-Islam Gaddafi
Ali Khamenei | Mojtaba Khamenei
Ilham Aliev | Heydar Aliev
Ramzan Kadyrov | Akhmat Kadyrov
Justin Trudeau | Pierre Trudeau
Pierre Trudeau | Pierre Elliott Trudeau
John Adams | John Quincy Adams
Aung San | Aung San Suu Kyi
Jean Dupont | John Dupont
Peter Schmidt | Peter Schmitt
Hans Meyer | Hans Maier
Erik Johansson | Erik Johansen
Putin | Vladimir Putin
J. S. | John Smith
"""

ONE_BODY = """
Ministry of Defence | Ministry of Defense | Defence Ministry | the Ministry of Defence
Labour Party | Labor Party
Gazprom | Gazprom PJSC | PAO Gazprom
Airbus | Airbus SE
TotalEnergies | Total Energies
Roskosmos | Roscosmos
U.N. Security Council | UN Security Council
L'Agence France-Presse | Agence France Presse
"""

TWO_BODIES = """
UN | United Nations
IAEA | International Atomic Energy Agency
AIEA | Agence internationale de l'énergie atomique
Wagner | Wagner Group
Al-Qaïda | Al-Qaeda
Gazprom | Gazprom Neft
Bank of China | Central Bank of China
Northern Alliance | Southern Alliance
National Guard | Naval Guard
Liberal Party | Liberation Party
5th Fleet | 7th Fleet
France 2 | France 24
AS Roma | Roma
Group A | Group D
CNN | CBS
Ministry of Defence | Ministry of Defence of Russia
Armed Forces of Ukraine | Armed Forces of Russia
Al Jazeera | Al Arabiya
"""


def lines(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def pairs(text: str) -> list[tuple[str, str]]:
    return [(first, other) for first, *others in lines(text) for other in others]


@pytest.mark.parametrize(("a", "b"), pairs(ONE_PERSON))
def test_one_person(a: str, b: str) -> None:
    likeness = compare(a, b)
    assert likeness.score >= SAME, likeness


@pytest.mark.parametrize(("a", "b", "reason"), lines(DOUBTFUL_PAIRS))
def test_a_doubt_is_shown_with_its_reason(a: str, b: str, reason: str) -> None:
    likeness = compare(a, b)
    assert DOUBTFUL <= likeness.score < SAME, likeness
    assert reason in likeness.reason


@pytest.mark.parametrize(("a", "b"), pairs(TWO_PEOPLE))
def test_two_people(a: str, b: str) -> None:
    likeness = compare(a, b)
    assert likeness.score < SAME, likeness
    assert likeness == compare(b, a)
    assert likeness.reason


@pytest.mark.parametrize(
    ("a", "b"), [pair for pair in pairs(TWO_PEOPLE) if pair[0].split()[0] in ("Kim", "Sergueï")]
)
def test_the_kims_and_the_ministers_are_not_even_a_doubt(a: str, b: str) -> None:
    assert compare(a, b).score < DOUBTFUL


@pytest.mark.parametrize(("a", "b"), pairs(ONE_BODY))
def test_one_body(a: str, b: str) -> None:
    likeness = compare_bodies(a, b)
    assert likeness.score >= SAME, likeness


@pytest.mark.parametrize(("a", "b"), pairs(TWO_BODIES))
def test_two_bodies(a: str, b: str) -> None:
    likeness = compare_bodies(a, b)
    assert likeness.score < SAME, likeness
    assert likeness == compare_bodies(b, a)


@pytest.mark.parametrize(("a", "b"), pairs(TWO_BODIES)[:5])
def test_an_acronym_and_a_kind_make_a_doubt(a: str, b: str) -> None:
    assert compare_bodies(a, b).score >= DOUBTFUL


PIECES = """
Kim Jong-un Li al- el bin de von Jr. III V. J.P. Bill Ivan Ivanova Шойгу 近平 김 الأسد (MP) , - ' “
O'Neill Abdel abd Baron Pope of Ier XIV é ß 😀 1er X ibn
"""
NAMES = st.one_of(
    st.text(max_size=40), st.lists(st.sampled_from(PIECES.split()), max_size=7).map(" ".join)
)


@settings(max_examples=300, deadline=None)
@given(NAMES, NAMES)
def test_symmetric_between_0_and_1(a: str, b: str) -> None:
    for function in (compare, compare_bodies):
        likeness = function(a, b)
        assert 0 <= likeness.score <= 1
        assert likeness.reason
        assert function(b, a) == likeness
        assert "\n" not in likeness.reason


@settings(max_examples=200, deadline=None)
@given(NAMES)
def test_a_name_is_itself_where_it_has_words(name: str) -> None:
    assert compare(name, name).score == (1 if read(name).words else 0)


@settings(max_examples=100, deadline=None)
@given(st.lists(NAMES, max_size=8), NAMES)
def test_the_index_ranks_what_compare_says(names: list[str], wanted: str) -> None:
    listed = [(str(i % 5), name) for i, name in enumerate(names)]
    found = Index(listed).nearest(wanted)
    assert found == Index(reversed(listed)).nearest(wanted)
    scores = [likeness.score for _, likeness in found]
    assert scores == sorted(scores, reverse=True)
    for ident, likeness in found:
        alike = [compare(wanted, name).score for i, name in listed if i == ident]
        assert likeness.score in alike


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "-",
        "'",
        ",",
        ", Jr.",
        "😀😀",
        "\x00",
        "\u2028\u0085\r\n",
        "(",
        '"' * 500,
        "((((" * 5000,
        "a" * 100_000,
        "a b " * 25_000,
        "Kim Jong-" * 10_000,
        "," * 100_000,
        "習" * 100_000,
        "<script>alert(1)</script>",
        "\ud800",
        "ـ" * 1000,
    ],
)
def test_hostile_names_are_quick_and_harmless(name: str) -> None:
    begin = time.perf_counter()
    index = Index([("hostile", name), ("putin", "Vladimir Putin"), ("kim", "Kim Jong-un")])
    for other in (name, "Vladimir Putin", name + "x"):
        assert 0 <= compare(name, other).score <= 1
        assert 0 <= compare_bodies(name, other).score <= 1
        assert len(index.nearest(other)) <= 3
    assert index.nearest("Wladimir Poutine")[0][0] == "putin"
    assert time.perf_counter() - begin < 1


def test_names_too_long_are_the_same_only_to_the_letter() -> None:
    long = "Kim " * LONGEST
    assert compare(long, long).score == 1
    assert compare(long, long + "Jong").score == 0


def test_nearest_finds_the_best_of_several_spellings_and_settles_ties_by_id() -> None:
    index = Index(
        [
            ("shoigu", "Sergei Shoigu"),
            ("shoigu", "Sergueï Choïgou"),
            ("lavrov", "Sergueï Lavrov"),
            ("b", "John Smith"),
            ("a", "John Smith"),
        ]
    )
    found = index.nearest("Sergueï Choïgou")
    assert found[0] == ("shoigu", compare("Sergueï Choïgou", "Sergueï Choïgou"))
    assert [ident for ident, _ in index.nearest("John Smith")] == ["a", "b"]
    assert [ident for ident, _ in index.nearest("John Smith", limit=1)] == ["a"]
    assert index.nearest("Sergey Shoygu")[0][1].score >= SAME
    assert index.nearest("Sergei Shoigy")[0][0] == "shoigu"
    assert index.nearest("Xylophone") == []
    assert Index([]).nearest("John Smith") == []


def people() -> dict[str, list[str]]:
    with (resources.ENTITIES / "people.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["id"]: [
            name
            for name in dict.fromkeys((row["en"], row["fr"], *row["names"].split("|")))
            if len(name.split()) > 1
        ]
        for row in rows
    }


def test_no_two_listed_people_are_one() -> None:
    listed = people()
    index = Index((ident, name) for ident, names in listed.items() for name in names)
    taken = [
        f"{name} / {other}: {likeness.reason}"
        for ident, names in listed.items()
        for name in names
        for other, likeness in index.nearest(name)
        if other != ident and likeness.score >= SAME and name not in listed[other]
    ]
    assert taken == []


def test_most_listed_people_are_one_in_both_languages() -> None:
    with (resources.ENTITIES / "people.csv").open(encoding="utf-8", newline="") as file:
        both = [(r["en"], r["fr"]) for r in csv.DictReader(file) if r["en"] != r["fr"]]
    same = sum(compare(en, fr).score >= SAME for en, fr in both)
    assert same / len(both) > 0.9


def test_the_index_is_cheap() -> None:
    names = [(i, name) for i, names in people().items() for name in names]
    begin = time.process_time()
    index = Index(names)
    assert time.process_time() - begin < 0.02
    index.nearest("Vladimir Poutine")
    assert time.process_time() - begin < 0.5
    begin = time.process_time()
    for _, name in names[:200]:
        index.nearest(name)
    assert (time.process_time() - begin) / 200 < 0.01


def words() -> list[str]:
    """Every word of names.toml but for its regular expressions."""
    file = data()
    lists = [*file["short"].values(), *file["given"].values(), file["translated"]["groups"]]
    lists += [file["shared"]["families"], *file["bodies"].values()]
    lists += [value for value in file["words"].values() if isinstance(value, list)]
    lists.remove(file["words"]["patronymics"])
    return [word for some in lists for entry in some for word in entry.split()]


def test_data_are_folded_words() -> None:
    assert [word for word in words() if not re.fullmatch("[a-z0-9-]+", word)] == []


def test_a_group_has_two_names_and_no_sound_is_in_two_groups_of_one_given_name() -> None:
    file = data()
    groups = [group.split() for part in file["given"].values() for group in part]
    short = [group.split() for part in file["short"].values() for group in part]
    assert [group for group in groups + short if len(set(group)) < 2] == []
    seen: dict[str, list[str]] = {}
    for group in groups:
        for sounds in {sound(word) for word in group}:
            assert sounds not in seen, f"{sounds}: {seen[sounds]}, {group}"
            seen[sounds] = group


def test_words_in_one_go_sound_as_they_do_alone() -> None:
    some = words()
    assert [sounds for sounds, _ in bones(some)] == [sound(word) for word in some]
