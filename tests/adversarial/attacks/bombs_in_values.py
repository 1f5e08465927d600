"""Answers that cost their reader dearly."""

from tests.adversarial.attack import Attack, family


def returns(value: str, before: str = "") -> str:
    """An answer that returns this."""
    return f"{before}\ndef distance(a, b):\n    return {value}"


NESTED = """
def nested(depth, kind=list):
    value = kind()
    for _ in range(depth):
        value = kind([value])
    return value
"""
CYCLE = "cycle = [1]\ncycle.append(cycle)\ncycle.append({'again': cycle})"
REPR = """
class Repr:
    def __repr__(self):
        return '\\x1b[31m<script>' + 'x' * 10**8
class Hangs:
    def __repr__(self):
        while True: pass
class Raises:
    def __repr__(self):
        raise SystemExit(0)
"""
REDUCE = """
import os
class Reduce:
    def __reduce__(self):
        return (os.system, ("touch " + COURSE + "/" + MARKER,))
    __getstate__ = __reduce_ex__ = lambda self, *a: self.__reduce__()
"""
EXCEPTIONS = """
class Raises(Exception):
    def __str__(self):
        raise self
class Hangs(Exception):
    def __str__(self):
        while True: pass
class Exits(Exception):
    def __str__(self):
        raise SystemExit(0)
Named = type("<script>alert(1)</script>\\x1b[2J" + "x" * 10**6, (Exception,), {})
"""


def raises(value: str) -> str:
    """An answer that raises this."""
    return f"{EXCEPTIONS}\ndef distance(a, b):\n    raise {value}"


REFUSED = {"spares": True, "status": "wrong"}
BROKEN = {"spares": True, "status": "wrong|raised|timed out"}

ATTACKS = [
    *family(
        "bombs_in_values",
        Attack(
            "reduce",
            "would run a program when it is unpickled",
            answer=returns("Reduce()", REDUCE),
            spares=True,
            status="wrong",
        ),
        Attack("deep_list", "is a list a hundred thousand deep", answer=returns("nested(10**5)", NESTED), **BROKEN),
        Attack(
            "deep_tuple", "is a tuple in a tuple, just too deep", answer=returns("nested(30, tuple)", NESTED), **REFUSED
        ),
        Attack("cycle", "is a list that holds itself", answer=returns("cycle", CYCLE), **REFUSED),
        Attack(
            "expanded_tensor",
            "is one number that claims to be a billion",
            answer=returns("torch.zeros(1).expand(10**9)"),
            **REFUSED,
        ),
        Attack(
            "many_times",
            "is one large tensor a thousand times",
            answer=returns("[torch.zeros(2**20)] * 1000"),
            **REFUSED,
        ),
        Attack(
            "large_tensor",
            "is a tensor just as large as may cross",
            answer=returns("torch.zeros(15 * 2**20)"),
            **REFUSED,
        ),
        Attack(
            "large_wrong_numbers",
            "is a large tensor full of nan and infinity",
            answer=returns("torch.full((12 * 2**20,), float('inf'))"),
            **REFUSED,
        ),
        Attack("huge_int", "is a whole number of a million digits", answer=returns("1 << 3_000_000"), **REFUSED),
        Attack(
            "many_keys",
            "is a dict of a hundred thousand keys",
            answer=returns("dict.fromkeys(range(10**5))"),
            **REFUSED,
        ),
        Attack(
            "colliding_keys",
            "is a dict whose keys have one hash",
            answer=returns("dict.fromkeys(n * (2**61 - 1) for n in range(9000))"),
            **BROKEN,
        ),
        Attack("long_text", "is a text of a hundred million characters", answer=returns("'x' * 10**8"), **REFUSED),
        Attack(
            "shape_bomb",
            "has no number, and an endless shape",
            answer=returns("torch.zeros(0).reshape(0, 2**31, 2**31)"),
            **BROKEN,
        ),
        Attack(
            "odd_layouts",
            "is sparse, and elsewhere",
            answer=returns(
                "torch.sparse_coo_tensor([[0]], [1.0], (2**40,)) if len(a) == 3 else torch.empty(2**40, device='meta')"
            ),
            **REFUSED,
        ),
        Attack(
            "tensor_keys",
            "is a dict whose keys are tensors and nan",
            answer=returns("{float('nan'): 1, a: 2, b: {a: b}}"),
            **BROKEN,
        ),
        Attack("many_items", "is a list of a million lists", answer=returns("[[] for _ in range(10**6)]"), **BROKEN),
        Attack(
            "endless_iterator",
            "is a list without an end",
            answer=returns(
                "Endless()",
                """
class Endless(list):
    def __iter__(self):
        while True:
            yield self
    def __len__(self):
        return 2**62
""",
            ),
            **BROKEN,
        ),
        Attack("endless_generator", "is a generator without an end", answer=returns("iter(int, 1)"), **REFUSED),
        Attack(
            "half_characters",
            "is a text of half characters, control characters and NUL",
            answer=returns("chr(0xd800) * 100 + chr(0) * 100 + chr(27) + '[2J' + chr(0x202e)"),
            **REFUSED,
        ),
    ),
    *family(
        "slow_judge",
        Attack(
            "huge_repr", "prints as a hundred megabytes of terminal codes", answer=returns("Repr()", REPR), **BROKEN
        ),
        Attack("hanging_repr", "never ends to print", answer=returns("Hangs()", REPR), spares=True, status="timed out"),
        Attack("raising_repr", "ends Python when it is printed", answer=returns("Raises()", REPR), **BROKEN),
        Attack(
            "huge_message",
            "raises with a message of a hundred million characters",
            answer=raises("ValueError('x' * 10**8)"),
            spares=True,
            status="raised",
        ),
        Attack(
            "raising_message",
            "raises what raises when it is read",
            answer=raises("Raises()"),
            spares=True,
            status="raised|timed out",
        ),
        Attack(
            "hanging_message",
            "raises what hangs when it is read",
            answer=raises("Hangs()"),
            spares=True,
            status="raised|timed out",
        ),
        Attack(
            "exiting_message",
            "raises what ends Python when it is read",
            answer=raises("Exits()"),
            spares=True,
            status="raised",
        ),
        Attack(
            "hanging_message_in_cell",
            "raises, in a cell, what hangs when it is read",
            late=EXCEPTIONS + "raise Hangs()",
        ),
        Attack(
            "exiting_message_in_cell",
            "raises, in a cell, what ends Python when it is read",
            late=EXCEPTIONS + "raise Exits()",
        ),
        Attack(
            "named_exception",
            "raises an exception with a program for a name",
            answer=raises("Named('<b>')"),
            spares=True,
            status="raised",
        ),
        Attack(
            "long_chain",
            "raises an exception with ten thousand causes",
            spares=True,
            status="raised|timed out",
            answer="""
def distance(a, b):
    error = None
    for number in range(10_000):
        after = ValueError(number)
        after.__cause__ = error
        error = after
    raise error
""",
        ),
        Attack(
            "endless_recursion",
            "recurs until Python gives up, with a limit of its own",
            spares=True,
            status="raised|timed out",
            answer="""
import sys
def distance(a, b):
    sys.setrecursionlimit(10**9)
    return distance(a, b)
""",
        ),
        Attack(
            "source_of_megabytes",
            "is a source of five megabytes",
            answer="def distance(a, b):\n    return 0.0\n" + "#" * 5_000_000,
        ),
        Attack(
            "source_of_brackets",
            "is a source that a parser cannot stand",
            answer="distance = " + "(" * 5000 + ")" * 5000,
        ),
        Attack(
            "many_own_cells",
            "adds a thousand cells",
            edit=lambda notebook: notebook["cells"].extend(
                {"cell_type": "code", "source": f"x{n} = {n}", "metadata": {}, "outputs": []} for n in range(1000)
            ),
        ),
    ),
]
