"""From the command to the first page, and what is there after a restart."""

import time

import pytest
import requests

from harness.polling import until
from harness.program import Program


@pytest.fixture
def program(executable, homes):
    """In a home that does not exist yet, and without a demo shop."""
    program = Program(executable, homes / "start", demo=False)
    yield program
    program.stop()


def seconds_to_the_first_page(program):
    began = time.monotonic()
    program.start()
    page = until(lambda: fetched(f"{program.base}/dashboard/sign-in"), 10, "there was no page to sign in")
    assert page.status_code == 200 and "password" in page.text
    return time.monotonic() - began


def fetched(address):
    try:
        return requests.get(address, timeout=5)
    except requests.ConnectionError:
        return None


def test_the_first_start_takes_ten_seconds_at_most_and_later_ones_two(program):
    first = seconds_to_the_first_page(program)
    program.cluster.rows("INSERT INTO auth.users (email) VALUES ('stays@example.test')")
    assert program.stop() == 0
    later = []
    for _ in range(3):
        later.append(seconds_to_the_first_page(program))
        assert program.cluster.value("SELECT count(*) FROM auth.users WHERE email = 'stays@example.test'") == 1
        assert program.stop() == 0
    print(f"the first start took {first:.1f} s, later ones {', '.join(f'{seconds:.1f} s' for seconds in later)}")

    assert first < 10
    # The best of three: other tests may use the machine at the same time.
    assert min(later) < 2
