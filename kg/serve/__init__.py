"""A graph as a SPARQL 1.1 endpoint on this machine, with a page to ask it. Nothing is changed."""

from __future__ import annotations

import logging
import platform
import signal
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from types import FrameType
from typing import Any

from waitress.server import create_server

from kg.errors import KgError, UsageError
from kg.serve.app import LOOPBACK, App, Site, is_address
from kg.serve.pool import Pool
from kg.serve.protocol import LONGEST_BODY
from kg.serve.worker import Limits

_MORE_THREADS = 8
"""Than there are workers: for pages, and for those who wait for a worker."""
_LONGEST_HEAD = 2**16
"""Bytes of an address and its headers; waitress answers 431 beyond it."""


def serve(
    target: str,
    *,
    host: str,
    port: int,
    limits: Limits,
    origin: str,
    ready: Callable[[str], None],
) -> None:
    """Answer until SIGINT or SIGTERM. ``ready`` is told each address once it answers there.

    ``target`` is the directory of a build or an RDF file. Raises InputError when it cannot be
    opened, KgError when the port is taken.
    """
    if "://" in target:
        raise UsageError("an endpoint is no TARGET to serve", fix="give a build or an RDF file")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # who waits is no warning
    site = Site(Path(target), limits, *_names(host), origin=origin)
    pool = Pool(target, limits)
    try:
        server = _listening(App(site, pool), host, port, limits.workers + _MORE_THREADS)

        def stop(_signal: int, _frame: FrameType | None) -> None:
            pool.close()  # first: waitress waits for the threads that wait for a worker
            raise SystemExit(0)

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        for address in _addresses(server):
            ready(address)
        server.run()
    finally:
        pool.close()


def _listening(app: App, host: str, port: int, threads: int) -> Any:
    """A waitress server that can be reached, and begins to answer when it is run."""
    try:
        return create_server(
            app,
            host=host,
            port=port,
            threads=threads,
            ident="kg",
            max_request_body_size=LONGEST_BODY,
            max_request_header_size=_LONGEST_HEAD,
            # Lets us see that whoever asked has gone.
            channel_request_lookahead=1,
        )
    except (OSError, ValueError) as error:
        why = (isinstance(error, OSError) and error.strerror) or str(error)
        raise KgError(
            f"cannot listen there: {why}", where=f"{host}:{port}", fix="try --port 0"
        ) from error


def _addresses(server: Any) -> list[str]:
    """Where a server listens. A name may have several addresses."""
    places = getattr(server, "effective_listen", None)
    places = places or [(server.effective_host, server.effective_port)]
    return [f"http://{f'[{host}]' if ':' in host else host}:{port}/" for host, port in places]


def is_local(host: str) -> bool:
    """Whether only this machine reaches what listens at ``host``."""
    return host in LOOPBACK or (is_address(host) and ip_address(host).is_loopback)


def _names(host: str) -> tuple[frozenset[str], bool]:
    """What a server at ``host`` goes by: its names, and whether all addresses in figures."""
    if is_local(host):
        return LOOPBACK | {host}, False
    everywhere = is_address(host) and ip_address(host).is_unspecified
    own = {host.lower(), platform.node().lower()}
    return frozenset(own | LOOPBACK if everywhere else own), everywhere
