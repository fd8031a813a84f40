"""What may be done about a call whose answer was lost."""

from typing import Any, Literal

import pytest

from diminuendo._call_safety import repeat_of


@pytest.mark.parametrize(
    ("safety", "params", "repeat"),
    [
        ("read", {}, "always"),
        ("cas", {}, "never"),
        ("cas", {"cas": 0}, "never"),
        ("cas", {"cas": 1}, "once"),
        ("blind", {"cas": 1}, "never"),
        ("cas", {"operations": [{"op": "set"}, {"op": "set", "cas": 3}]}, "once"),
        ("cas", {"operations": [{"op": "set", "cas": 0}, {"op": "delete"}]}, "never"),
        ("cas", {"operations": [{"op": "set"}, {"op": "check", "cas": 3}]}, "never"),
    ],
)
def test_a_write_may_be_repeated_when_it_can_take_effect_once_only(
    safety: Literal["read", "cas", "blind"], params: dict[str, Any], repeat: str
) -> None:
    assert repeat_of(safety, params) == repeat
