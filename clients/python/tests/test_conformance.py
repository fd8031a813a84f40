"""The conformance of clients: a scripted gateway that drops, delays, repeats and reorders."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .testing.processes import ROOT, node

DRIVER = Path(__file__).resolve().parents[1] / "conformance/driver.py"
SCENARIOS = sorted(path.stem for path in (ROOT / "conformance/clients/scenarios").glob("*.json"))


@pytest.fixture(scope="module")
def verdicts() -> dict[str, dict[str, object]]:
    """How each scenario went. They are played together, as a process for each run of the suite would take long."""
    command = [node(), "conformance/clients/main.ts", "--client", f"{sys.executable} {DRIVER}", "--report", "json", "--jobs", "3"]
    played = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=480)
    assert played.returncode in (0, 1), played.stderr
    return {verdict["name"]: verdict for verdict in json.loads(played.stdout)["scenarios"]}


def test_there_are_scenarios() -> None:
    assert len(SCENARIOS) > 40


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_user_sees_what_they_must(scenario: str, verdicts: dict[str, dict[str, object]]) -> None:
    assert verdicts[scenario].get("failure") is None
    assert verdicts[scenario]["ok"] is True
