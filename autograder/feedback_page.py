"""The page of feedback that a student opens: nbgrader's, made safe, and readable without a network or a script."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbformat import NotebookNode

from autograder.feedback_contents import contents, with_contents
from autograder.page_size import of_reasonable_size
from autograder.safe_html import safe_html
from autograder.safe_markdown import safe_markdown
from underhood.checking.points import points_text

__all__ = ["FeedbackPage"]

# Nothing runs and nothing is fetched. This also stops what cleaning might miss, a javascript: link in a formula say.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'"
)

# Without a viewport, a telephone draws the page as wide as a desk's and makes it small.
META = f'''<meta content="{POLICY}" http-equiv="Content-Security-Policy"/>
<meta content="width=device-width, initial-scale=1" name="viewport"/>'''

# On top of the style sheets that nbgrader's template puts in: a column that fits any window, colours of the terminal.
STYLE = """
:root { color-scheme: light; }
body > .container, #notebook-container { width: auto; max-width: 1000px; }
div.prompt { min-width: 0; color: #666; font-size: 12px; }
div.output_area pre { white-space: pre-wrap; word-break: normal; overflow-wrap: anywhere; }
div.output_area, .text_cell_render { overflow-x: auto; }
/* The second column of a card: what it tells is text, and breaks; tables of numbers scroll. */
div.output_area td[style*="pre-wrap"] { overflow-wrap: anywhere; }
/* The score stands at the right of the heading, and under its words where the window is narrow. */
div.nbgrader_cell .panel-heading { display: flow-root; height: auto; min-height: 37px; }
.text_cell_render table { margin: 0.6em 0; }
.text_cell_render :is(th, td) { padding: 0.1em 1.2em 0.1em 0; vertical-align: top; }
summary { display: list-item; cursor: pointer; }
.anchor-link { display: none; }
@media (max-width: 600px) { .container, .panel-body { padding-left: 6px; padding-right: 6px; } }
math { font: 115% "STIX Two Math", "Cambria Math", "Latin Modern Math", "DejaVu Math TeX Gyre", math; }
math[display="block"] { margin: 0.6em 0; }
.ansi-bold { font-weight: bold; }
.ansi-red-fg { color: #b22b31; } .ansi-green-fg { color: #007427; } .ansi-yellow-fg { color: #8a5a00; }
.ansi-blue-fg { color: #0065ca; } .ansi-magenta-fg { color: #a03196; } .ansi-cyan-fg { color: #0f7274; }
"""

CACHED = 4_000  # characters

_SCRIPT = re.compile(r"<script\b.*?(?:</script\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_FETCHED_FONT = re.compile(r"@font-face\s*\{[^{}]*\burl\((?!data:)[^{}]*\}")
_WORDLESS_PICTURE = re.compile(r"<img\b(?![^>]*\balt=)", re.IGNORECASE)


class FeedbackPage(HTMLExporter):
    """Nbconvert's HTML exporter for notebooks that hold what students wrote.

    Every output and every piece of Markdown is cleaned (nbgrader's template cleans no Markdown), and the page has a
    content-security policy under which no script runs. nbgrader_config.py gives it to `nbgrader generate_feedback` too.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]
        self._contents = ""
        # The instructor's cells are the same on every student's page.
        self._highlighted_once = lru_cache(maxsize=500)(self._highlighted)

    def default_filters(self) -> Any:
        """Nbconvert's filters, with our cleaning in place of its own, which takes the looks out of tables and cards."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield "clean_html", safe_html
        yield "markdown2html", safe_markdown
        # nbgrader's template rounds nothing but points, and to two decimals: then they do not add up.
        yield "round", lambda points, *_: points_text(points)

    def _init_resources(self, resources: Any) -> Any:
        resources = super()._init_resources(resources)  # type: ignore[no-untyped-call]
        resources["should_sanitize_html"] = True
        return resources

    def from_notebook_node(  # type: ignore[override]  # as nbconvert's own
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert a notebook to the text of a page.

        What the exporter of HTML adds to that of templates is done here, without parsing the page: that would take
        twice as long as all the rest. Of what it looks for, this template has only pictures without words.
        """
        # Pictures that Markdown names by path are not read in: the path would be the student's to choose.
        self.embed_images = False
        resources = self._init_resources(resources)
        self.register_filter("highlight_code", self._highlighter(nb))  # type: ignore[no-untyped-call]
        data = {"notebook_metadata": self._nb_metadata, "resources": resources}
        widgets = WidgetsDataTypeFilter(parent=self, **data)  # type: ignore[no-untyped-call]
        self.register_filter("filter_data_type", widgets)  # type: ignore[no-untyped-call]
        html, resources = TemplateExporter.from_notebook_node(self, of_reasonable_size(nb), resources, **kw)
        return self.sealed(with_contents(html, self._contents)), resources

    def _preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        nb, resources = super()._preprocess(nb, resources)  # type: ignore[no-untyped-call]
        # Only now the notebook holds the scores.
        self._contents = contents(nb, resources.get("nbgrader", {}).get("late_penalty", 0.0))
        return nb, resources

    @staticmethod
    def sealed(html: str) -> str:
        """The page with our policy and style, and without the scripts that nbgrader's template brings."""
        # What a student wrote has been cleaned or escaped: "<script" stands only where a template begins one.
        html = _SCRIPT.sub("", html)
        # The head is nbgrader's. bootstrap's icons are on no page, and the policy forbids to fetch them.
        head, end, body = html.partition("</head>")
        html = _FETCHED_FONT.sub("", head) + end + body
        html = _WORDLESS_PICTURE.sub('<img alt="No description has been provided for this image"', html)
        html = html.replace("<head>", f"<head>\n{META}", 1)
        return html.replace("</head>", f"<style>{STYLE}</style>\n</head>", 1)

    def _highlighter(self, notebook: NotebookNode) -> Callable[..., str]:
        """The filter that colours the code of this notebook."""
        language = notebook.metadata.get("language_info", {})
        lexer = str(language.get("pygments_lexer", language.get("name", "ipython3")))

        def highlight(source: str, metadata: Mapping[str, Any]) -> str:
            paint = self._highlighted_once if len(source) <= CACHED else self._highlighted
            return paint(source, lexer, metadata.get("magics_language"))

        return self.filters.get("highlight_code", highlight)  # type: ignore[no-any-return]

    def _highlighted(self, source: str, lexer: str, magics_language: str | None) -> str:
        metadata = {"magics_language": magics_language} if magics_language else {}
        return str(Highlight2HTML(lexer, parent=self)(source, metadata=metadata))  # type: ignore[no-untyped-call]
