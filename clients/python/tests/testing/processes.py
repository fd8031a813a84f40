"""The servers of this repository as processes of their own. Whoever starts one ends it."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

ROOT = Path(__file__).resolve().parents[4]
_LISTENS = re.compile(r"listens on http://[^\s]*:(\d+)")
START_TIMEOUT = 60.0


def node() -> str:
    """The Node that the repository is installed with."""
    own = ROOT / "node_modules/node/bin/node"
    return str(own) if own.exists() else shutil.which("node") or "node"


class ServerProcess:
    """A server on a free port, which it keeps when it is started again."""

    def __init__(self, data_dir: Path | None = None) -> None:
        self._temporary = None if data_dir else tempfile.mkdtemp(prefix="diminuendo-python-")
        self.data_dir = data_dir or Path(str(self._temporary))
        self.port = 0
        self._process: subprocess.Popen[str] | None = None
        self._output: list[str] = []

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.address}"

    def command(self) -> list[str]:
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        return {}

    def start(self) -> None:
        """Starts the process, and waits until it says where it listens."""
        self._output = []
        process = subprocess.Popen(
            self.command(),
            env={**os.environ, "LOG_LEVEL": "error", **self.environment()},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._process = process
        listening = threading.Event()

        def read() -> None:
            assert process.stdout is not None
            for line in process.stdout:
                self._output.append(line)
                found = _LISTENS.search(line)
                if found:
                    self.port = int(found[1])
                    listening.set()
            listening.set()

        threading.Thread(target=read, daemon=True).start()
        if not listening.wait(START_TIMEOUT) or process.poll() is not None:
            self.kill()
            raise RuntimeError(f"The server did not listen:\n{''.join(self._output)}")

    def stop(self) -> None:
        """Asks the process to shut down, and waits until it has."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Ends the process where it stands."""
        self._end(signal.SIGKILL)

    def send(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()
        if self._temporary is not None:
            shutil.rmtree(self._temporary, ignore_errors=True)

    def _end(self, number: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.send_signal(number)
            process.wait(30)
            if process.stdout is not None:
                process.stdout.close()


class GatewayProcess(ServerProcess):
    def command(self) -> list[str]:
        return [node(), str(ROOT / "server/main.ts")]

    def environment(self) -> dict[str, str]:
        return {"PORT": str(self.port), "DATA_DIR": str(self.data_dir)}

    def start(self) -> None:
        """Waits for the gateway's own Concordance, too, which it starts beside itself."""
        super().start()
        deadline = time.monotonic() + START_TIMEOUT
        while not self._is_ready():
            if time.monotonic() > deadline:
                self.kill()
                raise RuntimeError("The gateway did not become ready.")
            time.sleep(0.05)

    def _is_ready(self) -> bool:
        checks = httpx.get(f"{self.url}/ready", timeout=START_TIMEOUT).json()["checks"]
        return all(check["status"] == "ok" for check in checks)


class ConcordanceProcess(ServerProcess):
    def __init__(self, data_dir: Path | None = None, arguments: tuple[str, ...] = ("--bootstrap",)) -> None:
        super().__init__(data_dir)
        self._arguments = arguments

    def command(self) -> list[str]:
        main = str(ROOT / "concordance/main.ts")
        return [node(), main, "--listen", self.address, "--data-dir", str(self.data_dir), "--log-level", "warn", *self._arguments]
