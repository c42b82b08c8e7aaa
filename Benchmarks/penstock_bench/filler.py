"""The bytes corpora are made of: the same ones on each run, and without holes."""

import random
from pathlib import Path
from typing import Iterator

MEBIBYTE = 1 << 20

_TEXT = {".c", ".cc", ".cmake", ".cpp", ".css", ".h", ".hpp", ".html", ".js", ".md", ".pl", ".pm", ".py", ".rst", ".sh",
         ".swift", ".swiftinterface", ".txt", ".xml"}
_LARGEST_TEXT = 512 * 1024

_AGENTS = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{0}.0.0.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:{0}.0) Gecko/20100101 Firefox/{0}.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_{1} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.{1} "
    "Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (compatible; Examplebot/2.{1}; +https://example.org/bot.html)",
    "curl/8.{1}.0",
]
_WORDS = ["album", "archive", "article", "assets", "download", "feed", "images", "item", "news", "photos", "products",
          "release", "search", "static", "users", "video"]


class Noise:
    """Bytes that no compressor makes smaller: a random block, entered at random places."""

    def __init__(self, seed: int, length: int = 64 * MEBIBYTE):
        self._random = random.Random(seed)
        # The block repeats after its length, which is far beyond the 32 KiB that deflate looks back.
        self._block = memoryview(self._random.randbytes(length))

    def write(self, path: Path, length: int) -> None:
        with path.open("wb", buffering=0) as file:
            start = self._random.randrange(len(self._block))
            while length > 0:
                length -= file.write(self._block[start : start + length])
                start = 0

    def size_between(self, least: int, most: int) -> int:
        """As many sizes between 1 and 2 as between 2 and 4."""
        return int(least * (most / least) ** self._random.random())


def log_lines(seed: int, length: int) -> bytes:
    """About `length` bytes of an access log in the combined format; the day is written as @@."""
    chance = random.Random(seed)
    agents = [text.format(chance.randrange(90, 130), chance.randrange(9)) for text in _AGENTS for _ in range(30)]
    clients = [".".join(str(chance.randrange(1, 255)) for _ in range(4)) for _ in range(5000)]
    paths = ["/" + "/".join(chance.choices(_WORDS, k=chance.randrange(1, 4))) + f"/{chance.randrange(100000)}"
             for _ in range(4000)]
    lines, made, second = [], 0, 0.0
    while made < length:
        second += chance.expovariate(12)
        time = f"{int(second) // 3600 % 24:02}:{int(second) // 60 % 60:02}:{int(second) % 60:02}"
        client, path = chance.choice(clients), paths[int(len(paths) * chance.random() ** 3)]
        if chance.random() < 0.2:
            path += f"?session={chance.getrandbits(64):016x}"
        referrer = "https://www.example.com" + chance.choice(paths) if chance.random() < 0.5 else "-"
        status = chance.choices((200, 304, 404, 301, 500), (80, 10, 6, 3, 1))[0]
        size = 0 if status == 304 else chance.randrange(200, 60000)
        lines.append(f'{client} - - [@@/Mar/2025:{time} +0000] "GET {path} HTTP/1.1" {status} {size} "{referrer}" '
                     f'"{chance.choice(agents)}" {chance.random():.3f}\n')
        made += len(lines[-1])
    return "".join(lines).encode()


def texts(folders: list[Path]) -> Iterator[tuple[Path, Path]]:
    """The files of sources and documentation beneath folders, each with the folder it was found in."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in _TEXT and path.is_file() and not path.is_symlink():
                if 0 < path.stat().st_size <= _LARGEST_TEXT:
                    yield folder, path
