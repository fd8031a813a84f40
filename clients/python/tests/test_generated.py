"""What `npm run generate` writes."""

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from diminuendo._generated.concordance import error_codes as concordance_errors
from diminuendo._generated.concordance.stream_methods import StreamMethods
from diminuendo._generated.gateway import error_codes, limits, types
from diminuendo._generated.gateway.calls import DurableEventType, EventType, MessageType
from diminuendo._generated.gateway.config_methods import ConfigMethods
from diminuendo._generated.gateway.gateway_methods import GatewayMethods
from diminuendo._generated.gateway.permissions import PERMISSIONS_OF

from .testing.processes import ROOT

GENERATED = ROOT / "clients/python/src/diminuendo/_generated"
MODULES = sorted(path for path in GENERATED.rglob("*.py"))
GATEWAY, CONCORDANCE = json.loads((ROOT / "generated/protocol.json").read_text())["protocols"]


def test_it_is_formatted_and_sound() -> None:
    for command in (["format", "--check"], ["check"]):
        subprocess.run([sys.executable, "-m", "ruff", *command, str(GENERATED)], check=True, capture_output=True)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(GENERATED)))
def test_a_module_says_where_it_comes_from_and_can_be_imported(path: Path) -> None:
    first, second, third = path.read_text().split("\n")[:3]
    assert first.startswith("# Generated from spec/") and first.endswith(" by `npm run generate`. Do not edit.")
    assert second == "" and third.startswith(('"""', 'r"""'))
    name = ".".join(path.relative_to(GENERATED).with_suffix("").parts).removesuffix(".__init__").removesuffix("__init__")
    importlib.import_module(f"diminuendo._generated.{name}".removesuffix("."))


def test_there_is_a_method_for_every_message_and_every_call() -> None:
    assert set(get_args(MessageType)) == {message["type"] for message in GATEWAY["messages"]}
    for message in get_args(MessageType):
        assert callable(getattr(GatewayMethods, message))
    for protocol, methods in ((GATEWAY, ConfigMethods), (CONCORDANCE, StreamMethods)):
        for method in protocol["methods"]:
            assert callable(getattr(methods, method["name"].replace("/", "_")))


def test_the_tables_are_those_of_the_specification() -> None:
    assert set(get_args(EventType)) == {event["type"] for event in GATEWAY["events"]}
    assert set(get_args(DurableEventType)) == {event["type"] for event in GATEWAY["events"] if event["durable"]}
    for codes, protocol in ((error_codes, GATEWAY), (concordance_errors, CONCORDANCE)):
        told = {name: (facts.status, facts.rpc_code, facts.retryable) for name, facts in codes.ERROR_CODES.items()}
        assert told == {code["name"]: (code["status"], code["rpcCode"], code["retryable"]) for code in protocol["errorCodes"]}
    assert {role: set(held) for role, held in PERMISSIONS_OF.items()} == {
        role["name"]: set(role["permissions"]) for role in GATEWAY["roles"]
    }
    assert limits.FRAME_BYTES == next(limit["value"] for limit in GATEWAY["limits"] if limit["name"] == "frameBytes")


@pytest.mark.parametrize("event", [event["model"] for event in GATEWAY["events"]])
def test_a_typed_dictionary_has_the_members_of_its_type_and_knows_which_are_always_there(event: str) -> None:
    typed = getattr(types, event)
    schema = GATEWAY["$defs"][event]
    assert set(get_type_hints(typed)) == set(schema["properties"])
    assert typed.__required_keys__ == set(schema["required"])
