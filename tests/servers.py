"""Real servers on the loopback, for tests: PostgreSQL and Chroma."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import time
import uuid
from pathlib import Path

from sqlalchemy import create_engine, text

_BINARIES = "/usr/lib/postgresql"  # where Debian has them, by version


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def postgresql_binaries() -> Path | None:
    """Folder with initdb and pg_ctl; None where PostgreSQL is not installed."""
    found = sorted(Path(_BINARIES).glob("*/bin/initdb")) if Path(_BINARIES).is_dir() else []
    beside = shutil.which("initdb")
    return found[-1].parent if found else Path(beside).parent if beside else None


class PostgresqlServer:
    """A server of its own; PostgreSQL refuses to run as root, so then another user does."""

    def __init__(self, folder: Path, binaries: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._binaries = binaries
        self._user: str | None = None
        folder.mkdir(parents=True)
        if os.geteuid() == 0:
            self._user = "postgres"
            entry = pwd.getpwnam(self._user)
            os.chown(folder, entry.pw_uid, entry.pw_gid)
        self._run("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", "cop", "--no-sync")
        # What a killed server loses is no matter of these tests; that each commit waits for the
        # disk would be.
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._options = f"{options} -c unix_socket_directories={folder}"

    def start(self) -> None:
        log = str(self.folder / "log")
        data = str(self.folder / "data")
        self._run("pg_ctl", "-D", data, "-o", self._options, "-l", log, "-w", "start")

    def kill(self) -> None:
        """Ends it at once, as a crash does."""
        data = str(self.folder / "data")
        self._run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")

    def database(self) -> str:
        """Address of a new, empty database."""
        name = f"cop_{uuid.uuid4().hex[:12]}"
        engine = create_engine(
            f"postgresql+psycopg://cop@127.0.0.1:{self.port}/postgres", isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return f"postgresql://cop@127.0.0.1:{self.port}/{name}"

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self._binaries / program), *arguments],
            cwd=self.folder,
            user=self._user,
            group=self._user,
            extra_groups=[] if self._user else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: see {self.folder}/log")


class ChromaServer:
    """`chroma run` on the loopback."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [str(Path(sys.executable).parent / "chroma"), "run"]
        command += ["--host", "127.0.0.1", "--port", str(self.port), "--path", str(self.folder)]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise RuntimeError("chroma run does not answer")

    def kill(self) -> None:
        """Ends it at once, as a crash does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
