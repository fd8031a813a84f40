"""Messages of JSON-RPC."""

import json
from collections.abc import Mapping
from typing import Any


def call_text(id: int | str, method: str, params: Mapping[str, Any]) -> str:
    """A call as JSON text."""
    message = {"jsonrpc": "2.0", "id": id, "method": method, "params": params}
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def read_rpc_message(data: str | bytes) -> dict[str, Any] | None:
    """Reads a frame; None when it holds no message."""
    try:
        message = json.loads(data)
    except ValueError:
        return None
    return message if isinstance(message, dict) else None
