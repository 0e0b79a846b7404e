"""The page in a real browser: nothing fetched, nothing wrong, fits a phone, prints on A4.

Debian's chromium and its driver, found on the PATH; without them these tests say so and are skipped.
"""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from safety_ledger.cli import main
from tests.folders import DATA

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
DRIVER = shutil.which("chromedriver")
DAY = "2026-11-23"
PHONE = 390
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
COMMANDS = [
    "status",
    "hazards --all",
    "closure --period 2024",
    "closure --period 2026Q3 --by criterion",
    "statistics --period 2026Q3",
    "weekly",
    "overdue --within 7d",
    "todo",
]

pytestmark = pytest.mark.skipif(
    not BROWSER or not DRIVER, reason="no chromium with its driver on the PATH"
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    options = ChromeOptions()
    options.binary_location = BROWSER or ""
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=Service(DRIVER or ""))
    driver.get("about:blank")  # done with the browser's own first page
    yield driver
    driver.quit()


def opened(browser: Chrome, command: str, folder: Path, day: str = DAY) -> str:
    """Write a report as a page and open it; its address."""
    page = folder / "page.html"
    words = [*command.split(), "--ledger", str(DATA), "--as-of", day]
    assert main([*words, "--format", "html", "--output", str(page)]) == 0
    browser.get(page.as_uri())
    return page.as_uri()


def sized(browser: Chrome, width: int, height: int = 844) -> None:
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width <= PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def printed(browser: Chrome) -> bytes:
    """The page on the paper it asks for."""
    answer: dict[str, Any] = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    return base64.b64decode(answer["data"])


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def fetched(browser: Chrome) -> set[str]:
    """Every address the page asked for since the last look."""
    messages = (json.loads(one["message"])["message"] for one in browser.get_log("performance"))
    return {
        one["params"]["request"]["url"]
        for one in messages
        if one["method"] == "Network.requestWillBeSent"
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_a_page_needs_nothing_else_and_fits_a_phone(
    browser: Chrome, command: str, tmp_path: Path
) -> None:
    fetched(browser)
    address = opened(browser, command, tmp_path)
    assert fetched(browser) == {address}
    assert browser.get_log("browser") == []
    for width in (PHONE, 1280):
        sized(browser, width)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("command", "most"),
    [
        ("status", 2),
        ("closure --period 2026Q3", 3),
        ("statistics --period 2026Q3", 1),
        ("overdue", 2),
    ],
)
def test_a_page_prints_on_few_sheets_of_a4(
    browser: Chrome, command: str, most: int, tmp_path: Path
) -> None:
    opened(browser, command, tmp_path)
    pdf = printed(browser)
    assert 1 <= pages(pdf) <= most
    sides = {
        tuple(sorted(map(float, box.split()[2:])))
        for box in re.findall(rb"/MediaBox \[([^]]*)\]", pdf)
    }
    assert {(round(short), round(long)) for short, long in sides} == {(595, 842)}


@pytest.mark.parametrize("day", ["2024-09-30", "2025-12-31", DAY])
def test_the_week_is_two_sheets_at_most(browser: Chrome, day: str, tmp_path: Path) -> None:
    opened(browser, "weekly", tmp_path, day)
    assert 1 <= pages(printed(browser)) <= 2


def test_a_printed_row_is_never_cut_and_headers_repeat(browser: Chrome, tmp_path: Path) -> None:
    """The words of a row stand on one sheet, under the headings, however tall the row is."""
    opened(browser, "todo", tmp_path)
    rows: list[list[str]] = browser.execute_script(
        "return [...document.querySelectorAll('tr')].map("
        "row => [...row.cells].map(cell => cell.innerText.replace(/\\s/g, '')))"
    )
    headings, *listed = rows
    for height in (90, 97, 104):  # low sheets break the table in many places
        low = f"<style>@page {{ size: 210mm {height}mm; }}</style>"
        browser.execute_script("document.head.insertAdjacentHTML('beforeend', arguments[0])", low)
        paper = tmp_path / "page.pdf"
        paper.write_bytes(printed(browser))
        sheets = [re.sub(r"\s", "", sheet) for sheet in words_of(paper).split("\f")[:-1]]
        assert len(sheets) > 5
        for sheet in sheets:
            assert all(heading in sheet for heading in headings)
        for row in listed:
            assert any(all(cell in sheet for cell in row) for sheet in sheets), row


def words_of(paper: Path) -> str:
    """The words on each sheet, cell by cell, as poppler reads them."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("no pdftotext on the PATH")
    read = subprocess.run([reader, "-raw", str(paper), "-"], capture_output=True, check=True)
    return read.stdout.decode()


def test_bars_are_drawn_as_long_as_their_numbers(browser: Chrome, tmp_path: Path) -> None:
    """What the eye compares is what the figures say, in the browser's own measure."""
    sized(browser, 1280)
    opened(browser, "closure --period 2024", tmp_path)
    drawn = browser.execute_script(
        "return [...document.querySelectorAll('.chart')].map(chart => [...chart.querySelectorAll("
        "'svg:not([aria-hidden]) rect')].map(bar => { const box = bar.getBBox(); const lying ="
        " bar.closest('table'); return [lying ? box.width : box.height,"
        " Number((lying ? bar.nextSibling : bar.nextElementSibling).textContent)]; }))"
    )
    assert len(drawn) >= 4
    for chart in drawn:
        unit = max(length / count for length, count in chart)
        assert all(abs(length - unit * count) <= max(2, 0.02 * length) for length, count in chart)
