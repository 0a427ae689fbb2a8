"""The program, localstripe and the places where files go, shared by the browser's tests and the kill test."""

import os
import pathlib
import shutil
import tempfile

import pytest

from harness.program import Program
from harness.stripe_server import StripeServer

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def executable():
    path = pathlib.Path(os.environ.get("SELLUSGENIE_PROGRAM", REPOSITORY / ".build/debug/sellusgenie"))
    if not path.exists():
        pytest.exit(f"There is no program at {path}: run `swift build`, or name one in SELLUSGENIE_PROGRAM.", 1)
    return path


@pytest.fixture(scope="session")
def results():
    """Where logs and screenshots are kept; CI shows this directory."""
    directory = REPOSITORY / "test-results"
    directory.mkdir(exist_ok=True)
    return directory


@pytest.fixture(scope="session")
def homes(results):
    """A directory for homes. Not pytest's own, which nobody but its user may enter: started by root, PostgreSQL runs
    as another user. And with a short name, because a socket's path holds 107 bytes."""
    directory = pathlib.Path(tempfile.mkdtemp(prefix="sug-", dir="/tmp"))
    directory.chmod(0o755)
    yield directory
    for log in directory.glob("*.log"):
        shutil.copy(log, results)
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture(scope="session")
def start(executable, homes):
    """Starts programs and sees to it that none outlives the tests."""
    programs = []

    def start(name, demo=True, **environment):
        program = Program(executable, homes / name, demo, **environment)
        programs.append(program)
        return program.start()

    yield start
    statuses = {program.home.name: program.stop() for program in programs}
    assert set(statuses.values()) <= {0, None}, f"A program asked to end must end with 0: {statuses}"


@pytest.fixture(scope="session")
def demo(start):
    """The demo shop as `make run` shows it: paid by hand."""
    return start("demo")


@pytest.fixture(scope="session")
def stripe(results):
    server = StripeServer(results / "localstripe.log").start()
    yield server
    server.stop()
