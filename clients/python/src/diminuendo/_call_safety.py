"""What may be done about a call whose answer was lost."""

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

Repeat: TypeAlias = Literal["always", "once", "never"]
"""What may be done about a call whose answer was lost:

- `always`: it may be sent again, as it changes nothing.
- `once`: it may be sent again, as only one of its attempts can take effect. What it meets then may be its own work.
- `never`: whether it took effect stays unknown.
"""


def repeat_of(safety: Literal["read", "cas", "blind"], params: Mapping[str, Any]) -> Repeat:
    """How a call may be sent again. Pure."""
    if safety == "read":
        return "always"
    operations = params.get("operations", [params])
    return "once" if safety == "cas" and any(map(_takes_effect_once, operations)) else "never"


def _takes_effect_once(operation: Mapping[str, Any]) -> bool:
    """Whether a condition can hold for one attempt only. A version never comes back once a write has passed it. But "there is no
    entry" (`cas: 0`) does come back, when the entry is deleted or expires: another attempt would make it again. Nor does a check
    change what it looks at.
    """
    cas = operation.get("cas")
    return operation.get("op") != "check" and cas is not None and cas > 0
