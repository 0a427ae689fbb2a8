"""Debian's Chromium, driven by Playwright."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture(scope="session")
def chromium():
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        # Containers give root no namespace to make a sandbox of; the only pages opened are our own.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium):
    """A new browser, as of somebody who was never here before; fails when a script of the page does."""
    contexts, complaints = [], []

    def open_browser(size, **options):
        context = chromium.new_context(**size, locale="en-GB", **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        listen(page, complaints.append)
        return page

    yield open_browser
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


def listen(page, complain):
    """Failing scripts, what the content policy refused, and pictures, styles and scripts that are not there. The page
    itself may well be an error's: that is for the test to judge."""

    def hear_answer(answer):
        if answer.status >= 400 and answer.request.resource_type != "document":
            complain(f"{page.url}: {answer.url} answered {answer.status}")

    def hear_console(line):
        if line.type == "error" and not line.text.startswith("Failed to load resource"):
            complain(f"{page.url}: {line.text}")

    page.on("pageerror", lambda error: complain(f"{page.url}: {error}"))
    page.on("response", hear_answer)
    page.on("console", hear_console)


@pytest.fixture
def screenshot(results):
    def screenshot(page, name):
        page.screenshot(path=results / f"{name}.png", full_page=True)

    return screenshot
