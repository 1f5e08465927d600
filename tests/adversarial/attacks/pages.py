"""HTML, JavaScript, formulas and terminal codes for those who look at the results."""

# ruff: noqa: E501 - what an attack writes is as long as it is

from __future__ import annotations

from typing import Any

from tests.adversarial.attack import Attack, Notebook, family
from tests.adversarial.submissions import cell

SCRIPT = "<script>alert(1)</script>"
HTML = [
    SCRIPT,
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java\\tscript:alert(1)'>x</a>",
    "<a href=' &#x6A;avascript:alert(1)'>x</a>",
    "<iframe srcdoc='<script>1</script>'></iframe>",
    "<object data='data:text/html,<script>1</script>'></object>",
    "<embed src='javascript:1'>",
    "<base href='http://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>",
    "<form action='http://evil.example/'><input name=a></form>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<div style='background:url(javascript:alert(1));position:fixed;top:0;width:100%;height:100%'>covered</div>",
    "<div style='margin-top:-2000px;height:2000px;background-color:#fff'>Score: 8.0 / 8.0</div>",
    "<span style='vertical-align:900px;font-size:90px;background-color:#fff'>covered</span>",
    "<div style='margin:calc(0px - 900px) 0 0 0'>covered</div>",
    "<img src='http://evil.example/?seen'>",
    "<video src=x onerror=alert(1)></video>",
    "<details open ontoggle=alert(1)>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<SCRIPT SRC=//evil.example></SCRIPT>",
    "<!--><script>alert(1)</script>-->",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<a href='data:text/html,<script>1</script>'>x</a>",
    "<math href='javascript:alert(1)'><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "</div></div></body></html><script>alert(1)</script>",
    "<template><script>alert(1)</script></template>",
    "<button formaction='javascript:alert(1)'>x</button>",
    "<p onmouseover=alert(1)>x</p>",
]
MARKDOWN = "\n\n".join(
    [
        *(html.replace("\\t", "\t") for html in HTML),
        "[x](javascript:alert(1))",
        "[x](<java\nscript:alert(1)>)",
        "![x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n[x]",
        "![x](http://evil.example/seen.png)",
        "![p](/etc/passwd)",
        "![p](../../gradebook.db)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        '[x](http://a "onmouseover=alert(1)")',
        '![x"onerror="alert(1)](attachment:x)',
        "`<script>`",
        "```html\n<script>alert(1)</script>\n```",
        "| <script>alert(1)</script> |\n|---|\n| x |",
    ]
)
FORMULAS = "\n\n".join(
    [
        r"$\href{javascript:alert(1)}{x}$",
        r"$$\href{javascript:alert(1)}{x}$$",
        r"$\url{javascript:alert(1)}$",
        r"$\require{html}\cssId{x}{y}$",
        r"$\style{position:fixed;top:0}{x}$",
        r"$\class{evil}{x}$",
        r"$\unicode{x3c}script\unicode{x3e}$",
        r"$\def\x{\x\x}\x$",
        r"$</script><script>alert(1)</script>$",
        r"$\text{<img src=x onerror=alert(1)>}$",
        r"\begin{equation}<script>alert(1)</script>\end{equation}",
        r"$\rule{1000em}{1000em}$",
        r"$\htmlData{x=javascript:alert(1)}{y}$",
        r"$\color{red;background:url(javascript:1)}{x}$",
        "$" + "{" * 500 + "}" * 500 + "$",
    ]
)
ANSI = r"\x1b[2J\x1b]0;owned\x07\x1b]8;;javascript:alert(1)\x1b\\x\x1b]8;;\x1b\\\x9b31m\x00\r\x08\x7f\u202e\u2066"


def show(kind: str, content: str) -> str:
    """Code that shows this content as an output of this kind."""
    return f"get_ipython().display_pub.publish({{{kind!r}: {content}, 'text/plain': 'x'}})\n"


def markdown_cell(source: str) -> Any:
    """Add a cell of text."""
    return lambda notebook: notebook["cells"].append({"cell_type": "markdown", "source": source, "metadata": {}})


def attachments(notebook: Notebook) -> None:
    """Paste programs in as pictures."""
    essay = cell(notebook, "essay")
    essay["source"] = "![a](attachment:a.svg) ![b](attachment:b.png) ![c](attachment:c)"
    essay["attachments"] = {
        "a.svg": {"image/svg+xml": "<svg onload=alert(1)>"}, "b.png": {"image/png": '"><script>alert(1)</script>'},
        "c": {"text/html": SCRIPT, 'image/png" onerror="alert(1)': "AAAA"}, '"><script>': {"image/png": "AAAA"},
    }  # fmt: skip


ATTACKS = family(
    "pages",
    Attack(
        "html_output",
        "shows HTML that runs, loads or covers",
        late="".join(show("text/html", repr(html)) for html in HTML),
    ),
    Attack(
        "javascript_output",
        "shows JavaScript",
        late=show("application/javascript", "'alert(1)'")
        + show("text/javascript", "'alert(1)'")
        + "from IPython.display import Javascript, IFrame\ndisplay(Javascript('alert(1)'))\ndisplay(IFrame('javascript:alert(1)', 9, 9))",
    ),
    Attack(
        "svg_output",
        "shows a drawing that runs",
        late=show(
            "image/svg+xml",
            repr(
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script><a href='javascript:1'>x</a></svg>"
            ),
        ),
    ),
    Attack("markdown_output", "shows Markdown that runs", late=show("text/markdown", repr(MARKDOWN))),
    Attack(
        "latex_output",
        "shows formulas that run",
        late=show("text/latex", repr(FORMULAS)) + show("text/markdown", repr(FORMULAS)),
    ),
    Attack(
        "picture_output",
        "shows pictures whose data and sizes break out of their tag",
        late=r"""
publish = get_ipython().display_pub.publish
publish({"image/png": '"><script>alert(1)</script>'}, metadata={"image/png": {"width": '1" onerror="alert(1)', "alt": '"><script>'}})
publish({"image/jpeg": "x' onerror='alert(1)"}, metadata={"width": "<script>"})
publish({"image/gif": "javascript:alert(1)", "application/pdf": "JVBERi0="})
""",
    ),
    Attack(
        "widget_output",
        "shows widgets, whose state is a program",
        late=show(
            "application/vnd.jupyter.widget-view+json",
            "{'model_id': '</script><script>alert(1)</script>', 'version_major': 2}",
        )
        + show("application/json", "{'x': '</script><script>alert(1)</script>'}")
        + show("application/vnd.plotly.v1+json", "{'data': []}"),
    ),
    Attack(
        "widget_state",
        "brings the state of widgets in the notebook's metadata",
        edit=lambda notebook: notebook["metadata"].update(
            widgets={
                "application/vnd.jupyter.widget-state+json": {"state": {"</script><script>alert(1)</script>": {}}}
            },
            title=SCRIPT,
            authors=[{"name": SCRIPT}],
        ),
    ),
    Attack(
        "kinds_of_output",
        "gives outputs kinds that are programs",
        late=show('text/html"><script>alert(1)</script>', "'x'") + show("<script>", "'x'"),
    ),
    Attack(
        "stream_output",
        "prints HTML and terminal codes",
        late=f"print({ANSI!r}.encode().decode('unicode_escape') + '{SCRIPT}')\n"
        f"print('{SCRIPT}', file=sys.stderr)\nsys.stdout.name = '<script>'",
    ),
    Attack(
        "exception_output",
        "raises exceptions that are programs",
        late=f"raise type('{SCRIPT}', (Exception,), {{}})('{SCRIPT}' + '{ANSI}')",
    ),
    Attack(
        "exception_in_call",
        "raises exceptions that are programs while it is judged",
        spares=True,
        status="raised",
        answer=f"def distance(a, b):\n    raise type('{SCRIPT}', (Exception,), {{}})('{SCRIPT}' + '{ANSI}')  # {SCRIPT}",
    ),
    Attack(
        "value_in_card",
        "returns texts that are programs",
        spares=True,
        status="wrong",
        answer=f"def distance(a, b):\n    return '{SCRIPT}<img src=x onerror=alert(1)>' + '{ANSI}'",
    ),
    Attack(
        "type_in_card",
        "returns an object whose type is a program",
        spares=True,
        status="wrong",
        answer=f"Evil = type('{SCRIPT}', (), {{'__repr__': lambda self: '{ANSI}{SCRIPT}'}})\ndef distance(a, b):\n    return Evil()",
    ),
    Attack("essay_html", "writes an essay of HTML", essay=MARKDOWN),
    Attack("essay_formulas", "writes an essay of formulas that run", essay=FORMULAS),
    Attack("essay_terminal", "writes an essay of terminal codes", essay=ANSI.encode().decode("unicode_escape")),
    Attack("text_cell", "adds a cell of text that runs", edit=markdown_cell(MARKDOWN + "\n\n" + FORMULAS)),
    Attack(
        "source_html",
        "writes HTML into the source of its answers",
        answer=f"# </pre></div>{SCRIPT}\ndef distance(a, b):\n    return '{SCRIPT}'",
    ),
    Attack("attachments", "pastes programs in as pictures", edit=attachments),
    Attack("slow_markdown_quotes", "writes an essay that is quoted thousands of times", essay=">" * 5000 + " x"),
    Attack("slow_markdown_brackets", "writes an essay of opening brackets", essay="[" * 20_000),
    Attack("slow_markdown_stars", "writes an essay of stars", essay="*a **b " * 10_000),
    Attack(
        "slow_markdown_lists",
        "writes an essay of lists in lists",
        essay="\n".join("  " * n + "- x" for n in range(1000)),
    ),
    Attack("slow_markdown_links", "writes an essay of links that never end", essay="[a](" * 20_000),
    Attack("slow_markdown_backticks", "writes an essay of backticks", essay="".join("`" * n + " " for n in range(500))),
    Attack("slow_formulas", "writes an essay of dollar signs", essay="$a" * 20_000 + "$$" * 5000),
    Attack("slow_html", "writes an essay of tags that are never closed", essay="<div>" * 20_000),
    Attack(
        "deep_html_output",
        "shows tags that are never closed",
        late=show("text/html", "'<b>' * 20_000") + show("text/html", "'<table>' * 20_000"),
    ),
    Attack("slow_terminal_codes", "prints a megabyte of colours", late=r"print('\x1b[31mx' * 150_000)"),
)
