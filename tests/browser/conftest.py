"""A real Chromium without a window, and a page of a review with every class of change."""

import shutil

import pytest
from every_class import every_class

from workings.page import page

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="session")
def chromium():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: run `make browser`")
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("there is no Chromium: run `make browser`, which installs it")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def report(tmp_path_factory):
    """The address of the page of a review with every class."""
    path = tmp_path_factory.mktemp("report") / "diff.html"
    review, notation, links = every_class()
    path.write_text(page(review, notation, "Assignment 1", links), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def opened(chromium, report):
    """A function that opens the page as it is seen at a width, in a colour scheme, with or without script."""
    contexts = []

    def open_at(width=1280, scheme="light", script=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
        )
        contexts.append(context)
        view = context.new_page()
        view.set_default_timeout(20_000)
        view.said = []
        view.on("console", lambda message: view.said.append(message.text))
        view.on("pageerror", lambda error: view.said.append(str(error)))
        view.on("request", lambda request: view.said.append(request.url) if _leaves(request.url, report) else None)
        view.goto(report)
        if script:
            view.wait_for_selector("html[data-set]")
        return view

    yield open_at
    for context in contexts:
        context.close()


def _leaves(address, report):
    return address != report and not address.startswith("data:")
