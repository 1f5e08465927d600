"""Every way to a network, and to other programs of the host."""

# ruff: noqa: E501 - what an attack writes is as long as it is

from tests.adversarial.attack import Attack, family


def opens(kinds: str, after: str = "pass") -> str:
    """Opens sockets of these (family, type, protocol), each of which must fail."""
    return f"""
for family, kind, protocol in {kinds}:
    opened = attempt(socket.socket, family, kind, protocol)
    if opened is not None:
        effect((family, kind, protocol))
        {after}
"""


ATTACKS = family(
    "network",
    Attack(
        "tcp",
        "connects to a port of this machine",
        cell="""
attempt(lambda: socket.create_connection(("127.0.0.1", PORT), 1).sendall(b"secret"))
attempt(lambda: socket.create_connection(("localhost", PORT), 1))
attempt(lambda: socket.create_connection(("0.0.0.0", PORT), 1))
""",
    ),
    Attack(
        "tcp6",
        "connects by IPv6",
        cell='attempt(lambda: socket.create_connection(("::1", PORT), 1).sendall(b"secret"))',
    ),
    Attack(
        "udp",
        "sends a datagram",
        cell="""
def send():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
        end.sendto(b"secret", ("127.0.0.1", PORT))
attempt(send)
""",
    ),
    Attack(
        "abstract",
        "connects to a Unix socket that has no file",
        cell="""
def send():
    with socket.socket(socket.AF_UNIX) as end:
        end.connect(chr(0) + ABSTRACT)
        end.sendall(b"secret")
attempt(send)
""",
    ),
    Attack(
        "unix_files",
        "connects to the sockets that programs of the host have in files",
        cell="""
for path in ("/run/docker.sock", "/var/run/docker.sock", "/run/dbus/system_bus_socket", "/run/systemd/private",
             "/tmp/.X11-unix/X0", *glob.glob("/run/**/*sock*", recursive=True), *glob.glob("/tmp/**/*sock*", recursive=True)):
    with socket.socket(socket.AF_UNIX) as end:
        try:
            end.connect(path)
            effect(path)
        except OSError:
            continue
""",
    ),
    Attack(
        "internet",
        "opens sockets of the internet's families",
        cell=opens("[(2, 1, 0), (2, 2, 0), (10, 1, 0), (10, 2, 0), (2, 5, 132), (2, 1, 262)]"),
    ),
    Attack(
        "raw",
        "opens raw sockets, of IP and of whole packets",
        cell=opens("[(2, 3, 1), (10, 3, 58), (17, 3, 768), (17, 2, 768), (2, 3, 255)]"),
    ),
    Attack("netlink", "speaks to the kernel by netlink", cell=opens("[(16, 3, number) for number in range(22)]")),
    Attack("vsock", "speaks to the machine that runs this virtual one", cell=opens("[(40, 1, 0), (40, 2, 0)]")),
    Attack("crypto", "opens the kernel's cryptography", cell=opens("[(38, 5, 0)]")),
    Attack(
        "all_families",
        "tries every family that there may be",
        cell=opens("[(family, kind, 0) for family in range(2, 46) for kind in (1, 2, 3, 5)]"),
    ),
    Attack(
        "io_uring",
        "sets up io_uring, which opens sockets past all filters",
        cell="""
parameters = ctypes.create_string_buffer(120)
if syscall(425, 8, parameters) >= 0:
    effect("io_uring")
""",
    ),
    Attack(
        "names",
        "asks for the address of a name, which leaves the machine",
        cell="""
for name in ("localhost", "secret.example.org"):
    attempt(socket.gethostbyname, name)
for command in ("curl -s http://127.0.0.1:%d/" % PORT, "exec 3<>/dev/tcp/127.0.0.1/%d" % PORT, "ping -c1 127.0.0.1"):
    attempt(lambda: subprocess.run(["bash", "-c", command], capture_output=True, timeout=1))
""",
    ),
    Attack(
        "in_a_call",
        "connects while it is judged",
        spares=True,
        status="wrong",
        answer="""
import socket
def distance(a, b):
    for address in (("127.0.0.1", PORT), ("::1", PORT)):
        attempt(lambda: socket.create_connection(address, 0.2))
    return 0.0
""",
    ),
)
