"""What the tests share."""

from collections.abc import Iterator

import pytest

from .testing.processes import ConcordanceProcess, GatewayProcess


@pytest.fixture(scope="session")
def gateway() -> Iterator[GatewayProcess]:
    """A gateway that nobody ends."""
    with GatewayProcess() as process:
        yield process


@pytest.fixture
def own_gateway() -> Iterator[GatewayProcess]:
    """A gateway that a test may end, or have for itself."""
    with GatewayProcess() as process:
        yield process


@pytest.fixture(scope="session")
def concordance() -> Iterator[ConcordanceProcess]:
    """A cluster of one node that nobody ends."""
    with ConcordanceProcess() as process:
        yield process
