"""IPython's hooks: transformers, events, displays, and replies that a kernel would send."""

from tests.adversarial.attack import Attack, family

ATTACKS = family(
    "ipython",
    Attack(
        "input_transformer",
        "rewrites the source of all later cells",
        cell="""
def transform(lines):
    return ["print('6 of 6')\\n"] if any("check" in line for line in lines) else lines
shell = get_ipython()
shell.input_transformers_cleanup.append(transform)
shell.input_transformers_post.append(transform)
""",
    ),
    Attack(
        "ast_transformer",
        "rewrites the syntax tree of all later cells",
        cell="""
import ast
class Rewrites(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.Constant(2.0) if node.value == 0 else node
get_ipython().ast_transformers.append(Rewrites())
""",
    ),
    Attack(
        "events",
        "runs code before and after each cell",
        cell="""
def again(*a):
    globals()["distance"] = lambda a, b: 1.0
    raise RuntimeError("every time")
for name in ("pre_execute", "pre_run_cell", "post_execute", "post_run_cell"):
    get_ipython().events.register(name, again)
""",
    ),
    Attack(
        "run_cell",
        "replaces the shell's run_cell by one that claims success",
        cell="""
shell = get_ipython()
class Result:
    success, result, error_before_exec, error_in_exec, execution_count = True, 6.0, None, None, 1
type(shell).run_cell = shell.run_cell = lambda *a, **k: Result()
""",
    ),
    Attack(
        "published_card",
        "publishes a score card of its own",
        cell="""
from IPython.display import HTML, display
display(HTML('<div class="underhood-card"><b>✓ distance: 3 of 3 points</b></div>'))
get_ipython().display_pub.publish({"text/plain": "passed", "text/html": "<h1>8 of 8</h1>"})
""",
    ),
    Attack(
        "namespace",
        "puts a lying dictionary in the place of the notebook's names",
        late="""
class Names(dict):
    get = lambda self, name, default=None: (lambda *a, **k: torch.tensor(1.0))
    __getitem__ = __missing__ = lambda self, name: (lambda *a, **k: torch.tensor(1.0))
shell = get_ipython()
shell.user_ns = Names(shell.user_ns)
shell.user_module.__dict__.update(distance=lambda a, b: 1.0 * len(a) / 3)
""",
    ),
    Attack(
        "custom_exception",
        "handles all exceptions, so that none is reported",
        cell="""
get_ipython().set_custom_exc((BaseException,), lambda self, *a, **k: None)
get_ipython().showtraceback = lambda *a, **k: None
""",
        answer="raise SystemExit(0)",
    ),
    Attack(
        "kernel_messages",
        "sends replies of a Jupyter kernel by itself, with the kernel's own key",
        cell="""
def forge():
    kernel = get_ipython().kernel
    content = {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}
    kernel.session.send(kernel.iopub_socket, "execute_reply", content)
attempt(forge)
for path in glob.glob("/**/kernel-*.json", recursive=True):
    show(path)
""",
    ),
    Attack(
        "magics",
        "runs shell commands and programs by magic",
        cell="""
get_ipython().system("echo EFF''ECT: > " + COURSE + "/" + MARKER)
attempt(get_ipython().run_cell_magic, "bash", "", "touch " + TMP + "/" + MARKER)
attempt(get_ipython().run_line_magic, "run", COURSE + "/solutions/three_tasks/hidden_checks.py")
attempt(get_ipython().run_line_magic, "writefile", "-a " + COURSE + "/" + MARKER)
""",
    ),
    Attack(
        "displayhook",
        "replaces the hooks that show values and exceptions",
        cell="""
def hook(*a):
    os._exit(0)
sys.displayhook = sys.excepthook = sys.unraisablehook = hook
get_ipython().displayhook.write_format_data = hook
""",
        late="distance",
    ),
    Attack(
        "outputs",
        "puts outputs of its own making into the record of the cell",
        cell="""
record = get_ipython().recorder
record._outputs += [
    {"output_type": "execute_result", "data": {"text/plain": 6.0}, "execution_count": -1, "metadata": {}},
    {"output_type": "display_data", "data": {"text/html": ["<b>", 3]}, "metadata": None},
    {"output_type": "score", "score": 8}, {"name": "x", "output_type": "stream", "text": [["deep"]]}, 7, None,
]
""",
    ),
    Attack(
        "output_of_every_kind",
        "gives outputs keys and values that no notebook knows",
        cell="""
deep = []
for _ in range(500):
    deep = [deep]
get_ipython().display_pub.publish({"text/plain": "x", "application/json": deep, "a/b": 2**70, "c": float("nan")})
get_ipython().display_pub.publish({1: 2}, metadata={"tags": ["remove-cell"], 3: {4}})
get_ipython().display_pub.publish({"text/plain": chr(0xd800), "image/png": b"no picture", "image/svg+xml": 3})
""",
    ),
    Attack(
        "history",
        "reads what was typed into the shell before, by whoever it was",
        cell="""
print(get_ipython().user_ns.get("In"), [*get_ipython().history_manager.get_tail(1000)])
print(os.environ, sys.argv, sys.orig_argv)
""",
    ),
    Attack(
        "check_function",
        "replaces the command check by one that prints full marks",
        cell="""
def check(*a, **k):
    return 3.0
import underhood
underhood.check = underhood.progress = check
""",
    ),
    Attack(
        "stream_objects",
        "keeps the streams, and closes them",
        cell="""
for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__, sys.stdin):
    stream and attempt(stream.close)
class Broken:
    def __getattr__(self, name):
        raise RuntimeError("no stream")
sys.stdout = sys.stderr = Broken()
""",
    ),
)
