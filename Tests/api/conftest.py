import pytest
import requests

from harness.api_keys import make_key


@pytest.fixture(scope="session")
def document(demo):
    """What the program says about its API."""
    return requests.get(f"{demo.base}/api/openapi.json", timeout=10).json()


@pytest.fixture(scope="session")
def key(demo, document):
    """One that may do everything."""
    scopes = document["components"]["schemas"]["Store"]["properties"]["scopes"]["items"]["enum"]
    return make_key(demo, "Everything", scopes)
