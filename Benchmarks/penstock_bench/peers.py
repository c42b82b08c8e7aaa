"""Other people's archivers: commands that write to a pipe, and what PyPI has."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from .client import fetch
from .contest import Contender, Sample
from .corpora import Corpus
from .processes import Server
from .servers import free_port, is_listening
from .table import progress

_FROM_PYPI = {"zipstream-ng": "zipstream-ng==1.9.3", "copyparty": "copyparty==1.20.26",
              "requests": "requests==2.34.2"}
_INSTALL_TIMEOUT = 90


class Peers:
    """A peer that cannot be had is a contender too, which fails with the reason."""

    def __init__(self, run: Path, root: Path):
        self._run = run
        self._root = root
        self._python = run / "peers" / "bin" / "python"
        self._obstacles: dict[str, str | None] = {}
        self._copyparty: Server | None = None
        self._copyparty_port = 0

    def tar(self, corpus: Corpus, compressor: str = "cat") -> Contender:
        stages = [["tar", "-cf", "-", corpus.name]] + ([compressor.split()] if compressor != "cat" else [])
        return self._command(f"`tar | {compressor}`", stages, corpus)

    def zip(self, corpus: Corpus, level: int) -> Contender:
        return self._command(f"`zip -{level}`", [["zip", "-r", f"-{level}", "-q", "-", corpus.name]], corpus)

    def bsdtar(self, corpus: Corpus, method: str) -> Contender:
        command = ["bsdtar", "-cf", "-", "--format", "zip", "--options", f"zip:compression={method}", corpus.name]
        return self._command("bsdtar", [command], corpus)

    def zipstream(self, corpus: Corpus, method: str) -> Contender:
        script = Path(__file__).with_name("zipstream_peer.py")
        command = [str(self._python), str(script), corpus.name, method]
        return self._command("zipstream-ng", [command], corpus, packages=("zipstream-ng",))

    def requests(self, name: str, objects: Path, authority: Path, corpus: Corpus) -> Contender:
        """Fetches the objects of a list; `corpus` is what the list names."""
        script = Path(__file__).with_name("requests_peer.py")
        command = [str(self._python), str(script), str(objects), str(authority)]
        return self._command(name, [command], corpus, packages=("zipstream-ng", "requests"))

    def curl(self, url: str, authority: Path, corpus: Corpus) -> Contender:
        command = ["curl", "--silent", "--show-error", "--fail", "--cacert", str(authority), url]
        return self._command("`curl | cat`", [command], corpus)

    def copyparty(self, corpus: Corpus, query: str) -> Contender:
        def run(counting: bool) -> Sample:
            transfer = fetch(self.copyparty_url(f"{corpus.name}/?{query}"))
            return Sample(transfer.seconds, corpus.bytes, transfer.size, transfer.first_byte)

        return Contender(f"copyparty `?{query}`", run)

    def copyparty_url(self, path: str) -> str:
        """Starts copyparty if need be; throws if that is not possible."""
        self._require("copyparty")
        if not self._copyparty:
            self._copyparty_port = free_port()
            home = self._run / "copyparty"
            home.mkdir()
            command = [str(self._python), "-m", "copyparty", "-q", "-i", "127.0.0.1", "-p", str(self._copyparty_port),
                       "-nid", "--no-thumb", "-v", f"{self._root}::r"]
            environment = os.environ | {"HOME": str(home), "XDG_CONFIG_HOME": str(home)}
            self._copyparty = Server("copyparty", command, home / "log", environment)
        self._copyparty.await_readiness(lambda: is_listening(self._copyparty_port))
        return f"http://127.0.0.1:{self._copyparty_port}/{path}"

    def stop(self) -> None:
        if self._copyparty:
            self._copyparty.stop()

    def _command(self, name: str, stages: list[list[str]], corpus: Corpus, packages: tuple[str, ...] = ()) -> Contender:
        def run(counting: bool) -> Sample:
            for package in packages:
                self._require(package)
            for stage in stages:
                if not shutil.which(stage[0]):
                    raise RuntimeError(f"{stage[0]} is not installed")
            seconds, size = _pipe(stages, self._root, counting)
            return Sample(seconds, corpus.bytes, size)

        return Contender(name, run)

    def _require(self, package: str) -> None:
        if package not in self._obstacles:
            progress(f"installing {package} from PyPI into {self._run}")
            self._obstacles[package] = self._install(_FROM_PYPI[package])
        if obstacle := self._obstacles[package]:
            raise RuntimeError(obstacle)

    def _install(self, requirement: str) -> str | None:
        """What went wrong, if anything did."""
        commands = [[sys.executable, "-m", "venv", str(self._run / "peers")],
                    [str(self._python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                     "--timeout", "10", "--retries", "1", requirement]]
        for command in commands[1 if self._python.exists() else 0:]:
            try:
                answer = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True, timeout=_INSTALL_TIMEOUT)
            except subprocess.TimeoutExpired:
                return "it could not be installed in time"
            if answer.returncode != 0:
                return "it could not be installed: " + (answer.stdout.strip().splitlines() or ["no reason given"])[-1]
        return None


def _pipe(stages: list[list[str]], directory: Path, counting: bool) -> tuple[float, int | None]:
    """Runs commands as a shell would run a pipe, into cat or, if the size is wanted, wc; returns seconds and size."""
    processes: list[subprocess.Popen] = []
    start = time.perf_counter()
    try:
        for number, stage in enumerate([*stages, ["wc", "-c"] if counting else ["cat"]]):
            is_sink = number == len(stages)
            processes.append(subprocess.Popen(
                stage, cwd=directory, stdin=processes[-1].stdout if processes else subprocess.DEVNULL,
                stdout=subprocess.DEVNULL if is_sink and not counting else subprocess.PIPE))
            if number:
                processes[-2].stdout.close()
        counted = processes[-1].stdout.read() if counting else None
        failed = [process.args[0] for process in processes if process.wait() != 0]
        elapsed = time.perf_counter() - start
    finally:
        for process in processes:
            process.kill()
            process.wait()
    if failed:
        raise RuntimeError(f"{failed[0]} failed")
    return elapsed, int(counted) if counted else None
