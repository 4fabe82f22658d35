"""Write the parts of a document as a true file of each format.

The same parts give the same bytes: no dates, no random names, no compression in the PDF.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from html import escape

from docx import Document
from docx.text.paragraph import Paragraph as DocxParagraph
from layout import Part, Recipe, runs
from odf import style, text
from odf.element import Element
from odf.opendocument import OpenDocumentText
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

TOP = [("VALIGN", (0, 0), (-1, -1), "TOP")]
EPOCH = datetime(2026, 1, 1)  # when the office files claim to be written; they know no zone


def write_pdf(parts: list[Part], recipe: Recipe) -> bytes:
    """Write an A4 document with the footer on each page."""
    sheet = getSampleStyleSheet()
    body = ParagraphStyle(
        "body", sheet["BodyText"], fontSize=11, leading=15, spaceAfter=7, alignment=TA_JUSTIFY
    )
    item = ParagraphStyle("item", body, leftIndent=18, bulletIndent=4, spaceAfter=3)
    story: list[Flowable] = []
    for kind, run in runs(parts):
        if kind == "row":
            cells = [[Paragraph(escape(cell), body) for cell in part.cells] for part in run]
            story += [Table(cells, colWidths=[4.5 * cm, 11.5 * cm], style=TOP), Spacer(1, 8)]
        elif kind == "item":
            story += [
                Paragraph(escape(part.text), item, bulletText=part.marker.replace("-", "•"))
                for part in run
            ]
        else:
            name = {"title": "Title", "heading": f"Heading{run[0].level + 1}"}.get(kind)
            paragraph = Paragraph(escape(run[0].text), sheet[name] if name else body)
            paragraph.keepWithNext = name is not None
            story.append(paragraph)

    def foot(canvas: Canvas, _: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawRightString(
            18.5 * cm, 1.4 * cm, recipe.footer.format(page=canvas.getPageNumber())
        )

    buffer = io.BytesIO()
    title = next(part.text for part in parts if part.kind == "title")
    SimpleDocTemplate(
        buffer, pagesize=A4, title=title, lang="nl", invariant=1, pageCompression=0
    ).build(story, onFirstPage=foot, onLaterPages=foot)
    return buffer.getvalue()


def write_docx(parts: list[Part], recipe: Recipe) -> bytes:
    """Write a Word document with built-in styles, numbered lists and a page footer."""
    document = Document()
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = EPOCH
    document.core_properties.title = next(part.text for part in parts if part.kind == "title")
    document.sections[0].footer.paragraphs[0].text = recipe.footer
    styles = {"bullet": "List Bullet", "number": "List Number", "letter": "List"}
    for kind, run in runs(parts):
        if kind == "row":
            table = document.add_table(rows=0, cols=len(run[0].cells), style="Table Grid")
            for part in run:
                for cell, words in zip(table.add_row().cells, part.cells, strict=True):
                    cell.text = words
        elif kind == "item":
            for part in run:
                # Word has no built-in list with letters: there they are typed.
                words = f"{part.marker} {part.text}" if part.style == "letter" else part.text
                paragraph = document.add_paragraph(words, style=styles[part.style or "bullet"])
                if part.style == "number" and part is run[0]:
                    numbering = _restart(paragraph, int(part.marker.rstrip(".")))
                if part.style == "number":
                    numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                    numbered.get_or_add_ilvl().val = 0
                    numbered.get_or_add_numId().val = numbering
        elif kind == "paragraph":
            document.add_paragraph(run[0].text)
        else:
            document.add_heading(run[0].text, level=run[0].level)
    buffer = io.BytesIO()
    document.save(buffer)
    return _undated(buffer.getvalue())


def _restart(paragraph: DocxParagraph, start: int) -> int:
    """Return the id of a new numbering that counts from a number, in the paragraph's style."""
    of_style = paragraph.style.element.pPr.numPr.numId.val
    numbering = paragraph.part.numbering_part.element
    of_list = numbering.num_having_numId(of_style).abstractNumId.val
    number = numbering.add_num(of_list)
    number.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(number.numId)


def write_odt(parts: list[Part], recipe: Recipe) -> bytes:
    """Write an OpenDocument text with outline levels, lists and a page footer."""
    # odfpy declares every namespace that any document of the process has used: start anew.
    Element.namespaces.clear()
    document = OpenDocumentText()
    layout = style.PageLayout(name="page")
    layout.addElement(style.FooterStyle())
    document.automaticstyles.addElement(layout)
    master = style.MasterPage(name="Standard", pagelayoutname=layout)
    if recipe.footer:
        footer = style.Footer()
        footer.addElement(text.P(text=recipe.footer))
        master.addElement(footer)
    document.masterstyles.addElement(master)
    names = {"Title": "20pt", "Heading_20_1": "14pt"}
    for name, size in names.items():
        heading = style.Style(name=name, family="paragraph")
        heading.addElement(style.TextProperties(fontsize=size, fontweight="bold"))
        document.styles.addElement(heading)
    bullets = text.ListStyle(name="bullets")
    bullets.addElement(text.ListLevelStyleBullet(level=1, bulletchar="–"))
    numbers = text.ListStyle(name="numbers")
    numbers.addElement(text.ListLevelStyleNumber(level=1, numformat="1", numsuffix="."))
    document.automaticstyles.addElement(bullets)
    document.automaticstyles.addElement(numbers)
    for kind, run in runs(parts):
        if kind == "item":
            block = text.List(stylename=numbers if run[0].style == "number" else bullets)
            for part in run:
                entry = text.ListItem()
                entry.addElement(text.P(text=part.text))
                block.addElement(entry)
        elif kind == "heading":
            block = text.H(outlinelevel=run[0].level, stylename="Heading_20_1", text=run[0].text)
        elif kind == "title":
            block = text.P(stylename="Title", text=run[0].text)
        else:
            block = text.P(text=run[0].text)
        document.text.addElement(block)
    buffer = io.BytesIO()
    document.write(buffer)
    return _undated(buffer.getvalue())


def write_html(parts: list[Part], recipe: Recipe) -> bytes:
    """Write a page of a site, with the navigation, cookie notice and footer around the article."""
    title = next(part.text for part in parts if part.kind == "title")
    crumbs, foot = (
        " ".join(f'<a href="#">{escape(link)}</a>' for link in line.split(" > "))
        for line in recipe.footer.split("|")
    )
    article = []
    for kind, run in runs(parts):
        if kind == "item":
            article += [
                "<ul>",
                *(f"  <li>{escape(part.text, quote=False)}</li>" for part in run),
                "</ul>",
            ]
        else:
            tag = {"title": "h1", "heading": f"h{run[0].level + 1}"}.get(kind, "p")
            article.append(f"<{tag}>{escape(run[0].text, quote=False)}</{tag}>")
    lines = [
        "<!DOCTYPE html>",
        '<html lang="nl">',
        f'<head><meta charset="utf-8"><title>{escape(title)}</title>',
        "<style>nav a { margin-right: 1em }</style>",
        '<script>document.documentElement.className = "js";</script></head>',
        "<body>",
        f"<header><nav>{crumbs}</nav></header>",
        '<div role="dialog" class="cookies"><p>Deze site gebruikt cookies.</p>'
        "<button>Akkoord</button></div>",
        "<main><article>",
        *article,
        "</article></main>",
        f"<footer>{foot}</footer>",
        "</body></html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def write_markdown(parts: list[Part], recipe: Recipe) -> bytes:
    """Write Markdown, the table with an empty head because the text has none."""
    blocks = []
    for kind, run in runs(parts):
        if kind == "row":
            head = [("",) * len(run[0].cells), ("---",) * len(run[0].cells)]
            rows = [*head, *(part.cells for part in run)]
            blocks.append("\n".join(f"| {' | '.join(cells)} |" for cells in rows))
        elif kind == "item":
            blocks.append("\n".join(f"- {part.text}" for part in run))
        else:
            marks = {"title": "# ", "heading": "#" * (run[0].level + 1) + " "}.get(kind, "")
            blocks.append(marks + run[0].text)
    return ("\n\n".join(blocks) + "\n").encode()


def _undated(archive: bytes) -> bytes:
    """Return an office file whose members bear no time, in the same order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w") as new:
        for member in old.infolist():
            clean = zipfile.ZipInfo(member.filename)
            clean.compress_type = member.compress_type
            new.writestr(clean, old.read(member))
    return buffer.getvalue()
