"""Where a gateway is."""

from urllib.parse import urlsplit, urlunsplit

from ._generated.gateway.sockets import ACP_PATH, WS_PATH

_SCHEMES = {"http": "ws", "https": "wss", "ws": "ws", "wss": "wss"}


def web_socket_url(address: str, path: str) -> str:
    """Where a WebSocket of a gateway is, whether the address is the gateway's own or that of another of its WebSockets.

    Raises ValueError when it is no URL of a gateway.
    """
    scheme, host, base, query = _parts(address)
    return urlunsplit((_SCHEMES[scheme], host, f"{base}{path}", query, ""))


def http_url(address: str) -> str:
    """Where a gateway answers HTTP. Raises ValueError when it is no URL of a gateway."""
    scheme, host, base, _query = _parts(address)
    return urlunsplit((_SCHEMES[scheme].replace("ws", "http"), host, base, "", ""))


def _parts(address: str) -> tuple[str, str, str, str]:
    url = urlsplit(address)
    if url.scheme not in _SCHEMES or not url.netloc:
        raise ValueError(f"{address} is not the URL of a gateway. Use http, https, ws or wss.")
    own = url.path
    for socket in (WS_PATH, ACP_PATH):
        if own.endswith(socket):
            own = own[: -len(socket)]
            break
    return url.scheme, url.netloc, own.rstrip("/"), url.query
