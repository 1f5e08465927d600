"""What a page of feedback may not hold, told by a parser of HTML as browsers have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from bleach._vendor import html5lib

__all__ = ["CONTROL", "unsafe_parts"]

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What steers a terminal, or turns the direction of writing. The end of a line may be a carriage return."""

FORBIDDEN = {
    "script", "iframe", "frame", "object", "embed", "applet", "base", "form", "input", "button", "link", "video",
    "audio", "source", "svg", "template", "noscript", "animate", "mglyph",
}  # fmt: skip
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "background", "srcset", "cite"}
HARMLESS_ADDRESS = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
UNSAFE_STYLE = re.compile(
    r"url\(|expression|position\s*:|javascript|margin[^;]*-\s*[\d.]|vertical-align\s*:[^;]*\d|calc\(", re.IGNORECASE
)
"""What loads or runs, and what lets a box lie over another."""
PICTURE = re.compile(r"data:image/[a-z+]+;base64,[A-Za-z0-9+/=\s]*")


def unsafe_parts(html: str) -> list[str]:
    """All that runs, loads or covers: empty for a page that is safe. Our own style sheets and policy are left out."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    body = set(page.find("body").iter())
    found = [part for tag in page.iter() if isinstance(tag.tag, str) for part in _unsafe(tag, tag in body)]
    policies = [tag.get("content") for tag in page.iter("meta") if _about(tag) == "content-security-policy"]
    if len(policies) != 1 or "default-src 'none'" not in policies[0]:
        found.append("there is no policy")
    return found


def _unsafe(tag: Element, in_body: bool) -> Iterator[str]:
    name = _local(tag.tag)
    if name in FORBIDDEN or (name == "style" and in_body):
        yield f"<{name}>"
    if name == "meta" and _about(tag) not in ("", "content-security-policy", "x-ua-compatible"):
        yield f"<meta http-equiv={_about(tag)}>"
    for key, text in tag.attrib.items():
        attribute = _local(key)
        if attribute.startswith("on") or attribute == "srcdoc":
            yield f"<{name} {attribute}>"
        if attribute in ADDRESSES and not _harmless(name, text):
            yield f"<{name} {attribute}={text[:60]!r}>"
        if attribute == "style" and UNSAFE_STYLE.search(text):
            yield f"<{name} style={text[:60]!r}>"


def _local(name: str) -> str:
    """Without the namespace, in small letters."""
    return name.rpartition("}")[2].rpartition(":")[2].lower()


def _about(tag: Element) -> str:
    return tag.get("http-equiv", "").lower()


def _harmless(tag: str, address: str) -> bool:
    return PICTURE.fullmatch(address) is not None if tag == "img" else HARMLESS_ADDRESS.match(address) is not None
