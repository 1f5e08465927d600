"""Import tricks: files and hooks that put another module in the place of the right one."""

from pathlib import Path

from tests.adversarial.attack import Attack, family
from tests.adversarial.places import Places

PASSES = "def __getattr__(name):\n    return lambda *a, **k: True\n"
CHECKS = '''
import pytest
from underhood.checking import exercise

@exercise("distance", points=3)
def test_distance(student):
    """everything is right"""
'''
PLUGIN = """
import pytest

@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item):
    return True

def pytest_collection_modifyitems(items):
    items.clear()
"""


def beside(**files: str):  # type: ignore[no-untyped-def]
    """Lay these files beside the notebook; `__` in a name stands for a slash, `_DOT_` for a dot."""

    def lay(folder: Path, places: Places) -> None:
        for name, content in files.items():
            path = folder / name.replace("__", "/").replace("_DOT_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)

    return lay


ATTACKS = family(
    "imports",
    Attack(
        "meta_path",
        "gives whoever imports the checks a module of its own",
        cell="""
import importlib.abc, importlib.util
class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path, target=None):
        if name.split(".")[-1] in ("checks", "hidden_checks", "probes", "verdict"):
            return importlib.util.spec_from_loader(name, self)
    def exec_module(self, module):
        module.__getattr__ = lambda name: (lambda *a, **k: True)
sys.meta_path.insert(0, Finder())
for name in [name for name in sys.modules if name.startswith("underhood.checking")]:
    del sys.modules[name]
""",
    ),
    Attack(
        "shadow_torch",
        "lays a torch, a numpy and a msgpack beside the notebook",
        files=beside(
            torch_DOT_py=PASSES, numpy_DOT_py=PASSES, msgpack_DOT_py=PASSES, random_DOT_py=PASSES, socket_DOT_py=PASSES
        ),
    ),
    Attack(
        "shadow_underhood",
        "lays an underhood and an autograder beside the notebook",
        files=beside(
            underhood____init___DOT_py=PASSES, autograder____init___DOT_py=PASSES, autograder__worker_DOT_py=PASSES
        ),
    ),
    Attack(
        "sitecustomize",
        "lays modules that Python imports when it starts",
        files=beside(
            sitecustomize_DOT_py="import os; os._exit(0)",
            usercustomize_DOT_py="import os; os._exit(0)",
            attack_DOT_pth="import os; os._exit(0)",
        ),
    ),
    Attack(
        "conftest",
        "lays a conftest.py that makes all checks pass",
        files=beside(
            conftest_DOT_py=PLUGIN,
            pytest_DOT_ini="[pytest]\naddopts = -k nothing\n",
            pyproject_DOT_toml='[tool.pytest.ini_options]\naddopts = ["-p", "conftest"]\n',
        ),
    ),
    Attack(
        "own_checks",
        "brings checks and hidden checks of its own",
        files=beside(checks_DOT_py=CHECKS, hidden_checks_DOT_py=CHECKS, hints_DOT_toml="distance = []"),
    ),
    Attack(
        "config",
        "brings settings for nbgrader, Jupyter and IPython",
        files=beside(
            nbgrader_config_DOT_py="raise SystemExit(0)",
            jupyter_config_DOT_py="raise SystemExit(0)",
            _DOT_ipython__profile_default__startup__00_DOT_py="import os; os._exit(0)",
            _DOT_jupyter__nbgrader_config_DOT_py="raise SystemExit(0)",
        ),
    ),
    Attack(
        "bytecode",
        "lays compiled modules that hold something else than their sources",
        files=beside(
            **{"__pycache____helper_DOT_cpython-311_DOT_pyc": "no bytecode", "helper_DOT_py": "import os\nos._exit(0)"}
        ),
        late="import helper",
    ),
    Attack(
        "imports_checks",
        "imports the checks from where they lie",
        cell="""
for folder in (COURSE + "/solutions/three_tasks", COURSE + "/assignments/three_tasks", "."):
    sys.path.insert(0, folder)
    for name in ("hidden_checks", "checks"):
        module = attempt(__import__, name)
        if module:
            print(inspect.getsource(module))
sys.path_importer_cache.clear()
""",
    ),
    Attack(
        "reload",
        "imports the course's modules anew after it has changed them",
        late="""
import importlib, underhood.checking.values as values, underhood.checking.side as side
values.MAX_BYTES = values.MAX_DEPTH = 10**12
for module in (values, side):
    attempt(importlib.reload, module)
""",
    ),
    Attack(
        "native_library",
        "loads a library of its own into the process",
        cell="""
with open("evil.so", "wb") as file:
    file.write(b"\\x7fELF" + bytes(1000))
attempt(ctypes.CDLL, os.path.abspath("evil.so"))
os.environ["LD_PRELOAD"] = os.path.abspath("evil.so")
""",
    ),
)
