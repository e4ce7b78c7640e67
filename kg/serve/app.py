"""What the server answers: the SPARQL 1.1 protocol at /sparql, and the pages around it."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from werkzeug import Request, Response
from werkzeug.exceptions import BadRequest, HTTPException, NotAcceptable, NotFound
from werkzeug.routing import Map, Rule

from kg import export, store
from kg.questions import Question, questions
from kg.serve.description import description
from kg.serve.media import GRAPHS, TABLES
from kg.serve.pool import Pool
from kg.serve.protocol import LONGEST_BODY, best, single, sparql_of
from kg.serve.worker import Limits, Reply

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
STATIC = Path(__file__).parent / "static"
PAGE = "graph.html"
_LABELS = 2000
"""Things to name at once."""
_KINDS = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PAGE_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""That of the page of a build lists its scripts by hash, and holds as well."""
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


@dataclass(frozen=True)
class Site:
    """Who may ask, and for what.

    ``names`` are the hosts it goes by, besides all addresses in figures when ``everywhere``;
    ``origin`` is that of other pages that may read the answers, "*" for all, "" for none.
    """

    target: Path
    limits: Limits
    names: frozenset[str] = LOOPBACK
    everywhere: bool = False
    origin: str = ""

    def goes_by(self, name: str) -> bool:
        """Whether a request may call it so. A name of somebody else's that leads here lets his
        page read what it should not: DNS rebinding. An address in figures cannot be such a name."""
        return name in self.names or (self.everywhere and is_address(name))


class App:
    """A WSGI application. Nothing outside of its routes is there."""

    def __init__(self, site: Site, pool: Pool) -> None:
        self.site, self.pool = site, pool
        self._files = {path.name: path.read_bytes() for path in sorted(STATIC.iterdir())}
        self._views: Mapping[str, Callable[..., Response]] = {
            "page": self._page,
            "graph": self._graph,
            "static": self._static,
            "about": self._about,
            "question": self._question,
            "labels": self._labels,
            "sparql": self._sparql,
        }
        self._routes = Map(
            [
                Rule("/", endpoint="page", methods=["GET"]),
                Rule(f"/{PAGE}", endpoint="graph", methods=["GET"]),
                Rule("/static/<name>", endpoint="static", methods=["GET"]),
                Rule("/about.json", endpoint="about", methods=["GET"]),
                Rule("/questions/<name>", endpoint="question", methods=["GET"]),
                Rule("/labels", endpoint="labels", methods=["POST"]),
                Rule("/sparql", endpoint="sparql", methods=["GET", "POST", "OPTIONS"]),
            ]
        )

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        request = Request(environ)
        request.max_form_memory_size = LONGEST_BODY
        try:
            response = self._response(request)
        except HTTPException as error:
            response = _refused(error)
        except Exception as error:  # what is wrong with us must not end the server
            print(f"kg serve: {type(error).__name__}: {error}".split("\n")[0], file=sys.stderr)
            response = _text(500, "an error of kg serve; the line on its terminal says more")
        self._headed(request, response)
        return response(environ, start)

    def _response(self, request: Request) -> Response:
        if not self.site.goes_by(_host(request)):
            return _text(421, "this server does not go by that name")
        routes = self._routes.bind_to_environ(request.environ)
        name, arguments = routes.match()
        return self._views[name](request, **arguments)

    def _headed(self, request: Request, response: Response) -> None:
        """The headers of every answer."""
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", "default-src 'none'; sandbox")
        origin, asks = self.site.origin, request.headers.get("Origin", "")
        shared = bool(origin) and request.path == "/sparql"
        if shared and origin != "*":
            response.vary.add("Origin")
        if shared and origin in ("*", asks):
            response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Cross-Origin-Resource-Policy"] = (
            "cross-origin" if shared and origin in ("*", asks) else "same-origin"
        )

    def _page(self, _request: Request) -> Response:
        return self._static(_request, "page.html")

    def _static(self, _request: Request, name: str) -> Response:
        kind = _KINDS.get(Path(name).suffix)
        if kind is None or name not in self._files:
            raise NotFound()
        return _with_policy(Response(self._files[name], content_type=f"{kind}; charset=utf-8"))

    def _graph(self, _request: Request) -> Response:
        """The page of the build as it is now."""
        path = self.site.target / PAGE
        if not path.is_file():
            raise NotFound(f"there is no {PAGE}: kg build writes it")
        response = Response(path.read_bytes(), content_type="text/html; charset=utf-8")
        return _with_policy(response, _PAGE_POLICY)

    def _about(self, request: Request) -> Response:
        """What the page shows before anything is asked, in JSON."""
        counted = self._asked(request, "count")
        if counted.status != 200:
            return _sent(counted)
        told = {
            "title": self.site.target.resolve().name,
            "page": (self.site.target / PAGE).is_file(),
            "limits": {"seconds": self.site.limits.seconds, "rows": self.site.limits.rows},
            "prefixes": dict(store.PREFIXES),
            "counts": json.loads(counted.body),
            "questions": [
                {
                    "name": name,
                    "title": {lang: question.title(lang) for lang in ("en", "fr")},
                    "description": {lang: question.description(lang) for lang in ("en", "fr")},
                    "parameters": dict(question.parameters),
                    "example": _example(question),
                }
                for name, question in questions().items()
            ],
        }
        return Response(json.dumps(told, ensure_ascii=False), content_type="application/json")

    def _question(self, request: Request, name: str) -> Response:
        if name not in questions():
            raise NotFound(f"there is no question named {name!r}")
        given = {key: single(request.args.getlist(key), key) for key in request.args}
        return _sent(self._asked(request, "fill", name, given))

    def _labels(self, request: Request) -> Response:
        iris, lang = request.form.getlist("iri"), request.form.get("lang", "en")
        if len(iris) > _LABELS:
            raise BadRequest(f"at most {_LABELS} labels at once")
        return _sent(self._asked(request, "label", iris, lang))

    def _sparql(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return self._preflight()
        sparql = sparql_of(request)
        if sparql is None:
            return self._description(request)
        table, triples = (best(request.accept_mimetypes, known) for known in (TABLES, GRAPHS))
        if table is None and triples is None:
            raise NotAcceptable(f"answers are one of {', '.join([*TABLES, *GRAPHS])}")
        return _varied(_sent(self._asked(request, "answer", sparql, table, triples)))

    def _preflight(self) -> Response:
        response = Response(status=204)
        response.allow.update(["GET", "HEAD", "POST", "OPTIONS"])
        if self.site.origin:
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST"
            response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
            response.headers["Access-Control-Max-Age"] = "600"
        return response

    def _description(self, request: Request) -> Response:
        """The service description; the query page for a browser."""
        html = "text/html"
        kind = best(request.accept_mimetypes, {**GRAPHS, html: html})
        if kind is None:
            raise NotAcceptable(f"the service description is one of {', '.join(GRAPHS)}")
        if kind == html:
            return _varied(Response(status=303, headers={"Location": "/"}))
        counted = self._asked(request, "count")
        if counted.status != 200:
            return _sent(counted)
        told = description(request.host_url + "sparql", **json.loads(counted.body))
        return _varied(_sent(Reply(200, kind, export.write(GRAPHS[kind], told))))

    def _asked(self, request: Request, job: str, *arguments: object) -> Reply:
        gone = request.environ.get("waitress.client_disconnected", lambda: False)
        reply = self.pool.ask(job, *arguments, gone=gone)
        if reply.status >= 500:
            print(f"kg serve: {reply.body.decode().strip()}", file=sys.stderr)
        return reply


def _example(question: Question) -> dict[str, str]:
    """``--to Russie`` as a parameter and its value."""
    words = shlex.split(question.example)
    return {
        name.removeprefix("--"): text for name, text in zip(words[::2], words[1::2], strict=True)
    }


def is_address(name: str) -> bool:
    """Whether a host is an IP address, not a name."""
    try:
        return bool(ip_address(name))
    except ValueError:
        return False


def _host(request: Request) -> str:
    """The name in the Host header, without the port."""
    try:
        return urlsplit(f"//{request.environ.get('HTTP_HOST', '')}").hostname or ""
    except ValueError:
        return ""


def _sent(reply: Reply) -> Response:
    kind = reply.kind
    text = kind.startswith("text/") or kind == "application/n-triples"
    return Response(
        reply.body, reply.status, content_type=f"{kind}; charset=utf-8" if text else kind
    )


def _varied(response: Response) -> Response:
    response.vary.add("Accept")
    return response


def _with_policy(response: Response, policy: str = _POLICY) -> Response:
    response.headers["Content-Security-Policy"] = policy
    return response


def _text(status: int, line: str) -> Response:
    return Response(f"{line}\n", status, content_type="text/plain; charset=utf-8")


def _refused(error: HTTPException) -> Response:
    """An HTTP error in one line of text."""
    response = error.get_response()
    response.set_data(" ".join((error.description or error.name).split()) + "\n")
    response.content_type = "text/plain; charset=utf-8"
    return response
