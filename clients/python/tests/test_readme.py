"""The examples of the README."""

import asyncio
import re
import sys
from pathlib import Path

import pytest

from .testing.processes import ConcordanceProcess, GatewayProcess

README = Path(__file__).resolve().parents[1] / "README.md"
EXAMPLES = re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)

PRINTED = [
    r"Hello there\nturn_complete\n",
    r"up to date at (\d+), after \1\nAnd this\nthe first turn was [0-9a-f-]{36}\n",
    r"(allowed: .+\ndismissed: .+|dismissed: .+\nallowed: .+)\nturn_complete\n",
    r"True True\n409 VERSION_CONFLICT\nRenamed\nHello\n\['Renamed'\]\n",
    (
        r"0 preferences\n\{'value': 'light', 'version': 2\} None\nVERSION_CONFLICT now at 2\n"
        r"set theme dark\nset theme light\ndelete theme None\n"
    ),
    r"1 dark\nlight\nset beta 1\n",
    r"connecting  \nopen  \nSESSION_NOT_FOUND False\nclosed  \n",
]


async def printed_by(program: Path) -> str:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-W", "error", str(program), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    output, errors = await asyncio.wait_for(process.communicate(), 60)
    assert (process.returncode, errors.decode()) == (0, "")
    return output.decode()


def written(folder: Path, gateway: str, concordance: str) -> list[Path]:
    programs = []
    for number, example in enumerate(EXAMPLES):
        program = folder / f"example_{number}.py"
        program.write_text(example.replace("http://127.0.0.1:8080", gateway).replace("127.0.0.1:4100", concordance))
        programs.append(program)
    return programs


def test_every_example_is_known() -> None:
    assert len(EXAMPLES) == len(PRINTED)


@pytest.mark.parametrize("number", range(len(PRINTED)))
async def test_the_examples_run_as_they_are_and_print_what_they_say(
    number: int, tmp_path: Path, own_gateway: GatewayProcess, concordance: ConcordanceProcess
) -> None:
    program = written(tmp_path, own_gateway.url, concordance.address)[number]
    assert re.fullmatch(PRINTED[number], await printed_by(program))


async def test_the_examples_are_well_typed(tmp_path: Path) -> None:
    programs = written(tmp_path, "http://127.0.0.1:8080", "127.0.0.1:4100")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "mypy", "--strict", "--no-incremental", *map(str, programs), stdout=asyncio.subprocess.PIPE, cwd=tmp_path
    )
    output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()
