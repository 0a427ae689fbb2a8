import pytest
import requests

from harness.api_keys import make_key
from harness.storefront import OwnStorefront


@pytest.fixture(scope="session")
def service(start):
    """A program of its own: what these tests write would change the demo shop under the browser's tests."""
    return start("api")


@pytest.fixture(scope="session")
def document(service):
    """What the program says about its API."""
    return requests.get(f"{service.base}/api/openapi.json", timeout=10).json()


@pytest.fixture(scope="session")
def key(service, document):
    """One that may do everything."""
    scopes = document["components"]["schemas"]["Store"]["properties"]["scopes"]["items"]["enum"]
    return make_key(service, "Everything", scopes)


@pytest.fixture
def storefront(service):
    return OwnStorefront(service)
