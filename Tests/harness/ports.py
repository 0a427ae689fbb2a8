"""Ports of this machine's loopback interface."""

import socket


def free_port():
    """A port that nobody listens on. It lies below the range from which the kernel picks ports for outgoing
    connections, so that none of these takes it while a program that was killed is started again."""
    for port in range(20_000 + _next(), 32_000):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            _given.add(port)
            return port
    raise RuntimeError("No port between 20000 and 32000 is free.")


_given = set()


def _next():
    return max(_given) + 1 - 20_000 if _given else 0
