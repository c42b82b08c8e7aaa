"""A certificate authority of our own, and what it certifies: a server on 127.0.0.1."""

import subprocess
from pathlib import Path

_EXTENSIONS = """
[req]
distinguished_name = name
[name]
[authority]
basicConstraints       = critical,CA:TRUE
keyUsage               = critical,keyCertSign
subjectKeyIdentifier   = hash
[server]
basicConstraints       = critical,CA:FALSE
keyUsage               = critical,digitalSignature
authorityKeyIdentifier = keyid
subjectAltName         = IP:127.0.0.1
"""


def make_certificates(directory: Path) -> None:
    """Writes ca.pem, ca.key, server.pem and server.key."""
    (directory / "openssl.conf").write_text(_EXTENSIONS)
    _certify(directory, "ca", "authority", [])
    _certify(directory, "server", "server", ["-CA", "ca.pem", "-CAkey", "ca.key"])


def _certify(directory: Path, name: str, extensions: str, signer: list[str]) -> None:
    command = ["openssl", "req", "-x509", "-config", "openssl.conf", "-extensions", extensions, "-newkey", "ec",
               "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-subj", f"/CN=penstock bench {name}",
               "-days", "30", "-keyout", f"{name}.key", "-out", f"{name}.pem", *signer]
    answer = subprocess.run(command, cwd=directory, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True)
    if answer.returncode != 0:
        raise RuntimeError(f"openssl made no certificate:\n{answer.stdout.strip()}")
