"""Ends the program and PostgreSQL without a warning, at moments drawn from a seed."""

import random
import time

from harness.polling import until


class Killer:
    """Strikes whenever some more orders were acknowledged, and sees that all is up again before the next time."""

    def __init__(self, program, seed):
        self.strikes = []
        self._program = program
        self._random = random.Random(seed)
        self._ways = {
            "program": program.kill,
            "postmaster": program.cluster.kill_postmaster,
            "session": self._kill_session,
            "both": self._kill_both,
        }

    def strike(self, shoppers, ways, last):
        """In each of these ways, in an order of chance, before more than `last` orders are acknowledged."""
        self._random.shuffle(ways)
        moments = sorted(self._random.sample(range(1, last), len(ways)))
        for way, moment in zip(ways, moments):
            shoppers.wait_for(moment)
            # The acknowledgement is a moment of its own; this makes any other as likely.
            time.sleep(self._random.uniform(0, 0.3))
            postmaster = self._program.cluster.postmaster()
            self._ways[way]()
            self.strikes.append((moment, way))
            self._bring_up(way, postmaster)

    def _bring_up(self, way, postmaster):
        if way in ("program", "both"):
            self._program.start()
        if way in ("postmaster", "both"):
            until(lambda: self._program.cluster.postmaster() not in (None, postmaster), 30, "PostgreSQL did not return")
        until(self._program.is_ready, 30, f"The program was not ready again after the strike at: {way}")

    def _kill_session(self):
        self._program.cluster.kill_session(self._random.choice)

    def _kill_both(self):
        self._program.kill()
        self._program.cluster.kill_postmaster()
