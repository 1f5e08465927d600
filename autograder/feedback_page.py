"""The page of feedback that a student opens: nbgrader's, made safe, and readable without a network."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode

from autograder.safe_html import safe_html

__all__ = ["FeedbackPage"]

# Nothing runs and nothing is fetched. This also stops what cleaning might miss, a javascript: link in a formula say.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'"
)

STYLE = """
:root { color-scheme: light; }
body { max-width: 60rem; margin: auto; }
div.prompt { min-width: 11ex; }
div.output_area pre { white-space: pre-wrap; }
"""


class FeedbackPage(HTMLExporter):
    """Nbconvert's HTML exporter for notebooks that hold what students wrote.

    Every output and every piece of Markdown is cleaned (nbgrader's template cleans no Markdown), and the page has a
    content-security policy under which no script runs. nbgrader_config.py gives it to `nbgrader generate_feedback` too.
    """

    def default_filters(self) -> Any:
        """Nbconvert's filters, with our cleaning in place of its own, which takes the looks out of tables and cards."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield "clean_html", safe_html

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:
        """Markdown to HTML, cleaned."""
        return safe_html(super().markdown2html(context, source))

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
        html, resources = super().from_notebook_node(nb, resources, **kw)
        return _sealed(html), resources


def _sealed(html: str) -> str:
    page = BeautifulSoup(html, features="html.parser")
    for script in page.find_all("script"):
        script.decompose()
    head = page.head
    if isinstance(head, Tag):
        head.insert(0, page.new_tag("meta", attrs={"http-equiv": "Content-Security-Policy", "content": POLICY}))
        style = page.new_tag("style")
        style.string = STYLE
        head.append(style)
    return str(page)
