"""`tenants erase`, killed at one statement after the other: it goes on where it was, and no entry of the books is lost or
made twice."""

import signal
import subprocess

import psycopg
import pytest

from harness.polling import until

OWNER = "demo@sellusgenie.test"
#: Where one run after the other is killed: at the numbered statement within its transaction, or while the numbered entry
#: of the books is committed.
POINTS = [(n, False) for n in (1, 2, 3, 5, 8)] + [(1, True)] * 3 + [(n, False) for n in (1, 2, 3, 5)]
#: Holds a session still at the numbered point. Nobody else takes this lock.
GATE = 4711

#: Counts what is deleted across transactions; the session that reaches `halt` waits at the gate.
BREAKPOINTS = f"""
CREATE SCHEMA breakpoints;
GRANT USAGE ON SCHEMA breakpoints TO PUBLIC;
CREATE SEQUENCE breakpoints.reached;
CREATE TABLE breakpoints.halt (at bigint, commits boolean);
INSERT INTO breakpoints.halt VALUES (NULL, false);
CREATE FUNCTION breakpoints.pass() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    halt record;
    number bigint;
BEGIN
    SELECT * INTO halt FROM breakpoints.halt;
    IF halt.commits = (TG_ARGV[0] = 'commit') THEN
        number := nextval('breakpoints.reached');
        IF number = halt.at THEN
            PERFORM pg_advisory_xact_lock({GATE});
        END IF;
    END IF;
    RETURN NULL;
END
$$;
DO $$
DECLARE
    target text;
BEGIN
    FOR target IN
        SELECT c.oid::regclass::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'store_id'
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT c.relispartition
        UNION ALL SELECT 'auth.users' UNION ALL SELECT 'public.stores'
    LOOP
        EXECUTE format('CREATE TRIGGER breakpoint AFTER DELETE ON %s FOR EACH STATEMENT
            EXECUTE FUNCTION breakpoints.pass(''statement'')', target);
    END LOOP;
END
$$;
-- Every slice that enters something in the books stops once more, when its transaction has begun to commit.
CREATE CONSTRAINT TRIGGER breakpoint AFTER INSERT ON public.closed_books DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION breakpoints.pass('commit');
"""


@pytest.fixture(scope="module")
def erased(start):
    """A program with the demo's tenant and its books, and what erasing printed at its end after it was killed."""
    program = start("erased")
    before = books_to_be(program.cluster)
    program.cluster.rows(BREAKPOINTS)
    killed = [commits for point, commits in POINTS if strike(program, point, commits)]
    assert len(killed) >= 9 and any(killed)
    program.cluster.rows("UPDATE breakpoints.halt SET at = NULL")
    report = command(program).communicate(timeout=120)[0]
    return program, before, report


def books_to_be(cluster):
    return cluster.rows(
        "SELECT 'order', id, total_amount FROM orders UNION ALL SELECT 'line', id, total_price FROM order_items"
        " UNION ALL SELECT 'payment', id, amount FROM payments UNION ALL SELECT 'refund', id, amount FROM refunds ORDER BY 1, 2"
    )


def command(program):
    return subprocess.Popen(
        [program.executable, "tenants", "erase", OWNER, "--yes"],
        cwd=program.home.parent,
        env=program._whole_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def strike(program, point, commits):
    """Kills the command at its numbered point; whether it came that far."""
    cluster = program.cluster
    with psycopg.connect(host=str(program.home / "run"), user="postgres", dbname="sellusgenie", autocommit=True) as gate:
        gate.execute("SELECT pg_advisory_lock(%s)", (GATE,))
        cluster.rows("ALTER SEQUENCE breakpoints.reached RESTART")
        cluster.rows("UPDATE breakpoints.halt SET at = %s, commits = %s", point, commits)
        process = command(program)
        halted = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted"
        until(lambda: cluster.rows(halted, GATE) or process.poll() is not None, 60, "The command went on for ever")
        waiting = cluster.rows(halted, GATE)
        if not waiting:
            process.communicate()
            return False
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        gate.execute("SELECT pg_advisory_unlock(%s)", (GATE,))
        (session,) = waiting[0]
        until(lambda: not cluster.rows("SELECT FROM pg_stat_activity WHERE pid = %s", session), 30, "The session stayed")
    return True


def test_every_entry_of_the_books_is_there_once(erased):
    program, before, report = erased
    kept = program.cluster.rows("SELECT kind, id, total_amount FROM closed_books ORDER BY 1, 2")

    assert kept == sorted(before) and len(kept) > 50
    assert "without a name" in report and "24 orders" in report


def test_nothing_else_is_left(erased):
    program, *_ = erased
    owned = program.cluster.rows(
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'store_id'"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
    )
    counts = {
        table: program.cluster.value(f"SELECT count(*) FROM {table} WHERE store_id IS NOT NULL") for (table,) in owned
    }

    assert {table: count for table, count in counts.items() if count} == {}
    assert program.cluster.value("SELECT count(*) FROM auth.users") == 0
    assert program.cluster.value("SELECT count(*) FROM store_owners") == 0
