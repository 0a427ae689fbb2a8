"""Requests that no well-behaved client would send, written to the socket as they are."""

import socket


def exchange(port, head, body=b"", within=15):
    """Sends bytes and returns the status of the answer; 0 when the server closed the connection without one."""
    with socket.create_connection(("127.0.0.1", port), within) as connection:
        connection.settimeout(within)
        try:
            connection.sendall(head + body)
        except (BrokenPipeError, ConnectionResetError):
            # The server may answer and close before it has read everything.
            pass
        try:
            answer = connection.recv(4096)
        except ConnectionResetError:
            return 0
    return int(answer.split()[1]) if answer.startswith(b"HTTP/1.") else 0
