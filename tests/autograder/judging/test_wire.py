"""Frames between the judge and a worker, with somebody at the other end who plays by no rules."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.engine.wire import Channel, ChannelClosed, ChannelTimedOut
from underhood.checking.values import MAX_BYTES

Pair = tuple[Channel, socket.socket]


@pytest.fixture
def ends() -> Iterator[Pair]:
    here, there = socket.socketpair()
    with closing(Channel(here)) as judge, there:
        yield judge, there


def frame(nonce: bytes, body: bytes) -> bytes:
    return struct.pack(">I16s", len(body), nonce) + body


def answering(there: socket.socket, answer: Callable[[bytes, bytes], bytes]) -> threading.Thread:
    """At the other end: read one request, and send whatever `answer(nonce, body)` gives."""

    def work() -> None:
        nonce, body = Channel(there).receive()
        there.sendall(answer(nonce, body))

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_an_answer_comes_back() -> None:
    here, there = socket.socketpair()
    with closing(Channel(here)) as judge, closing(Channel(there)) as worker:
        thread = threading.Thread(target=lambda: worker.reply(*worker.receive()))
        thread.start()
        assert judge.ask(b"hello" * 10**6, 10) == b"hello" * 10**6
        thread.join()


def test_each_request_has_a_nonce_of_its_own(ends: Pair) -> None:
    judge, there = ends
    nonces = []
    for _ in range(2):
        thread = answering(there, lambda nonce, body: frame(nonce, nonce))
        nonces.append(bytes(judge.ask(b"", 5)))
        thread.join()
    assert len(set(nonces)) == 2


def test_frames_with_another_nonce_are_passed_over(ends: Pair) -> None:
    judge, there = ends
    stray = frame(bytes(16), b"forged")
    there.sendall(stray)
    thread = answering(there, lambda nonce, body: stray * 5 + frame(nonce, b"true") + stray)
    assert judge.ask(b"", 5) == b"true"
    thread.join()


def test_an_answer_that_was_sent_twice_answers_no_later_request(ends: Pair) -> None:
    judge, there = ends
    thread = answering(there, lambda nonce, body: frame(nonce, b"first") * 2)
    assert judge.ask(b"", 5) == b"first"
    thread.join()
    thread = answering(there, lambda nonce, body: frame(nonce, b"second"))
    assert judge.ask(b"", 5) == b"second"
    thread.join()


def test_stray_frames_without_end_close_the_channel(ends: Pair) -> None:
    judge, there = ends
    there.sendall(frame(bytes(16), b"") * 100)
    with pytest.raises(ChannelClosed, match="nobody asked for"):
        judge.ask(b"", 5)


def test_a_frame_over_the_bound_is_refused_by_its_head(ends: Pair) -> None:
    judge, there = ends
    there.sendall(struct.pack(">I16s", MAX_BYTES + 1, bytes(16)))
    with pytest.raises(ChannelClosed, match="67,108,865 bytes"):
        judge.ask(b"", 5)


@pytest.mark.parametrize("data", [b"", b"x", frame(bytes(16), b"half")[:-1]])
def test_an_end_in_the_middle_closes_the_channel(ends: Pair, data: bytes) -> None:
    judge, there = ends
    there.sendall(data)
    there.shutdown(socket.SHUT_WR)
    with pytest.raises(ChannelClosed):
        judge.ask(b"", 5)


def test_nobody_there_closes_the_channel(ends: Pair) -> None:
    judge, there = ends
    there.close()
    with pytest.raises(ChannelClosed):
        judge.ask(b"x" * 10**6, 5)


def test_no_answer_times_out(ends: Pair) -> None:
    judge, _ = ends
    started = time.monotonic()
    with pytest.raises(ChannelTimedOut):
        judge.ask(b"", 0.1)
    assert time.monotonic() - started < 30


def test_one_who_does_not_read_times_out(ends: Pair) -> None:
    judge, _ = ends
    with pytest.raises(ChannelTimedOut):
        judge.ask(b"x" * 10**7, 0.1)


def test_no_time_left_times_out_before_anything_is_sent(ends: Pair) -> None:
    judge, there = ends
    with pytest.raises(ChannelTimedOut):
        judge.ask(b"", 0)
    there.setblocking(False)
    with pytest.raises(BlockingIOError):
        there.recv(1)


def test_bytes_that_drip_in_do_not_stretch_the_time(ends: Pair) -> None:
    judge, there = ends
    done = threading.Event()

    def drip() -> None:
        while not done.wait(0.02):
            there.sendall(b"\x00")

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        with pytest.raises(ChannelTimedOut):
            judge.ask(b"", 0.3)
    finally:
        done.set()
        thread.join()


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=200))
def test_random_bytes_are_never_an_answer(data: bytes) -> None:
    here, there = socket.socketpair()
    with closing(Channel(here)) as judge, there:
        there.sendall(data)
        there.shutdown(socket.SHUT_WR)
        with pytest.raises(ChannelClosed):
            judge.ask(b"", 5)


def test_open_files_go_along_with_a_request(ends: Pair) -> None:
    judge, there = ends
    worker = Channel(there)
    (one, far_one), (other, far_other) = socket.socketpair(), socket.socketpair()

    def answer() -> None:
        nonce, body = worker.receive()
        for number in worker.receive_files(2):
            with socket.socket(fileno=number) as received:
                received.sendall(body)
        worker.reply(nonce, b"done")

    with one, far_one, other, far_other:
        thread = threading.Thread(target=answer)
        thread.start()
        assert judge.ask(b"through", 5, [far_one.fileno(), far_other.fileno()]) == b"done"
        thread.join()
        assert (one.recv(10), other.recv(10)) == (b"through", b"through")


def test_open_files_for_nobody_close_the_channel(ends: Pair) -> None:
    judge, there = ends
    there.close()
    left, right = socket.socketpair()
    with left, right, pytest.raises(ChannelClosed):
        judge.ask(b"", 5, [left.fileno()])
