"""What a page of feedback may not hold, told by a parser of HTML as browsers have it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

__all__ = ["CONTROL", "unsafe_parts"]

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What steers a terminal, or turns the direction of writing. The end of a line may be a carriage return."""

FORBIDDEN = {
    "script", "iframe", "frame", "object", "embed", "applet", "base", "form", "input", "button", "link", "video", "audio",
    "source", "svg", "template", "noscript", "animate", "mglyph",
}  # fmt: skip
ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "background", "srcset", "cite"}
HARMLESS_ADDRESS = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
PICTURE = re.compile(r"data:image/[a-z+]+;base64,[A-Za-z0-9+/=\s]*")


def unsafe_parts(html: str) -> list[str]:
    """All that runs, loads or covers: empty for a page that is safe. Our own style sheets and policy are passed over."""
    page = BeautifulSoup(html, "html5lib")
    found = [part for tag in page.find_all(True) for part in _unsafe(tag)]
    policies = [tag for tag in page.find_all("meta") if tag.get("http-equiv", "").lower() == "content-security-policy"]
    if len(policies) != 1 or "default-src 'none'" not in policies[0]["content"]:
        found.append("there is no policy")
    return found


def _unsafe(tag: Tag) -> Iterator[str]:
    if tag.name in FORBIDDEN or (tag.name == "style" and tag.find_parent("body")):
        yield f"<{tag.name}>"
    if tag.name == "meta" and tag.get("http-equiv", "").lower() not in (
        "",
        "content-security-policy",
        "x-ua-compatible",
    ):
        yield str(tag)[:100]
    for name, value in tag.attrs.items():
        text = " ".join(value) if isinstance(value, list) else str(value)
        if name.lower().startswith("on") or name.lower() == "srcdoc":
            yield f"<{tag.name} {name}>"
        if name.lower() in ADDRESSES and not _harmless(tag.name, text):
            yield f"<{tag.name} {name}={text[:60]!r}>"
        if name == "style" and re.search(r"url\(|expression|position\s*:|javascript", text, re.IGNORECASE):
            yield f"<{tag.name} style={text[:60]!r}>"


def _harmless(tag: str, address: str) -> bool:
    return PICTURE.fullmatch(address) is not None if tag == "img" else HARMLESS_ADDRESS.match(address) is not None
