"""The card of a model as a page: one file that fetches nothing."""

from __future__ import annotations

from typing import TextIO

from markdown_it import MarkdownIt
from markupsafe import Markup

from classifier.reports.html_templates import render
from classifier.reports.visible import visible


def write_card(card: str, stream: TextIO) -> None:
    """Write a card as a self-contained page.

    Parameters
    ----------
    card : str
        In Markdown. HTML, links and pictures in it are shown as they are written.
    stream : TextIO
        Where to; its encoding must be UTF-8.
    """
    seen = "\n".join(visible(line) for line in card.splitlines())
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.disable(["link", "image", "autolink", "html_inline", "html_block", "reference"])
    title = next((line[2:] for line in seen.splitlines() if line.startswith("# ")), "model")
    tokens = markdown.parse(seen.replace(f"# {title}", "", 1))
    for token in tokens:
        if token.attrs.pop("style", None):  # the policy of the page forbids styles in place
            token.attrs["class"] = "getal"
    # The parser escapes what stands in the card; no raw HTML passes it.
    body = Markup(markdown.renderer.render(tokens, markdown.options, {}))  # noqa: S704
    stream.write(render("card", {"title": title, "body": body}))
