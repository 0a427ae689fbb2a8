"""Checks that a refusal can be understood by whoever reads it."""

import re

from harness.forms import read


def sentences(answer):
    """What an error page says between its tags, as sentences of three words or more."""
    words = read(answer.text, answer.url).words
    return [one for one in re.split(r"(?<=[.!?])\s", words) if len(one.split()) >= 3 and one[-1] in ".!?"]


def assert_refused(answer, *statuses):
    """A refusal says why, says nothing of our insides, and is not an accident."""
    where = f"{answer.request.method} {answer.url}"
    assert answer.status_code in statuses, f"{where} answered {answer.status_code}: {answer.text[:500]}"
    if answer.is_redirect:
        return
    assert sentences(answer), f"{where} refused without a sentence: {answer.text[:500]}"
    leak = re.search(r"postgres|SQLSTATE|constraint|Fatal error|\.swift|stack trace", answer.text, re.IGNORECASE)
    assert not leak, f"{where} tells of our insides: {leak.group()}"
