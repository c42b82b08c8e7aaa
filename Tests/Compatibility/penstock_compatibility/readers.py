"""Programs that unpack archives, as readers.toml describes them."""

import os
import shutil
import subprocess
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from . import snapshot
from .archives import Archive, Variant
from .snapshot import Outcome

_HERE = Path(__file__).parent.parent
_SECONDS = 600


@dataclass(frozen=True)
class Reader:
    name: str
    #: A command of the shell that prints the version, and nothing if the reader is not installed.
    version: str
    #: Commands of the shell that unpack `$1` into the current directory; without `gzip`, `tar` does both.
    zip: str | None = None
    tar: str | None = None
    gzip: str | None = None
    #: The footnotes of the table by tree, or by tree and format.
    notes: dict[str, list[str]] = field(default_factory=dict)
    #: Trees of which it may lose files silently.
    excused: list[str] = field(default_factory=list)

    def command(self, variant: Variant) -> str | None:
        return {"zip": self.zip, "tar": self.tar, "tar.gz": self.gzip or self.tar}[variant.extension]


class Workplace:
    """Runs readers in directories of an ordinary user: root would not notice which permissions hinder a reader."""

    def __init__(self, directory: str):
        self._directory = directory
        self._programs = f"{directory}/readers"
        shutil.copytree(_HERE / "readers", self._programs)
        self._user: list[str] = []
        if os.geteuid() == 0:
            self._user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        # The readers are those of the system's packages. A time zone that is not UTC, since some readers take the times
        # of a zip for local ones.
        self._environment = {
            "PATH": os.defpath, "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "TZ": "Asia/Kolkata",
            "READERS": self._programs, "NODE_PATH": "/usr/share/nodejs:/usr/lib/nodejs", "CLASSPATH": self._programs,
        }

    def installed(self) -> list[tuple[Reader, str]]:
        """The readers that there are, and their versions."""
        with open(_HERE / "readers.toml", "rb") as file:
            table = tomllib.load(file)
        self._shell(table["prepare"], self._programs)
        readers = [Reader(name, **values) for name, values in table["reader"].items()]
        versions = [self._shell(reader.version, self._programs).stdout.decode().strip() for reader in readers]
        return [(reader, version) for reader, version in zip(readers, versions) if version]

    def unpack(self, reader: Reader, archive: Archive, number: int) -> Outcome:
        # Short, so that a path of 4,000 bytes has room behind it.
        destination = f"{self._directory}/{number}"
        os.mkdir(destination)
        if self._user:
            os.chown(destination, 65534, 65534)
        try:
            result = self._shell(reader.command(archive.variant), destination, [archive.path], self._user)
            found = snapshot.take(destination)
            return snapshot.compare(archive.expected, found, archive.tree.attribute, result.returncode,
                                    result.stderr.decode(errors="replace"))
        finally:
            shutil.rmtree(destination)

    def _shell(self, command: str, directory: str, arguments: list[str] = [], user: list[str] = []
               ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [*user, "bash", "-o", "pipefail", "-c", command, "sh", *arguments], cwd=directory, umask=0o022,
            env=self._environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS)
