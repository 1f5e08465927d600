"""Markdown that a student may have written, as HTML for a page that somebody else opens."""

from __future__ import annotations

from typing import Any

from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from autograder.mathml import Formulas
from autograder.safe_html import safe_html

__all__ = ["safe_markdown"]


MOST_PICTURES = 20_000_000
"""Characters of all pictures in a page's texts: one that is pasted once can be shown a thousand times."""


class _Renderer(IPythonRenderer):
    """Nbconvert's, with formulas as MathML in place of TeX that a script would have to set."""

    formulas: Formulas
    page: dict[str, Any]

    def block_math(self, body: str) -> str:
        return self.formulas.html(body, block=True)

    def inline_math(self, body: str) -> str:
        return self.formulas.html(body, block=False)

    def latex_environment(self, name: str, body: str) -> str:
        return self.formulas.html(f"\\begin{{{name}}}{body}\\end{{{name}}}", block=True)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        # Nbconvert gives the whole page up where a picture is named that did not come with its cell.
        missing = url.startswith("attachment:") and url.removeprefix("attachment:") not in self.attachments
        return f"[{text or 'a picture'}]" if missing else self._affordable(text, super().image(text, url, title))

    def _affordable(self, text: str, html: str) -> str:
        self.page["pictures"] = self.page.get("pictures", MOST_PICTURES) - len(html)
        return html if self.page["pictures"] >= 0 else f"[{text or 'a picture'}: more than fits on a page]"


@pass_context
def safe_markdown(context: Any, source: str) -> str:
    """A filter of nbconvert's templates in place of its own `markdown2html`, which lets any HTML through.

    Pictures that Markdown names by path are not read in: the path would be the student's to choose.
    """
    page, cell = context.get("resources", {}), context.get("cell", {})
    renderer = _Renderer(escape=False, attachments=cell.get("attachments", {}))
    renderer.page = page
    renderer.formulas = page.setdefault("formulas", Formulas())
    return safe_html(MarkdownWithMath(renderer=renderer).render(source))
