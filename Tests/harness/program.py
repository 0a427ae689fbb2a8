"""The built program, started and ended like any other process."""

import os
import pathlib
import signal
import subprocess

import requests

from harness.cluster import Cluster
from harness.polling import until
from harness.ports import free_port


class Program:
    """`sellusgenie serve`, with its demo shop unless told otherwise, in a home of its own, on a port that it keeps over restarts."""

    def __init__(self, executable, home, demo=True, **environment):
        self.executable = executable
        self._arguments = ["--demo"] if demo else []
        self.home = pathlib.Path(home)
        self.port = free_port()
        # Not an address in digits: the shops of this installation are also found under {slug}.localhost.
        self.base = f"http://localhost:{self.port}"
        self.shop = f"{self.base}/s/demo"
        self.log = self.home.with_suffix(".log")
        self.cluster = Cluster(self.home)
        self.process = None
        self._environment = environment

    def start(self, within=60):
        """Starts it and returns once it says that it is ready."""
        # One file for all runs, so that a run that was killed can still be read.
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [self.executable, "serve", *self._arguments, "--host", "127.0.0.1", "--port", str(self.port)],
                cwd=self.home.parent,
                env=self._whole_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until(self._is_ready_or_ended, within, f"{self.base} was not ready, see {self.log}")
        return self

    def is_ready(self):
        try:
            return requests.get(f"{self.base}/health/ready", timeout=2).status_code == 200
        except requests.RequestException:
            return False

    def kill(self):
        """Ends it at whatever instruction it is; PostgreSQL is left alone."""
        self.process.kill()
        self.process.wait()

    def stop(self, within=30):
        """Asks it to end and returns its exit status."""
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"The program did not end within {within} seconds of SIGTERM, see {self.log}") from None
        finally:
            self.process = None

    def _is_ready_or_ended(self):
        if self.process.poll() is not None:
            last = self.log.read_text(errors="replace").splitlines()[-20:]
            raise AssertionError("\n".join(["The program ended instead of serving:", *last]))
        return self.is_ready()

    def _whole_environment(self):
        # What the developer has set for a shop of his own must not reach the one under test.
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DATABASE_", "SELLUSGENIE_", "STRIPE_", "PG"))
        }
        own = {"SELLUSGENIE_HOME": str(self.home), "SELLUSGENIE_BASE_URL": self.base}
        return inherited | own | self._environment
