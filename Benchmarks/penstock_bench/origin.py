"""A server of objects: an nginx of its own, so that its CPU time is not counted as the front server's."""

import os
from pathlib import Path

from .authority import make_certificates
from .nginx import HEAD
from .processes import Server
from .servers import free_port, is_listening, quoted

DELAYS = [10, 20]

_CONFIGURATION = "{echo}" + HEAD + """    sendfile on;
    # Penstock takes nothing while its client takes nothing, which is no reason to drop it.
    send_timeout 600s;
    server {{
        listen 127.0.0.1:{http_port} backlog=4096;
        listen 127.0.0.1:{https_port} backlog=4096 ssl;
        # For slow clients. Without a bound the kernel takes megabytes of an object for each of them.
        listen 127.0.0.1:{slow_http_port} backlog=4096 sndbuf=64k;
        listen 127.0.0.1:{slow_https_port} backlog=4096 sndbuf=64k ssl;
        server_name localhost;
        ssl_certificate     {run}/server.pem;
        ssl_certificate_key {run}/server.key;
        location / {{ return 404; }}
        location /objects/ {{ alias {root}; }}
        {delayed}
    }}
}}
"""

_DELAYED = """
        location ~ ^/after-{delay}-ms/(.*)$ {{
            echo_sleep {seconds};
            echo_exec /objects/$1;
        }}
"""


class Origin:
    """Has the files beneath root as objects, over http and https, at once or after a delay. Idle until started."""

    def __init__(self, run: Path, root: Path, nginx: str, descriptors: int):
        self._run = run / "origin"
        self._root = root
        self._nginx_binary = nginx
        self._descriptors = descriptors
        self._ports = {"http": free_port(), "https": free_port()}
        self._slow_ports = {"http": free_port(), "https": free_port()}
        self._server: Server | None = None
        self.authority = self._run / "ca.pem"
        # For penstock's --origins.
        self.rules = self._run / "origins"

    @property
    def prefixes(self) -> list[str]:
        """What a location must allow to be fetched."""
        return [_url(scheme, port) for ports in (self._ports, self._slow_ports) for scheme, port in ports.items()]

    def url(self, scheme: str, delay: int | None = None) -> str:
        """What comes before the path of a file; `delay` is one of DELAYS, in milliseconds to the first byte."""
        return _url(scheme, self._ports[scheme]) + ("objects/" if delay is None else f"after-{delay}-ms/")

    def slow_url(self, scheme: str) -> str:
        """The same for slow clients."""
        return _url(scheme, self._slow_ports[scheme]) + "objects/"

    def start(self) -> None:
        if self._server:
            return
        self._run.mkdir()
        make_certificates(self._run)
        self.rules.write_text("".join(f"{prefix} ca={self.authority.name}\n" for prefix in self.prefixes
                                      if prefix.startswith("https:")))
        self._configure()
        self._server = Server("origin", [self._nginx_binary, "-p", str(self._run), "-e", "stderr",
                                         "-c", str(self._run / "nginx.conf")], self._run / "nginx.log",
                              dict(os.environ))
        self._server.await_readiness(lambda: all(map(is_listening, self._ports.values())))

    def stop(self) -> None:
        if self._server:
            self._server.stop()

    def log_tail(self) -> str:
        return f"origin:\n{self._server.tail()}" if self._server else ""

    def _configure(self) -> None:
        module = echo_module()
        delayed = "".join(_DELAYED.format(delay=delay, seconds=delay / 1000) for delay in DELAYS)
        text = _CONFIGURATION.format(
            run=self._run, root=quoted(self._root, "/"), descriptors=self._descriptors,
            http_port=self._ports["http"], https_port=self._ports["https"],
            slow_http_port=self._slow_ports["http"], slow_https_port=self._slow_ports["https"],
            echo=f"load_module {module};" if module else "", delayed=delayed if module else "",
            # As root, its workers must be able to read what only root may.
            user="user root;" if os.geteuid() == 0 else "")
        (self._run / "nginx.conf").write_text(text)


def _url(scheme: str, port: int) -> str:
    return f"{scheme}://127.0.0.1:{port}/"


def echo_module() -> Path | None:
    """The module that delays answers, which Debian has in a package of its own."""
    paths = [Path(folder) / "nginx/modules/ngx_http_echo_module.so" for folder in ("/usr/lib", "/usr/share")]
    return next((path for path in paths if path.exists()), None)
