"""Speaking to the judge directly: the attack finds the socket, and writes what it likes."""

# ruff: noqa: E501 - what an attack writes is as long as it is

from tests.adversarial.attack import Attack, family

# What the attacks of this family start with.
FIND = """
import gc, os, socket, struct, sys
from autograder.engine.wire import Channel
from underhood.checking.values import encode

def channels():
    return [one for one in gc.get_objects() if type(one) is Channel and one._end.fileno() >= 0]

def send(data):
    for channel in channels():
        channel._end.settimeout(None)
        channel._end.sendall(data)

def frame(nonce, body):
    return struct.pack(">I16s", len(body), nonce) + body

def asked():
    there = sys._getframe()
    while there:
        if "nonce" in there.f_locals and "body" in there.f_locals:
            return there.f_locals["nonce"]
        there = there.f_back
    return bytes(16)
"""


def distance(lines: str) -> str:
    """An answer that does this when it is called."""
    body = "\n".join(f"    {line}" for line in lines.strip().splitlines())
    return f"{FIND}\ndef distance(a, b):\n{body}\n    return a.sum() * 0\n"


def forged(answer: str) -> str:
    """An answer that replies to the request with this expression, then never returns."""
    return distance(f"send(frame(asked(), {answer}))\nwhile True:\n    pass")


ATTACKS = family(
    "wire",
    Attack(
        "stray_frames",
        "writes fifty answers before it is asked",
        spares=True,
        status="wrong|raised",
        answer=distance("for _ in range(50):\n    send(frame(os.urandom(16), encode({'status': 'ok', 'value': 1.0})))"),
    ),
    Attack(
        "flood_of_frames",
        "writes thousands of answers that nobody asked for",
        spares=True,
        status="raised",
        answer=distance(
            "for _ in range(5000):\n    send(frame(os.urandom(16), encode({'status': 'ok', 'value': 1.0})))"
        ),
    ),
    Attack(
        "huge_frame",
        "announces a frame of four gigabytes",
        spares=True,
        status="raised",
        answer=distance("send(b'\\xff' * 20)"),
    ),
    Attack(
        "half_frame",
        "announces a frame, sends half of it and waits",
        spares=True,
        status="timed out",
        answer=distance("send(struct.pack('>I16s', 10**6, asked()) + b'x' * 1000)\nwhile True:\n    pass"),
    ),
    Attack(
        "dripping",
        "sends an endless frame byte by byte",
        spares=True,
        status="timed out",
        answer=distance("""
import signal, time
signal.signal(signal.SIGALRM, signal.SIG_IGN)
send(struct.pack('>I16s', 10**6, asked()))
while True:
    send(b'x')
    time.sleep(0.05)
"""),
    ),
    Attack(
        "forged_pass",
        "answers in the name of the judge that the check has passed",
        spares=True,
        status="wrong",
        answer=forged("encode({'status': 'passed', 'value': True, 'points': 3})"),
    ),
    Attack(
        "forged_twice",
        "answers each request at once, and the next one in advance",
        spares=True,
        status="wrong",
        answer=distance("for _ in range(9):\n    send(frame(asked(), encode({'status': 'ok', 'value': 0.5})))"),
    ),
    Attack(
        "closes",
        "closes the connection",
        spares=True,
        status="raised",
        answer=distance("for channel in channels():\n    channel._end.shutdown(socket.SHUT_RDWR)"),
    ),
    Attack(
        "garbage", "answers with bytes of no meaning", spares=True, status="wrong", answer=forged("os.urandom(1000)")
    ),
    Attack(
        "pickle",
        "answers with a pickle that runs a program when it is read",
        spares=True,
        status="wrong",
        answer=forged("b'\\x80\\x04cos\\nsystem\\n(Vtouch ' + (COURSE + '/' + MARKER).encode() + b'\\ntR.'"),
    ),
    Attack(
        "deep_bytes",
        "answers with a list in a list in a list, a million deep",
        spares=True,
        status="wrong",
        answer=forged("b'\\x91' * 10**6"),
    ),
    Attack(
        "promised_items",
        "announces four billion items",
        spares=True,
        status="wrong",
        answer=forged("b'\\xdd\\xff\\xff\\xff\\xff' * 1000"),
    ),
    Attack(
        "tensor_bomb",
        "announces a tensor of a billion numbers",
        spares=True,
        status="wrong",
        answer=forged("__import__('msgpack').packb(['tensor', 'float32', [10**5, 10**5], b'', False, False])"),
    ),
    Attack(
        "colliding_keys",
        "answers with ten thousand keys of one hash",
        spares=True,
        status="wrong|raised",
        answer=forged(
            "__import__('msgpack').packb(['dict', [x for n in range(9000) for x in (['int', hex(n * (2**61 - 1))], 0)]])"
        ),
    ),
    Attack(
        "status_array",
        "gives a status that is no text, and cannot be compared",
        spares=True,
        status="wrong",
        answer=forged("encode({'status': __import__('numpy').array([1, 2]), 'value': 1.0})"),
    ),
    Attack(
        "status_tensor",
        "gives a tensor for a status, and a list for a message",
        spares=True,
        status="wrong",
        answer=forged("encode({'status': a, 'message': [1], 'value': 1.0})"),
    ),
    Attack(
        "no_value",
        "answers ok, and gives no value",
        spares=True,
        status="wrong",
        answer=forged("encode({'status': 'ok'})"),
    ),
    Attack("not_a_dict", "answers with a list", spares=True, status="wrong", answer=forged("encode(['ok', 1.0])")),
    Attack(
        "forged_account",
        "tells of an exception that has terminal codes for a name",
        spares=True,
        status="raised",
        answer=forged(
            "encode({'status': 'raised', 'type': '\\x1b[2J', 'message': '\\x1b]0;x\\x07' * 50, 'line_number': 2**60, 'line': '\\r\\n'})"
        ),
    ),
    Attack(
        "descriptors",
        "sends hundreds of open files along",
        spares=True,
        status="wrong|raised",
        answer=distance("""
files = [os.open('/dev/null', os.O_RDONLY) for _ in range(200)]
for channel in channels():
    for _ in range(20):
        socket.send_fds(channel._end, [b'x'], files)
"""),
    ),
    Attack(
        "takes_over",
        "answers all orders of the judge by itself from the first cell on",
        cell=FIND
        + """
import struct
def loop(channel):
    channel.reply(asked(), encode({"status": "ok", "outputs": [], "error": "", "message": ""}))
    while True:
        nonce, body = channel.receive()
        channel.reply(nonce, encode({"status": "ok", "value": 1.0, "outputs": []}))
        if body[:1] == b"x":
            pid = os.fork()
            if pid == 0:
                loop(Channel(channel.receive_socket()))
loop(channels()[0])
""",
    ),
    Attack(
        "cell_account",
        "tells of a cell that never ended what no cell can come to",
        cell=FIND
        + """
status = {"status": "passed\\x1b[31m", "error": "x" * 10**6, "message": ["deep"], "outputs": [{"output_type": 1}] * 1000}
send(frame(asked(), encode(status)))
""",
    ),
    Attack(
        "cell_never_answers",
        "ends the connection of the notebook",
        late=FIND
        + """
for channel in channels():
    channel._end.shutdown(socket.SHUT_RDWR)
""",
    ),
    Attack(
        "reads_nothing",
        "stops reading, and fills all buffers",
        late=FIND
        + """
def distance(a, b):
    import signal
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    for channel in channels():
        channel._end.setblocking(False)
        try:
            while True:
                channel._end.send(frame(bytes(16), bytes(60000)))
        except BlockingIOError:
            print("full")
    while True:
        pass
""",
    ),
    Attack(
        "spare_connection",
        "keeps copies of the connection open in another process, which answers later",
        late=FIND
        + """
if os.fork() == 0:
    os.setsid()
    while True:
        for channel in channels():
            attempt(channel._end.sendall, frame(os.urandom(16), encode({"status": "ok", "value": 1.0})))
        time.sleep(0.01)
""",
        dangerous=True,
    ),
    Attack(
        "foreign_descriptors",
        "reads and writes all files that are open",
        cell="""
for number in range(3, 300):
    try:
        print(number, os.readlink(f"/proc/self/fd/{number}"), os.fstat(number))
        print(os.pread(number, 10**6, 0))
    except OSError:
        continue
""",
    ),
)
