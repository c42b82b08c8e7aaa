"""Penstock behind a private nginx, with the snippet of this checkout."""

import os
import socket
from dataclasses import dataclass
from pathlib import Path

from .corpora import CHECKOUT
from .nginx import HEAD
from .processes import Server, children, cpu_seconds, peak_resident, reset_peak

COMPRESSIONS = ["auto", "store", "fast", "default", "best"]

_CONFIGURATION = HEAD + """    server {{
        listen 127.0.0.1:{port} backlog=4096;
        # For slow clients. Without a bound the kernel takes megabytes of an archive for each of them.
        listen 127.0.0.1:{slow_port} backlog=4096 sndbuf=64k;
        server_name localhost;
        location / {{ return 404; }}
        location /static/ {{
            alias {files};
            sendfile on;
        }}
        location /list/ {{
            include {snippet};
            fastcgi_pass unix:{run}/penstock.sock;
            fastcgi_param PENSTOCK_ROOT     {root};
            fastcgi_param PENSTOCK_MOUNT    /list;
            fastcgi_param PENSTOCK_MANIFEST http://127.0.0.1:{port}/application/;
        }}
        location /remote/ {{
            include {snippet};
            fastcgi_pass unix:{run}/penstock.sock;
            fastcgi_param PENSTOCK_MOUNT    /remote;
            fastcgi_param PENSTOCK_MANIFEST http://127.0.0.1:{port}/application/;
            fastcgi_param PENSTOCK_SOURCES  "{sources}";
        }}
        # An application that takes no time.
        location /application/ {{
            alias {lists};
            types {{ }}
            default_type application/json;
            add_header X-Archive-Files auto;
        }}
        {locations}
    }}
}}
"""

_LOCATION = """
        location /{compression}/ {{
            include {snippet};
            fastcgi_pass unix:{run}/penstock.sock;
            fastcgi_param PENSTOCK_ROOT        {root};
            fastcgi_param PENSTOCK_MOUNT       /{compression};
            fastcgi_param PENSTOCK_COMPRESSION {compression};
        }}
"""


@dataclass(frozen=True)
class Usage:
    """CPU time of both servers until now in seconds, and penstock's largest resident size since the last reset."""

    penstock_cpu: float
    nginx_cpu: float
    peak: int


class Servers:
    """Serves the directories beneath root under /COMPRESSION/, and their files under /static/.

    Archives of lists are under /list/ if the lists name these files, and under /remote/ if the lists name URLs that
    begin with one of `sources`."""

    def __init__(self, run: Path, root: Path, penstock: Path, nginx: str, descriptors: int, sources: list[str]):
        self._run = run
        self._penstock_binary = penstock
        self._environment = {name: value for name, value in os.environ.items() if not name.startswith("PENSTOCK_")}
        self.port, self.slow_port = free_port(), free_port()
        self._lists = run / "lists"
        self._lists.mkdir()
        self._configure(root, descriptors, sources)
        self._rules: Path | None = None
        self._nginx_binary = nginx
        self.penstock: Server | None = None
        self.nginx: Server | None = None

    def add_list(self, name: str, text: str) -> Path:
        """Has the application answer /list/NAME and /remote/NAME with a list; returns the file of the list."""
        path = self._lists / name
        path.write_text(text)
        return path

    def start(self) -> None:
        self.start_penstock()
        self.nginx = Server("nginx", [self._nginx_binary, "-p", str(self._run), "-e", "stderr",
                                      "-c", str(self._run / "nginx.conf")], self._run / "nginx.log", self._environment)
        self.nginx.await_readiness(lambda: is_listening(self.port))

    def start_penstock(self) -> None:
        socket_path = self._run / "penstock.sock"
        command = [str(self._penstock_binary), "serve", "--listen", f"unix:{socket_path}", "--listen-mode", "0600"]
        if self._rules:
            command += ["--origins", str(self._rules)]
        self.penstock = Server("penstock", command, self._run / "penstock.log", self._environment)
        self.penstock.await_readiness(lambda: is_accepting(socket_path))

    def restart_penstock(self) -> None:
        """Another process, which remembers nothing of what was served before."""
        self.penstock.stop()
        (self._run / "penstock.sock").unlink(missing_ok=True)
        self.start_penstock()

    def use_rules(self, rules: Path) -> None:
        """Has penstock started with this file of `--origins` from now on."""
        self._rules = rules

    def stop(self) -> None:
        # nginx first: without clients, penstock has nothing to drain.
        for server in (self.nginx, self.penstock):
            if server:
                server.stop()

    def log_tail(self) -> str:
        return "\n".join(f"{server.name}:\n{server.tail()}" for server in (self.penstock, self.nginx) if server)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/{path}"

    def usage(self) -> Usage:
        nginx = [self.nginx.pid, *children(self.nginx.pid)]
        return Usage(cpu_seconds(self.penstock.pid), sum(map(cpu_seconds, nginx)), peak_resident(self.penstock.pid))

    def reset_peak(self) -> None:
        reset_peak(self.penstock.pid)

    def _configure(self, root: Path, descriptors: int, sources: list[str]) -> None:
        fields = {
            "run": self._run, "root": quoted(root), "files": quoted(root, "/"),
            "lists": quoted(self._lists, "/"),
            "snippet": quoted(CHECKOUT / "nginx" / "penstock.conf"),
            "port": self.port, "slow_port": self.slow_port, "descriptors": descriptors,
            "sources": " ".join(sources),
            # As root, its workers must be able to connect to a socket that only root may use.
            "user": "user root;" if os.geteuid() == 0 else "",
        }
        locations = "".join(_LOCATION.format(compression=name, **fields) for name in COMPRESSIONS)
        fields["root"] = quoted(root, "/")
        text = _CONFIGURATION.replace("alias {files};", "alias {root};").format(locations=locations, **fields)
        (self._run / "nginx.conf").write_text(text)


def quoted(path: Path, suffix: str = "") -> str:
    """A path as one string of nginx, which has no escape for the dollar sign but a variable that holds one."""
    text = f"{path}{suffix}".replace("\\", "\\\\").replace('"', '\\"').replace("$", "${dollar}")
    return f'"{text}"'


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def is_accepting(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0
