"""Waiting for something with a deadline, in place of sleeping for as long as it might take."""

import time


class DeadlinePassed(AssertionError):
    """What was waited for did not come in time."""


def until(condition, within, saying, every=0.05):
    """The first true value of `condition()`; fails with the sentence `saying` after `within` seconds."""
    deadline = time.monotonic() + within
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise DeadlinePassed(f"{saying} within {within} seconds")
        time.sleep(every)
