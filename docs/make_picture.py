"""Draw the picture of a report that the README shows: ``make picture``; it needs Chromium.

python docs/make_picture.py data/examples/opzet-nader-gehoor.pdf docs/report.png
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import classifier
from classifier.reports import html

WIDTH, HEIGHT = 1100, 900  # pixels


def main() -> None:
    """Assess a document, open its page and draw what fits on a screen."""
    from playwright.sync_api import ViewportSize, sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("document", type=Path)
    parser.add_argument("picture", type=Path)
    arguments = parser.parse_args()
    browsers = map(shutil.which, ("chromium", "chromium-browser", "chrome"))
    chromium = next(filter(None, browsers), None)
    if chromium is None:
        sys.exit("Chromium is not installed; on Debian: apt-get install chromium")
    assessment = classifier.load().assess(arguments.document)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        page_file = Path(folder) / "report.html"
        with page_file.open("w", encoding="utf-8") as stream:
            html.write(assessment, stream)
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(
            viewport=ViewportSize(width=WIDTH, height=HEIGHT), color_scheme="light"
        )
        page.goto(page_file.as_uri())
        page.screenshot(path=str(arguments.picture))
        browser.close()


if __name__ == "__main__":
    main()
