"""The PostgreSQL that the program supervises, reached as its superuser through the socket in the home."""

import os
import pathlib
import signal

import psycopg


class Cluster:
    def __init__(self, home):
        self._data = pathlib.Path(home) / "postgres"
        self._socket_directory = pathlib.Path(home) / "run"

    def rows(self, statement, *values):
        """The rows of a statement; `%s` stands for a value."""
        place = {"host": str(self._socket_directory), "user": "postgres", "dbname": "sellusgenie"}
        with psycopg.connect(**place, autocommit=True) as connection:
            cursor = connection.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    def value(self, statement, *values):
        """The only value of the only row."""
        ((value,),) = self.rows(statement, *values)
        return value

    def postmaster(self):
        """The process id of the server's first process, or nothing while none runs."""
        try:
            return int((self._data / "postmaster.pid").read_text().splitlines()[0])
        except (OSError, ValueError, IndexError):
            return None

    def kill_postmaster(self):
        """Ends the server's first process, as the machine's memory running out might."""
        os.kill(self.postmaster(), signal.SIGKILL)

    def kill_session(self, choose):
        """Ends the process of one of the program's sessions; PostgreSQL then ends all others and recovers."""
        sessions = self.rows("SELECT pid FROM pg_stat_activity WHERE usename = 'sellusgenie_app' ORDER BY pid")
        os.kill(choose(sessions)[0], signal.SIGKILL)
