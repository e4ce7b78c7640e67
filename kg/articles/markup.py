"""The text of a piece of HTML, such as a feed carries, that is an article from end to end."""

from __future__ import annotations

from html.parser import HTMLParser

_LINES = {
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p",
    "pre", "section", "table", "td", "th", "tr", "ul",
}  # fmt: skip
_SILENT = {
    "script", "style", "noscript", "template", "iframe", "svg", "math", "button", "form",
    "figure",
}  # fmt: skip


def plain(markup: str) -> str:
    """The words of ``markup``, a paragraph a line, without scripts, forms and captions."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.words).split(_BREAK))
    return "\n".join(filter(None, lines))


_BREAK = "\x00"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        if tag in _LINES:
            self.words.append(_BREAK)
        if tag in _SILENT:
            self._silent.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _LINES:
            self.words.append(_BREAK)
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data.replace(_BREAK, ""))
