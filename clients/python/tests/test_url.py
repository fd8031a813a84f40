"""Where a gateway is."""

import pytest

from diminuendo import ConcordanceClient, GatewayClient
from diminuendo._url import http_url, web_socket_url
from diminuendo.concordance.nodes import read_address


@pytest.mark.parametrize(
    ("given", "socket", "http"),
    [
        ("http://h:8080", "ws://h:8080/ws", "http://h:8080"),
        ("https://h/", "wss://h/ws", "https://h"),
        ("ws://h/ws", "ws://h/ws", "http://h"),
        ("wss://h/base/acp", "wss://h/base/ws", "https://h/base"),
        ("https://h/base/?a=b#c", "wss://h/base/ws?a=b", "https://h/base"),
        ("http://[::1]:80", "ws://[::1]:80/ws", "http://[::1]:80"),
    ],
)
def test_any_address_of_a_gateway_leads_to_it(given: str, socket: str, http: str) -> None:
    assert (web_socket_url(given, "/ws"), http_url(given)) == (socket, http)


@pytest.mark.parametrize("given", ["", "h:8080", "ftp://h", "http://", "/ws"])
def test_what_is_no_address_of_a_gateway_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match="is not the URL of a gateway"):
        GatewayClient(given)


@pytest.mark.parametrize("given", ["", "h", "h:", "h:65536", "h:1/x", "https://h:1", "a b:1", "h:1:2"])
def test_what_is_no_address_of_a_node_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match="is no address of a node"):
        ConcordanceClient([given], "key")


def test_addresses_of_nodes_may_be_given_as_urls() -> None:
    assert [read_address(given) for given in ("h:1", "http://h:1", "http://[::1]:65535/")] == ["h:1", "h:1", "[::1]:65535"]
