"""Pages and feeds: their text, what they say of themselves, their charsets, and hostile ones."""

from __future__ import annotations

import builtins
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg import articles
from kg.articles.kinds import sniff
from kg.articles.markup import plain
from kg.model import Article, Skipped

PARAGRAPHS = (
    "Le ministre russe de la défense s'est rendu à Pyongyang mercredi, où il a été reçu avec faste"
    " par le dirigeant nord-coréen.",
    "Selon Séoul, les deux hommes ont parlé d'armes & de satellites. « Nous sommes inquiets », a"
    " déclaré le président sud-coréen, qui a reçu à Séoul son homologue américain.",
)
HEAD = (
    '<meta property="og:site_name" content="La Gazette"><meta name="author" content="Anne Onyme">'
    '<meta property="article:published_time" content="2023-07-26T23:30:00+02:00">'
)


def page(head: str = HEAD, paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    body = "".join(f"<p>{text.replace('&', '&amp;')}</p>\n" for text in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="fr"><head>{head}<title>Une visite - La Gazette</title></head>'
        '<body><nav><ul><li><a href="/">Accueil</a></li><li><a href="/s">Sport</a></li></ul></nav>'
        f"<article><h1>Une visite à Pyongyang</h1>{body}</article>"
        '<aside>À lire aussi</aside><div class="comments"><p>Un lecteur : je ne suis pas d\'accord.'
        "</p></div><script>alert(1)</script><footer>© La Gazette 2019</footer></body></html>"
    )


def put(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path.as_posix()


def one(path: str) -> Article:
    (item,) = articles.read([path])
    assert isinstance(item, Article), item
    return item


def skipped(path: str) -> Skipped:
    (item,) = articles.read([path])
    assert isinstance(item, Skipped), item
    assert item.source == path
    assert "\n" not in item.reason + item.fix
    return item


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.xhtml", "page", "a.xml"])
def test_a_page_gives_its_article_and_nothing_else(tmp_path: Path, name: str) -> None:
    article = one(put(tmp_path, name, page()))
    lines = article.text.split("\n")
    assert lines == ["Une visite à Pyongyang", *PARAGRAPHS]
    assert article.body_start == 0
    assert article.title == "Une visite à Pyongyang"
    assert (article.outlet, article.author) == ("La Gazette", "Anne Onyme")
    assert (article.published, article.lang) == (date(2023, 7, 26), "fr")


def test_a_page_that_says_no_date_has_none(tmp_path: Path) -> None:
    assert one(put(tmp_path, "a.html", page(head=""))).published is None


@pytest.mark.parametrize(
    ("charset", "declared"),
    [
        ("utf-8", ""),
        ("utf-8", '<meta charset="utf-8">'),
        ("utf-8", '<meta charset="iso-8859-1">'),  # wrong, and common
        ("utf-8", '<meta charset="no-such-charset">'),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("windows-1252", ""),
        ("windows-1252", '<meta charset="utf-8">'),  # wrong
        ("windows-1252", '<meta http-equiv="Content-Type" content="text/html; charset=latin1">'),
        ("windows-1252", '<meta charset="utf-7">'),  # no charset for pages
        ("iso-8859-15", "<meta charset=ISO-8859-15 >"),
        ("mac-roman", "<meta charset='macintosh'>"),
    ],
)
def test_the_charset_of_a_page(tmp_path: Path, charset: str, declared: str) -> None:
    raw = page(HEAD + declared).encode(charset)
    article = one(put(tmp_path, "a.html", raw))
    assert article.text.split("\n")[1:] == list(PARAGRAPHS)


def test_a_charset_is_declared_before_xml_too(tmp_path: Path) -> None:
    text = page().replace("©", "")
    raw = b'<?xml version="1.0" encoding="mac-roman"?>' + text.encode("mac-roman")
    assert PARAGRAPHS[0] in one(put(tmp_path, "a.html", raw)).text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no article in this page"),
        (b"<html></html>", "no article in this page"),
        (b"words without markup", "no article in this page"),
        (b"<html><body>" + b"<div>" * 99_000 + b"<p>x", "no article in this page"),
        (b"<html><body>" + b"<div>" * 100_000 + b"<p>x", "more than 100,000 tags"),
        (b"<html>\x00</html>", "NUL"),
        (b"<html>\x81\x8d</html>", "windows-1252"),
        (b"<html>" + b" " * 20_000_000, "longer than 20 MB"),
    ],
)
def test_pages_without_an_article_are_skipped(tmp_path: Path, content: bytes, reason: str) -> None:
    assert reason in skipped(put(tmp_path, "a.html", content)).reason


def test_what_the_library_fails_on_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise IndexError("list index\nout of range")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    found = skipped(put(tmp_path, "a.html", page()))
    assert found.reason == "no page that can be read: list index out of range"


@pytest.mark.parametrize(
    ("name", "package"),
    [("a.html", "trafilatura"), ("a.rss", "feedparser"), ("a.pdf", "pypdf"), ("a.warc", "warcio")],
)
def test_a_missing_package_skips_the_file_and_names_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str
) -> None:
    real = builtins.__import__

    def missing(wanted: str, *rest: Any) -> Any:
        if wanted.partition(".")[0] == package:
            raise ModuleNotFoundError(f"No module named {package!r}", name=package)
        return real(wanted, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    path = put(tmp_path, name, page() if name == "a.html" else "<rss>x</rss>")
    good = put(tmp_path, "b.txt", PARAGRAPHS[0])
    item, other = articles.read([path, good])
    assert item == Skipped(
        path, f"reading it takes {package}, which is not installed", "pip install 'geokg[intake]'"
    )
    assert isinstance(other, Article)


def rss(*items: str, declaration: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    return (
        f'{declaration}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>La Gazette</title>'
        f"{''.join(items)}</channel></rss>"
    )


MARKUP = "".join(f"<p>{text.replace('&', '&amp;')}</p>" for text in PARAGRAPHS)
FULL = (
    "<item><title>Une &lt;i>visite&lt;/i></title><link>https://example.org/1</link>"
    "<dc:creator>Anne Onyme</dc:creator><pubDate>Wed, 26 Jul 2023 10:00:00 GMT</pubDate>"
    f"<description>Court.</description><content:encoded><![CDATA[{MARKUP}<script>x()</script>"
    "<figure><img src='x'><figcaption>Photo</figcaption></figure>]]></content:encoded></item>"
)
TEASER = "<item><title>Autre</title><description>Un résumé.</description></item>"


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "feed"])
def test_entries_with_their_whole_text_are_articles(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, name, rss(TEASER, FULL, TEASER))
    article, rest = articles.read([path])
    assert isinstance(article, Article)
    assert article.source == path + "/2"
    assert article.text.split("\n") == list(PARAGRAPHS)
    assert (article.title, article.author) == ("Une visite", "Anne Onyme")
    assert (article.outlet, article.url) == ("La Gazette", "https://example.org/1")
    assert article.published == date(2023, 7, 26)
    assert rest == Skipped(
        path,
        "2 of 3 entries hold no more than a teaser",
        "kg fetch gets the pages of a feed's entries",
    )


def test_atom(tmp_path: Path) -> None:
    escaped = MARKUP.replace("&", "&amp;").replace("<", "&lt;")
    article = one(put(tmp_path, "a.atom", (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>La Gazette</title><entry><title>T</title>'
        '<link href="https://example.org/1"/><author><name>Anne Onyme</name></author>'
        f'<updated>2023-07-26T10:00:00Z</updated><content type="html">{escaped}</content>'
        "</entry></feed>"
    )))  # fmt: skip
    assert article.text.split("\n") == list(PARAGRAPHS)
    assert (article.author, article.published) == ("Anne Onyme", date(2023, 7, 26))


def test_a_description_may_be_the_whole_text(tmp_path: Path) -> None:
    long = " ".join(PARAGRAPHS * 5).replace("&", "&amp;")
    article = one(put(tmp_path, "a.rss", rss(f"<item><description>{long}</description></item>")))
    assert article.text == " ".join(PARAGRAPHS * 5)


@pytest.mark.parametrize(
    ("charset", "declared"), [("utf-8", "iso-8859-1"), ("windows-1252", "utf-8"),
                              ("iso-8859-15", "iso-8859-15"), ("windows-1252", "")],
)  # fmt: skip
def test_the_charset_of_a_feed(tmp_path: Path, charset: str, declared: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    raw = rss(FULL, declaration=declaration).encode(charset)
    assert one(put(tmp_path, "a.rss", raw)).text.split("\n") == list(PARAGRAPHS)


def entity_bomb(levels: int = 9) -> str:
    entities = '<!ENTITY e0 "lol">' + "".join(
        f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, levels + 1)
    )
    declaration = f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]>'
    return rss(f"<item><title>&e{levels};</title></item>", declaration=declaration)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "XML, but neither RSS nor Atom"),
        ("<?xml version='1.0'?><urlset><url/></urlset>", "XML, but neither RSS nor Atom"),
        (rss(), "a feed without entries"),
        (rss(TEASER), "1 of 1 entries hold no more than a teaser"),
        (entity_bomb(), "XML that declares entities"),
        ('<!DOCTYPE rss [<!entity x SYSTEM "file:///etc/passwd">]>' + rss(FULL, declaration=""),
         "XML that declares entities"),
        ("<rss>\x00</rss>", "NUL"),
        (rss(f"<item><description>{'<div>' * 100_000}</description></item>"), "teaser"),
    ],
)  # fmt: skip
def test_feeds_without_articles_are_skipped(tmp_path: Path, content: str, reason: str) -> None:
    assert reason in skipped(put(tmp_path, "a.rss", content)).reason


def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = put(tmp_path, "a.rss", rss(FULL, FULL.replace("Selon", "D'après"))[:-300])
    first, *_ = articles.read([path])
    assert isinstance(first, Article)
    assert first.text.split("\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One<br>two</p>three <b>fo</b>ur", "One\ntwo\nthree four"),
        ("a &amp; b&nbsp;&lt;c&gt;", "a & b <c>"),
        ("<div><script>if (a<b) {}</script>x</div>", "x"),
        ("<style>p{}</style><form>Mail<input></form>x</p></figure>", "x"),
        ("<!-- no --> x <?php y ?>", "x"),
        ("plain < 3", "plain < 3"),
        ("", ""),
    ],
)
def test_the_words_of_markup(markup: str, text: str) -> None:
    assert plain(markup) == text


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", "text"), (b"Paris: text", "text"), (b'\xef\xbb\xbf{"text": 1}', "lines"),
        (b"{not json", "text"), (b"%PDF-1.4", "pdf"), (b"\x1f\x8b\x08", "gzip"),
        (b"PK\x03\x04", "zip"), (b"WARC/1.1\r\n", "warc"), (b"\n<!doctype HTML>", "html"),
        (b"<html lang=fr>", "html"), (b"<?xml version='1.0'?>\n<html>", "html"),
        (b"<?xml version='1.0'?><rss>", "feed"), (b"<feed xmlns=''>", "feed"), (b"<b>x", "text"),
    ],
)  # fmt: skip
def test_first_bytes_tell_the_kind(head: bytes, kind: str) -> None:
    assert sniff(head) == kind
