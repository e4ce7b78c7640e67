"""Connections to public addresses only: a page must not make kg ask the machines around it.

The address is checked that the connection is then made to, for each connection anew. A name that
means a public address when it is looked up first and a private one the next time gains nothing.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

from kg.errors import NetworkError

_NAT64 = IPv6Network("64:ff9b::/96")


class PrivateAddress(NetworkError):
    """A name leads to a machine that is not on the public network."""


def is_public(address: str) -> bool:
    """Whether an IP address is on the public network, also when it is one in another's clothes."""
    ip = ip_address(address.partition("%")[0])
    return _global(_inner(ip) if isinstance(ip, IPv6Address) else ip)


def _inner(ip: IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address stands for, else itself."""
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)


def _global(ip: IPv4Address | IPv6Address) -> bool:
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


class Guard(HTTPAdapter):
    """The adapter of a session that connects to public addresses only."""

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}


def _connect(connection: HTTPConnection) -> socket.socket:
    """A connection to the first address of a host that answers, if all of them are public."""
    host = connection.host
    try:
        found = socket.getaddrinfo(host, connection.port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        fault = error if isinstance(error, socket.gaierror) else socket.gaierror(str(error))
        raise NameResolutionError(host, connection, fault) from error
    addresses = [str(address[0]) for *_, address in found]
    for address in addresses:
        if not is_public(address):
            raise PrivateAddress(
                f"leads to {address}, which is not on the public network",
                where=host,
                fix="--allow-private if that is what you want",
            )
    last: OSError = OSError("it has no address")
    for address in addresses:
        try:
            return create_connection(
                (address, connection.port),
                connection.timeout,
                socket_options=connection.socket_options,
            )
        except OSError as error:
            last = error
    if isinstance(last, TimeoutError):
        raise ConnectTimeoutError(connection, f"no answer from {host}") from last
    raise NewConnectionError(connection, f"Failed to establish a new connection: {last}") from last


class _Plain(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _connect(self)


class _Secure(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _connect(self)


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure
