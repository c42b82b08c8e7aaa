"""What a Python developer would write: fetches the objects of a list and writes a zip of them to standard output.

Run by the Python that has zipstream-ng and requests. The list is the one that penstock gets."""

import json
import sys
from pathlib import Path
from typing import Iterator

import requests
from zipstream import ZIP_STORED, ZipStream


def main(path: str, authority: str) -> None:
    session = requests.Session()
    archive = ZipStream(compress_type=ZIP_STORED)
    for file in json.loads(Path(path).read_text())["files"]:
        # Fetched when its turn comes.
        archive.add(content(session, file["url"], authority), file["name"])
    for part in archive:
        sys.stdout.buffer.write(part)


def content(session: requests.Session, url: str, authority: str) -> Iterator[bytes]:
    with session.get(url, stream=True, verify=authority) as answer:
        answer.raise_for_status()
        yield from answer.iter_content(64 * 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
