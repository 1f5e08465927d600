"""Tracing: the attack watches, and changes, what runs beside it."""

from tests.adversarial.attack import Attack, family

ATTACKS = family(
    "tracing",
    Attack(
        "settrace",
        "rewrites the local variables of what carries out the checks' requests",
        late="""
def trace(frame, event, argument):
    for name in ("value", "answer", "found"):
        if name in frame.f_locals:
            frame.f_locals[name] = torch.tensor(1.0)
    return trace
threading.settrace(trace)
sys.settrace(trace)
frame = sys._getframe()
while frame:
    frame.f_trace = trace
    frame = frame.f_back
""",
    ),
    Attack(
        "setprofile",
        "patches the encoder in the instant in which it is called",
        late="""
def profile(frame, event, argument):
    if frame.f_code.co_name == "node" and event == "call":
        frame.f_globals["_TORCH_TYPES"] = {}
        frame.f_locals["value"] = 1.0
sys.setprofile(profile)
""",
    ),
    Attack(
        "audit_hook",
        "forbids everything that the worker does from now on",
        late="""
def forbid(event, arguments):
    if event in ("exec", "compile", "open", "socket.sendmsg", "os.fork"):
        raise RuntimeError(event)
sys.addaudithook(forbid)
""",
    ),
    Attack(
        "sees_probes",
        "takes the sources of hidden probes and their inputs, and shows them",
        secret="SEEN-HIDDEN",
        late="""
seen = []
def trace(frame, event, argument):
    if frame.f_code.co_name == "_probe" and event == "call":
        seen.append(str(frame.f_locals)[:400])
    return trace
sys.settrace(trace)
class Affine(torch.nn.Module):
    def __init__(self, n_in, n_out):
        raise RuntimeError("SEEN" "-HIDDEN" if n_in == 7 else f"{n_in}", seen)
""",
    ),
    Attack(
        "faulthandler",
        "dumps what all threads do into a file each second",
        cell="""
import faulthandler
faulthandler.dump_traceback_later(0.1, repeat=True, file=open("dump.txt", "w"))
faulthandler.dump_traceback(all_threads=True, file=open("all.txt", "w"))
show("all.txt")
""",
    ),
)
