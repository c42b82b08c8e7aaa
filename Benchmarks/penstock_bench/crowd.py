"""Many clients that read slowly, in one process of their own."""

import multiprocessing
import signal
import socket
import time
from multiprocessing.synchronize import Event

from .client import request

_READS_PER_SECOND = 4


class Crowd:
    """Runs while it is entered. Takes `rate` bytes a second with each client, the clients divided among the URLs."""

    def __init__(self, port: int, urls: list[str], clients: int, rate: int = 10_000):
        # The same requests at the port that bounds what the kernel buffers.
        heads = [request(url)[1] for url in urls]
        context = multiprocessing.get_context("fork")
        self._stop, self._begun = context.Event(), context.Event()
        self._running = context.Value("i", 0)
        arguments = (port, [heads[number % len(heads)] for number in range(clients)], rate, self._stop, self._begun,
                     self._running)
        self._process = context.Process(target=_read_slowly, args=arguments, daemon=True)

    def __enter__(self) -> "Crowd":
        self._process.start()
        while not self._begun.wait(0.1):
            if not self._process.is_alive():
                raise RuntimeError("the slow clients could not connect")
        return self

    def __exit__(self, *exception: object) -> None:
        self._stop.set()
        self._process.join(10)
        self._process.kill()

    def await_running(self, clients: int, timeout: float = 60) -> None:
        """Returns when so many downloads are running, or at the timeout."""
        deadline = time.monotonic() + timeout
        while self.running < clients and time.monotonic() < deadline:
            time.sleep(0.1)

    @property
    def running(self) -> int:
        """Clients that have had a 200 and whose download goes on."""
        return self._running.value


def _read_slowly(port: int, heads: list[bytes], rate: int, stop: Event, begun: Event, running) -> None:
    # Ctrl-C is for the benchmark, which then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    clients = [_connect(port, head) for head in heads]
    begun.set()
    accepted: set[socket.socket] = set()
    # Each client has its turn a few times a second, and the turns are spread evenly over time.
    turn = 1 / _READS_PER_SECOND / max(1, len(clients))
    started, position, turns = time.monotonic(), 0, 0
    while clients and not stop.is_set():
        due = int((time.monotonic() - started) / turn) - turns
        for _ in range(min(due, len(clients))):
            position = position % len(clients)
            client = clients[position]
            if _read(client, rate // _READS_PER_SECOND, accepted):
                position += 1
            else:
                clients.pop(position)
                accepted.discard(client)
                if not clients:
                    break
        turns += due
        running.value = len(accepted)
        time.sleep(0.01)
    running.value = 0


def _connect(port: int, head: bytes) -> socket.socket:
    client = socket.socket()
    # Before connecting: it bounds the window that the server sees.
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16 * 1024)
    client.settimeout(30)
    client.connect(("127.0.0.1", port))
    client.sendall(head)
    client.setblocking(False)
    return client


def _read(client: socket.socket, length: int, accepted: set[socket.socket]) -> bool:
    """Whether the download goes on."""
    try:
        part = client.recv(length)
    except BlockingIOError:
        return True
    except OSError:
        part = b""
    if client not in accepted and part.startswith(b"HTTP/1.1 200 "):
        accepted.add(client)
    if part and client in accepted:
        return True
    client.close()
    return False
