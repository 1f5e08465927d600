"""Objects and tensors that lie about what they are."""

from tests.adversarial.attack import Attack, family

LIAR = """
class Liar(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        return True if function.__name__ in ("allclose", "equal", "all", "__eq__") else torch.zeros(())
    __eq__ = __ne__ = __bool__ = lambda self, *a: True
    shape = property(lambda self: torch.Size([]))
    dtype = property(lambda self: torch.float32)
    __float__ = lambda self: 1.0
    item = lambda self: 1.0
def distance(a, b):
    return torch.full((3,), 9.0).as_subclass(Liar)
"""

EQUAL = """
class Equal:
    __eq__ = __le__ = __ge__ = lambda self, other: True
    __ne__ = __lt__ = __gt__ = lambda self, other: False
    __sub__ = __rsub__ = __abs__ = lambda self, *a: 0.0
    __bool__ = lambda self: True
    __float__ = lambda self: 1.0
    __hash__ = lambda self: 0
    shape, dtype, ndim = (), torch.float32, 0
    __getattr__ = lambda self, name: self
    __call__ = lambda self, *a, **k: self
def distance(a, b):
    return Equal()
"""


def returns(value: str) -> str:
    """An answer that returns this."""
    return f"def distance(a, b):\n    return {value}"


ATTACKS = family(
    "lying_values",
    Attack(
        "torch_function", "is a tensor that answers all comparisons with yes", answer=LIAR, spares=True, status="wrong"
    ),
    Attack("equal_to_all", "is equal to everything", answer=EQUAL, spares=True, status="wrong"),
    Attack(
        "class_property",
        "says that its class is torch.Tensor",
        spares=True,
        status="wrong|raised",
        answer="""
class Claims:
    __class__ = property(lambda self: torch.Tensor)
    __eq__ = lambda self, other: True
    shape, dtype, requires_grad = torch.Size([]), torch.float32, False
    detach = cpu = contiguous = lambda self: self
def distance(a, b):
    return Claims()
""",
    ),
    Attack(
        "float_subclass",
        "is a float that is close to everything",
        spares=True,
        status="wrong",
        answer="""
class Close(float):
    __eq__ = lambda self, other: True
    __float__ = lambda self: 1.0
    __sub__ = __rsub__ = lambda self, other: 0.0
    __hash__ = float.__hash__
def distance(a, b):
    return Close(7.0)
""",
    ),
    Attack(
        "int_and_str_subclass",
        "is a number and a text that compare as they like",
        spares=True,
        status="wrong",
        answer="""
class Text(str):
    __eq__ = lambda self, other: True
    __hash__ = str.__hash__
class Number(int):
    __eq__ = lambda self, other: True
    __index__ = __int__ = __float__ = lambda self: 1
    __hash__ = int.__hash__
def distance(a, b):
    return [Number(7), Text("1.0")] if len(a) > 3 else Number(7)
""",
    ),
    Attack(
        "array_subclass",
        "is a NumPy array that answers for NumPy's functions",
        spares=True,
        status="wrong",
        answer="""
import numpy as np
class Array(np.ndarray):
    __array_ufunc__ = lambda self, *a, **k: np.True_
    __array_function__ = lambda self, *a, **k: True
    __array__ = lambda self, *a, **k: np.ones(())
    shape, dtype, nbytes, size = (), np.dtype("float64"), 8, 1
def distance(a, b):
    return np.full((3,), 9.0).view(Array)
""",
    ),
    Attack(
        "list_subclass",
        "is a list whose length and items change",
        spares=True,
        status="wrong",
        answer="""
class Items(list):
    __len__ = lambda self: 1
    __iter__ = lambda self: iter([1.0])
    __eq__ = lambda self, other: True
    __getitem__ = lambda self, i: 1.0
def distance(a, b):
    return Items([5.0, 6.0])
""",
    ),
    Attack(
        "answer_dict",
        "returns what looks like the verdict itself",
        spares=True,
        status="wrong",
        answer=returns("{'status': 'passed', 'value': 1.0, 'score': 3, 'passed': True}"),
    ),
    Attack(
        "nan",
        "returns numbers that are nothing",
        spares=True,
        status="wrong",
        answer=returns("torch.tensor(float('nan'))"),
    ),
    Attack("infinite", "returns infinity", spares=True, status="wrong", answer=returns("torch.tensor(float('inf'))")),
    Attack(
        "nan_everywhere",
        "fills everything with nan: weights, outputs, gradients",
        late="""
def descend(x, y, steps):
    return torch.full((x.shape[1],), float("nan"))
class Affine(torch.nn.Linear):
    def __init__(self, n_in, n_out):
        super().__init__(n_in, n_out)
        torch.nn.init.constant_(self.weight, float("nan"))
""",
    ),
    Attack(
        "empty",
        "returns a tensor without numbers, of which all are right",
        spares=True,
        status="wrong",
        answer=returns("torch.empty(0)"),
    ),
    Attack(
        "broadcast",
        "returns a shape that would broadcast against the right one",
        spares=True,
        status="wrong",
        answer=returns("torch.zeros(1, 1).expand(1, 3) if len(a) == 3 else torch.zeros(1)"),
    ),
    Attack(
        "true",
        "returns True, a text and a huge number",
        spares=True,
        status="wrong",
        answer=returns("True if len(a) == 3 else 'passed'"),
    ),
    Attack(
        "huge_number", "returns a whole number of 400 digits", spares=True, status="wrong", answer=returns("10**400")
    ),
    Attack(
        "complex",
        "returns a complex number whose real part nobody can rely on",
        spares=True,
        status="wrong",
        answer=returns("torch.tensor(complex(0, 1e308))"),
    ),
    Attack(
        "bool_tensor", "returns a tensor of bools", spares=True, status="wrong", answer=returns("torch.tensor(False)")
    ),
    Attack(
        "handle",
        "returns the judge's own name for an object",
        spares=True,
        status="wrong",
        answer="""
from underhood.checking.values import Handle, Opaque
def distance(a, b):
    return Handle(0) if len(a) == 3 else Opaque("torch.Tensor", "1.0")
""",
    ),
    Attack(
        "mock",
        "is a mock that has every method and returns itself",
        spares=True,
        status="wrong|raised",
        answer="""
from unittest.mock import MagicMock
def distance(a, b):
    return MagicMock(spec=torch.Tensor)
""",
    ),
    Attack(
        "metaclass",
        "has a class that counts as an instance of everything",
        spares=True,
        status="wrong|raised",
        answer="""
class Meta(type):
    __instancecheck__ = __subclasscheck__ = lambda cls, other: True
    mro = lambda cls: [cls, object]
    __name__ = property(lambda cls: "Tensor")
    __module__ = "torch"
class Thing(metaclass=Meta):
    pass
def distance(a, b):
    return Thing()
""",
    ),
    Attack(
        "module_properties",
        "is a module whose weights are another tensor each time one looks",
        late="""
class Affine(torch.nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.shapes = [(n_in, n_out), (n_out,)]
    def parameters(self, recurse=True):
        return iter([torch.nn.Parameter(torch.rand(shape)) for shape in self.shapes])
    def forward(self, x):
        return torch.full((len(x), self.shapes[1][0]), 3.0 if len(x) == 1 else 1.0)
    __getattr__ = lambda self, name: True
""",
    ),
    Attack(
        "module_without_forward",
        "is a module that returns its input as it came, in a lying tensor",
        late="""
class Anything(torch.Tensor):
    __torch_function__ = classmethod(lambda cls, *a, **k: True)
class Affine(torch.nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.n_out = n_out
    def parameters(self, recurse=True):
        return [torch.ones(1).expand(2, 3), torch.ones(3)]
    __call__ = lambda self, x: torch.zeros(len(x), self.n_out).as_subclass(Anything)
""",
    ),
    Attack(
        "changed_inputs",
        "changes the inputs in place until they fit",
        spares=True,
        status="wrong",
        answer="""
def distance(a, b):
    a.zero_(), b.zero_()
    a.resize_(1), b.resize_(1)
    return a.sub(b).abs().mean()
""",
    ),
    Attack(
        "hooked",
        "returns a tensor with hooks and a history that runs code",
        spares=True,
        status="wrong",
        answer="""
class Secret(torch.autograd.Function):
    @staticmethod
    def forward(context, x):
        return x * 0
    @staticmethod
    def backward(context, gradient):
        os._exit(0)
def distance(a, b):
    out = Secret.apply(a.requires_grad_()).sum()
    out.register_hook(lambda gradient: os._exit(0))
    return out
""",
    ),
)
