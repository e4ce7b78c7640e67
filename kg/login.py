"""Who asks: a name and a password, or a token. Secrets are never shown, and never in an address."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from kg.errors import UsageError

USER, PASSWORD, TOKEN = "KG_USER", "KG_PASSWORD", "KG_TOKEN"
"""Environment variables: the only place secrets are taken from."""

_BEARER = re.compile(r"[A-Za-z0-9._~+/-]+=*")
T = TypeVar("T")


@dataclass(frozen=True)
class Login:
    """How to prove who asks: nobody, or what ``login`` found."""

    kind: str = ""
    user: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    hint: str = "is it the address of a SPARQL endpoint?"
    """What to try when the server refuses."""

    def auth(self) -> AuthBase | Callable[[T], T]:
        if self.kind == "basic":
            return HTTPBasicAuth(self.user.encode(), self.secret.encode())
        if self.kind == "digest":
            return HTTPDigestAuth(self.user, self.secret)
        # Without any, requests would look for a password in ~/.netrc.
        return self._bearer if self.kind == "bearer" else lambda request: request

    def _bearer(self, request: T) -> T:
        request.headers["Authorization"] = f"Bearer {self.secret}"  # type: ignore[attr-defined]
        return request

    def hide(self, text: str) -> str:
        """``text`` without the secret: servers say again what they are sent."""
        both = f"{self.user}:{self.secret}".encode()
        for known in (b64encode(both).decode(), self.secret) if self.secret else ():
            text = text.replace(known, "***")
        return text


def login(kind: str | None, environment: Mapping[str, str]) -> Login:
    """The login of a kind (``basic``, ``digest``, ``bearer``; None for none) with its secrets.

    Raises UsageError naming the environment variables it lacks.
    """
    names = {None: (), "bearer": (TOKEN,)}.get(kind, (USER, PASSWORD))
    missing = [name for name in names if not environment.get(name)]
    if missing:
        raise UsageError(f"--auth {kind} needs {' and '.join(missing)} in the environment")
    if kind == "bearer" and not _BEARER.fullmatch(environment[TOKEN]):
        raise UsageError(f"{TOKEN} is no token: it has characters that no token has")
    if kind is None:
        return Login(hint="it may want a login: --auth basic, digest or bearer")
    *user, secret = (environment[name] for name in names)
    hint = f"is what {names[-1]} holds right, is {kind} what it wants, and may this login do that?"
    return Login(kind, "".join(user), secret, hint)
