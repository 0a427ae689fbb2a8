"""The description of the commerce API, and the program against it."""

import os
import pathlib
import subprocess
import sys

from openapi_spec_validator import OpenAPIV31SpecValidator


def test_the_document_is_valid_openapi(document):
    assert not list(OpenAPIV31SpecValidator(document).iter_errors())


def test_operations_have_names_summaries_and_errors_with_examples(document):
    operations = [o for path in document["paths"].values() for o in path.values()]
    names = [o["operationId"] for o in operations]
    assert len(names) == len(set(names))
    for operation in operations:
        assert operation["summary"] and operation["tags"]
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                assert answer["content"]["application/problem+json"]["examples"], operation["operationId"]


def test_schemathesis_finds_nothing_that_the_document_does_not_say(service, key, storefront, results):
    storefront.put_into_cart(storefront.some_variant())
    here = pathlib.Path(__file__).parent
    surroundings = dict(
        os.environ, CART_TOKEN=storefront.cart, SCHEMATHESIS_HOOKS="api_hooks", PYTHONPATH=here)
    done = subprocess.run(
        [
            sys.executable, "-m", "schemathesis.cli", "--config-file", here / "schemathesis.toml",
            "run", f"{service.base}/api/openapi.json",
            "--url", f"{service.base}/api/v1", "--header", f"Authorization: Bearer {key}",
            "--max-examples", "10", "--seed", "7", "--rate-limit", "18/s", "--workers", "1", "--no-color",
            "--generation-database", ":memory:", "--request-timeout", "20",
        ],
        capture_output=True, text=True, timeout=600, env=surroundings)
    (results / "schemathesis.log").write_text(done.stdout + done.stderr)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
