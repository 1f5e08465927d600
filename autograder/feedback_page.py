"""The page of feedback that a student opens: nbgrader's, made safe, and readable without a network or a script."""

from __future__ import annotations

import re
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode

from autograder.page_size import of_reasonable_size
from autograder.safe_html import safe_html
from autograder.safe_markdown import safe_markdown

__all__ = ["FeedbackPage"]

# Nothing runs and nothing is fetched. This also stops what cleaning might miss, a javascript: link in a formula say.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'"
)

# On top of the style sheets that nbgrader's template puts in: a column that fits any window, colours of the terminal.
STYLE = """
:root { color-scheme: light; }
body > .container, #notebook-container { width: auto; max-width: 1000px; }
div.prompt { min-width: 0; color: #666; font-size: 12px; }
div.output_area pre { white-space: pre-wrap; }
div.output_area { overflow-x: auto; }
.text_cell_render table { margin: 0.6em 0; }
.text_cell_render :is(th, td) { padding: 0.1em 1.2em 0.1em 0; vertical-align: top; }
summary { display: list-item; cursor: pointer; }
.anchor-link { display: none; }
math { font: 115% "STIX Two Math", "Cambria Math", "Latin Modern Math", "DejaVu Math TeX Gyre", math; }
math[display="block"] { margin: 0.6em 0; }
.ansi-bold { font-weight: bold; }
.ansi-red-fg { color: #b22b31; } .ansi-green-fg { color: #007427; } .ansi-yellow-fg { color: #8a5a00; }
.ansi-blue-fg { color: #0065ca; } .ansi-magenta-fg { color: #a03196; } .ansi-cyan-fg { color: #0f7274; }
"""

_SCRIPT = re.compile(r"<script\b.*?</script>", re.IGNORECASE | re.DOTALL)


class FeedbackPage(HTMLExporter):
    """Nbconvert's HTML exporter for notebooks that hold what students wrote.

    Every output and every piece of Markdown is cleaned (nbgrader's template cleans no Markdown), and the page has a
    content-security policy under which no script runs. nbgrader_config.py gives it to `nbgrader generate_feedback` too.
    """

    def default_filters(self) -> Any:
        """Nbconvert's filters, with our cleaning in place of its own, which takes the looks out of tables and cards."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield "clean_html", safe_html
        yield "markdown2html", safe_markdown

    def _init_resources(self, resources: Any) -> Any:
        resources = super()._init_resources(resources)  # type: ignore[no-untyped-call]
        resources["should_sanitize_html"] = True
        return resources

    def from_notebook_node(  # type: ignore[override]  # as nbconvert's own
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert a notebook to the text of a page."""
        # Pictures that Markdown names by path are not read in: the path would be the student's to choose.
        self.embed_images = False
        html, resources = super().from_notebook_node(of_reasonable_size(nb), resources, **kw)
        return _sealed(html), resources


def _sealed(html: str) -> str:
    """The page with our policy and style, and without the scripts that nbgrader's template brings."""
    # The text comes out of an HTML parser: every script has its end, and "<script" in a student's words is escaped.
    html = _SCRIPT.sub("", html)
    html = html.replace("<head>", f'<head>\n<meta content="{POLICY}" http-equiv="Content-Security-Policy"/>', 1)
    return html.replace("</head>", f"<style>{STYLE}</style>\n</head>", 1)
