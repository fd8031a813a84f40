"""What the generated methods do with their arguments."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final, Literal, TypeAlias


class _Unset(Enum):
    UNSET = "UNSET"

    def __repr__(self) -> str:
        return "UNSET"


Unset: TypeAlias = Literal[_Unset.UNSET]
"""The type of `UNSET`."""

UNSET: Final = _Unset.UNSET
"""An argument that was not given, where None says something of its own."""


def gathered(
    required: Mapping[str, Any],
    optional: Mapping[str, Any],
    nullable: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The arguments that were given, by their names on the wire."""
    fields = dict(required)
    fields.update((name, value) for name, value in optional.items() if value is not None)
    fields.update((name, value) for name, value in (nullable or {}).items() if value is not UNSET)
    return fields
