"""HTML that a student may have written, with everything taken out that runs, loads or covers the page."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

import bleach
from bleach.css_sanitizer import ALLOWED_CSS_PROPERTIES, CSSSanitizer

__all__ = ["is_cleanable", "markup_in", "safe_html"]

TAGS = frozenset(bleach.ALLOWED_TAGS) | frozenset(
    [
        "br",
        "caption",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "img",
        "ins",
        "kbd",
        "mark",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "tt",
        "u",
        "var",
    ]
)
ATTRIBUTES = {
    "*": ["aria-hidden", "aria-label", "class", "dir", "id", "lang", "role", "style", "title"],
    "a": ["href"],
    "col": ["span"],
    "details": ["open"],
    "img": ["alt", "height", "src", "width"],
    "ol": ["start", "type"],
    "td": ["align", "colspan", "rowspan"],
    "th": ["align", "colspan", "rowspan", "scope"],
}
# Formulas, without anything in them that links, acts, or holds another kind of markup. Sizes are checked below.
MATHEMATICS = {
    "math": ["alttext", "display"],
    "menclose": ["notation"],
    "mfrac": ["linethickness"],
    "mi": ["mathvariant"],
    "mmultiscripts": [],
    "mn": [],
    "mo": ["accent", "fence", "form", "largeop", "maxsize", "minsize", "movablelimits", "separator", "stretchy"],
    "mover": ["accent"],
    "mpadded": [],
    "mphantom": [],
    "mprescripts": [],
    "mroot": [],
    "mrow": [],
    "mspace": ["width"],
    "msqrt": [],
    "mstyle": ["displaystyle", "scriptlevel"],
    "msub": [],
    "msubsup": [],
    "msup": [],
    "mtable": ["columnalign", "columnlines", "rowlines"],
    "mtd": ["columnalign"],
    "mtext": [],
    "mtr": [],
    "munder": ["accentunder"],
    "munderover": ["accent", "accentunder"],
    "none": [],
}
SIZES = ("maxsize", "minsize", "width", "linethickness")
SMALL = re.compile(r"-?(?:0|0?\.\d+)(?:em)?|\d(?:\.\d+)?em")

# Looks and boxes. No property that loads anything, and none that lets a box lie over other parts of the page.
STYLES = frozenset(ALLOWED_CSS_PROPERTIES) | frozenset(
    [
        "align-items",
        "border",
        "border-bottom",
        "border-left",
        "border-radius",
        "border-right",
        "border-top",
        "display",
        "flex",
        "flex-wrap",
        "gap",
        "grid-column",
        "grid-template-columns",
        "image-rendering",
        "justify-content",
        "line-height",
        "list-style-type",
        "margin",
        "margin-bottom",
        "margin-left",
        "margin-right",
        "margin-top",
        "max-width",
        "opacity",
        "padding",
        "padding-bottom",
        "padding-left",
        "padding-right",
        "padding-top",
        "text-transform",
        "white-space",
        "word-break",
    ]
)
# Pictures that are data and stand in the page; an SVG could hold a program, which browsers do not run inside <img>.
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]*")

_REACHES_OUT = re.compile(
    r"[\s:,(/]-\s*[\d.]|\bcalc\b|\b(?:min|max|clamp|var|env)\(|vertical-align\s*:[^;]*\d|\\", re.IGNORECASE
)

CACHED = 20_000  # characters

MOST_MARKUP, DEEPEST, LONGEST_TAG = 10_000, 100, 10_000
"""More than this takes minutes to clean, or is too deep for the parser. A table of a thousand numbers has a half."""
_MARKUP = "<&=;:"
_DATA = re.compile(r"data:image/[a-z+]+;base64,[A-Za-z0-9+/=\s]*")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
# Whoever writes by hand leaves their ends out, and the parser knows where they are.
_WITHOUT_END = frozenset(
    [
        "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
        "source", "tbody", "td", "tfoot", "th", "thead", "tr", "wbr",
    ]
)  # fmt: skip

_STYLE_SHEETS = re.compile(r"<(style|script)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)


def safe_html(html: object) -> str:
    """The harmless part of a piece of HTML. A tag that is not allowed is shown as text."""
    text = html.decode("utf-8", "replace") if isinstance(html, bytes) else str(html)
    if not is_cleanable(text):
        return f"<pre>{escape(text, quote=False)}</pre>"
    return _cleaned_once(text) if len(text) <= CACHED else _cleaned(text)


def markup_in(html: str) -> int:
    """How many characters there are that mean something in HTML: what cleaning costs goes with their number."""
    return sum(map(html.count, _MARKUP))


def is_cleanable(html: str) -> bool:
    """Whether cleaning ends soon. A page, a table or a drawing by hand is; tags by the ten thousand are not."""
    return markup_in(html) <= MOST_MARKUP and _depth(html) <= DEEPEST and _longest_tag(html) <= LONGEST_TAG


def _longest_tag(html: str) -> int:
    """Pictures, which stand in a tag as data, not counted."""
    return max(map(len, re.findall(r"<[^<>]*", _DATA.sub("", html))), default=0)


def _depth(html: str) -> int:
    """How deep tags are in one another, or would be if each that is open were closed."""
    depth = deepest = 0
    for end, name in _TAG.findall(html):
        if name.lower() not in _WITHOUT_END:
            depth = max(depth - 1, 0) if end else depth + 1
            deepest = max(deepest, depth)
    return deepest


@lru_cache(maxsize=2_000)
def _cleaned_once(text: str) -> str:
    """The instructor's cells are the same on every student's page."""
    return _cleaned(text)


def _cleaned(text: str) -> str:
    # A style sheet shown as text would be pages of noise: out with it, content and all. bleach then sees to the rest.
    return str(_cleaner().clean(_STYLE_SHEETS.sub("", text)))


class _Styles(CSSSanitizer):  # type: ignore[misc]  # bleach is not typed
    """Keeps no length below nothing: with it a box can be drawn over what stands before it, its author's score say."""

    def sanitize_css(self, style: str) -> str:
        kept = super().sanitize_css(style).split(";")
        return "".join(f"{part.strip()};" for part in kept if part.strip() and not _REACHES_OUT.search(part))


def _cleaner() -> bleach.Cleaner:
    # A cleaner keeps state while it works: one for each call.
    return bleach.Cleaner(
        tags=TAGS | MATHEMATICS.keys(),
        attributes=_allowed,
        protocols=frozenset(bleach.ALLOWED_PROTOCOLS) | {"data"},
        css_sanitizer=_Styles(allowed_css_properties=STYLES),
        strip_comments=True,
    )


def _allowed(tag: str, name: str, value: str) -> bool:
    if tag in MATHEMATICS:
        return name in MATHEMATICS[tag] and (name not in SIZES or SMALL.fullmatch(value) is not None)
    if tag == "img" and name == "src":
        return PICTURE.fullmatch(value) is not None
    if name == "href":
        return re.match(r"(?:https?://|mailto:|#)", value) is not None
    return name in ATTRIBUTES["*"] or name in ATTRIBUTES.get(tag, ())
