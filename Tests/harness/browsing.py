"""What stands in the address that an answer leads to."""

import urllib.parse


def fragment(answer):
    return _fields(urllib.parse.urlparse(answer.headers["Location"]).fragment)


def query(answer):
    return _fields(urllib.parse.urlparse(answer.headers["Location"]).query)


def _fields(text):
    return {name: values[0] for name, values in urllib.parse.parse_qs(text).items()}
