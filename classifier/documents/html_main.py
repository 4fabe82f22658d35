"""What on an HTML page is its text, and what only surrounds it."""

from __future__ import annotations

import re
from typing import Final

from bs4.element import NavigableString, Tag

_DROPPED: Final = frozenset(
    {"script", "style", "head", "template", "noscript", "svg", "math", "iframe", "object", "canvas"}
    | {"nav", "header", "footer", "aside", "form", "button", "select", "dialog", "del", "menu"}
)
_MAINS: Final = ("main", "article")  # where a header holds the title, not the site's menu
_ROLES: Final = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog"}
    | {"menu", "menubar", "toolbar"}
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_UNSEEN: Final = re.compile(
    r"(?<![a-z])(?:visually-?hidden|sr-only|screen-reader-(?:text|only)|element-invisible"
    r"|skip-?(?:link|nav|to)\w*)(?![a-z])",
    re.I,
)
# The words in classes and ids by which builders of sites call what is never the text …
_AROUND: Final = re.compile(
    r"(?<![a-z])(?:cookies?(?:bar|banner|melding|wall)?|consent|breadcrumbs?|(?:brood)?kruimel\w*"
    r"|(?:social|share|sharing|deel|delen)-?(?:buttons?|links?|media|icons?|knoppen|share)"
    r"|(?:site|page)-?(?:footer|header)|voettekst|koptekst|action-bar|toolbar|werkbalk|readspeaker"
    r"|lees-?voor|feedback|pagination|paginering|newsletter|nieuwsbrief|advert\w*|back-to-top"
    r"|print-?(?:button|link|knop))(?![a-z])",
    re.I,
)
# … and what seldom is, unless it reads as text.
_PERHAPS: Final = re.compile(
    r"(?<![a-z])(?:(?:top|hoofd|sub|main|side|zij)?-?(?:menu|nav|navbar|navigation|navigatie)"
    r"|side-?bar|(?:linker|rechter)-?kolom|footer|header|related|gerelateerd|social|share|delen)"
    r"(?![a-z])",
    re.I,
)
_PROSE: Final = 150  # characters outside links, from which a part within the text reads as text
_ACTIONS: Final = "Lijst met mogelijke acties"  # of the statute database, behind each heading
_CONTENT_IDS: Final = re.compile(
    r"^(?:(?:main-?)?content|main|inhoud|regeling|hoofdinhoud|page-?content)$", re.I
)
_PUBLICATION: Final = "broodtekst"  # in pages of the official journals, whatever is around it
#: What stands on buttons and links that belong to the site, wherever they are.
_BUTTONS: Final = frozenset(
    {"toon relaties in lido", "maak een permanente link", "toon wetstechnische informatie"}
    | {"druk het regelingonderdeel af", "sla het regelingonderdeel op", "naar boven", "lees voor"}
    | {"terug naar boven", "deel deze pagina", "print deze pagina", "afdrukken"}
    | {"direct naar inhoud"}
    | {"ga naar de inhoud", "vergelijk met een eerdere versie", "delen", "naar de inhoud"}
)
_MIN_MAIN: Final = 200  # characters; a shorter <main> is not the page's text
_MIN_SHARE: Final = 0.4  # of the text, which a part called content has when it is that
_MAX_SHARE: Final = 0.4  # of the text, beyond which nothing surrounds it, whatever it is called
_MIN_LINKS: Final = 3
_LINK_SHARE: Final = 0.8  # of the text in a block that is a menu
_LINK_BLOCKS: Final = frozenset({"ul", "ol", "div", "section", "p", "td", "table"})


def is_button(text: str) -> bool:
    """Return whether a line is what stands on a button of a site.

    >>> is_button("Naar boven"), is_button("Naar boven bijgesteld")
    (True, False)
    """
    return len(text) < 60 and " ".join(text.split()).lower() in _BUTTONS


class Page:
    """The parts of one page.

    Parameters
    ----------
    root : Tag
        The page.
    fragment : bool
        Whether it is a piece of a page or a mail, in which nothing surrounds the text.
    """

    def __init__(self, root: Tag, *, fragment: bool = False) -> None:
        self._root = root
        self._fragment = fragment
        self._lengths: dict[int, tuple[int, int, int]] = {}  # text, text in links, links; by tag
        if not fragment:
            self._measure()
        self.main = root if fragment else self._main()
        self._inside_main = self.main is not root

    def title(self) -> str:
        """Return the heading of the page when it stands before the main part, else ""."""
        headings = self._root.find_all("h1", limit=2)
        if len(headings) != 1 or not self._inside_main or self.main.find("h1") is not None:
            return ""
        if self.main.find_previous("h1") is not headings[0]:  # of what comes after the text
            return ""
        return headings[0].get_text(" ", strip=True)

    def is_dropped(self, tag: Tag, inside: bool) -> bool:
        """Return whether a part is not shown, or only surrounds the text.

        Parameters
        ----------
        tag : Tag
            The part.
        inside : bool
            Whether it stands in a main part or an article.
        """
        if tag.name in _DROPPED:
            return not (tag.name == "header" and inside)
        if tag.has_attr("hidden") or _HIDDEN.search(_attribute(tag, "style")):
            return True
        names = f"{_attribute(tag, 'class')} {_attribute(tag, 'id')}"
        if _UNSEEN.search(names):
            return True
        if self._fragment or tag.name in _MAINS or tag.name == "body":
            return False
        called = (
            _attribute(tag, "role").lower() in _ROLES
            or _AROUND.search(names) is not None
            or _attribute(tag, "aria-label").startswith(_ACTIONS)
            or (_PERHAPS.search(names) is not None and not (inside and self._is_prose(tag)))
        )
        return (called and self._is_small(tag)) or (not inside and self._is_menu(tag))

    def is_contents(self, tag: Tag) -> bool:
        """Return whether a list is a table of contents: links to places on the page itself."""
        if self._fragment or tag.name not in {"ul", "ol"}:
            return False
        length, linked, _ = self._lengths.get(id(tag), (0, 0, 0))
        if not length or linked < _LINK_SHARE * length:
            return False
        links = tag.find_all("a", limit=_MIN_LINKS)
        return len(links) > 1 and all(_attribute(link, "href")[:1] == "#" for link in links)

    def _main(self) -> Tag:
        whole = self._length(self._root)
        named = self._root.find_all("main", limit=1) or self._root.find_all(role="main", limit=1)
        for tag in named:
            if isinstance(tag, Tag) and self._length(tag) >= _MIN_MAIN:
                return tag
        articles = self._root.find_all("article", limit=2)
        articles = articles or self._root.find_all(id=_PUBLICATION, limit=2)
        contents = self._root.find_all(id=_CONTENT_IDS, limit=3)
        for tag in (articles if len(articles) == 1 else []) + contents:
            length = self._length(tag) if isinstance(tag, Tag) else 0
            if length >= max(_MIN_MAIN, _MIN_SHARE * whole):
                return tag
        return self._root

    def _is_small(self, tag: Tag) -> bool:
        small = self._length(tag) < _MAX_SHARE * self._length(self._root)
        return small and tag.find("h1") is None

    def _length(self, tag: Tag) -> int:
        return self._lengths.get(id(tag), (0, 0, 0))[0]  # scripts have none

    def _is_prose(self, tag: Tag) -> bool:
        length, linked, _ = self._lengths.get(id(tag), (0, 0, 0))
        return length - linked >= _PROSE

    def _is_menu(self, tag: Tag) -> bool:
        if tag.name not in _LINK_BLOCKS or self._inside_main:
            return False
        length, linked, links = self._lengths.get(id(tag), (0, 0, 0))
        return links >= _MIN_LINKS and linked >= _LINK_SHARE * length and self._is_small(tag)

    def _measure(self) -> None:
        """Count the text in every part, without recursion."""
        stack: list[tuple[Tag, int, list[int]]] = [(self._root, 0, [0, 0, 0])]
        while stack:
            tag, place, counts = stack.pop()
            if place < len(tag.contents):
                stack.append((tag, place + 1, counts))
                child = tag.contents[place]
                if isinstance(child, Tag):
                    if child.name not in {"script", "style", "head"}:
                        stack.append((child, 0, [0, 0, 0]))
                elif type(child) is NavigableString:
                    counts[0] += len(child.strip())
                continue
            if tag.name == "a" and counts[0]:
                counts[1], counts[2] = counts[0], 1
            self._lengths[id(tag)] = (counts[0], counts[1], counts[2])
            if stack:
                above = stack[-1][2]
                for index, count in enumerate(counts):
                    above[index] += count


def _attribute(tag: Tag, name: str) -> str:
    value = tag.get(name)
    return " ".join(value) if isinstance(value, list) else str(value or "")
