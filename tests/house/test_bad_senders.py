"""Senders that are slow or broken: each is answered in words or let go, and nobody else waits for them."""

import json
from contextlib import ExitStack, suppress

import pytest

from tests.house.test_serving import PATIENCE
from tests.house.wire import SECONDS, SOURCE, Served, connect, head, read_all, request, statuses

JUNK = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 this is no HTTP \x00\xff\r\n\r\n"

# what is sent and then left open, and the statuses that it is answered with before the server ends it
HALF_SENT = {
    "nothing": (b"", []),
    "half a line": (b"POST /api/tr", [408]),
    "half a head": (head()[:-2], [408]),
    "a head whose body does not come": (head("/api/trace", "Content-Length: 400"), [408]),
    "half a body": (request()[:-9], [408]),
    "a body that is shorter than it says": (head("/api/trace", "Content-Length: 9999") + SOURCE, [408]),
    "half a body for an address that takes none": (
        head("/healthz", "Content-Length: 9", method="GET") + b"x",
        [200],
    ),
    "half a chunk": (head("/api/trace", "Transfer-Encoding: chunked") + b"fff\r\n" + SOURCE[:9], [408]),
    "chunks without an end": (
        head("/api/trace", "Transfer-Encoding: chunked") + b"%x\r\n%b\r\n" % (len(SOURCE), SOURCE),
        [408],
    ),
    "a whole request and half of the next": (request() + request()[:-9], [200, 408]),
    "a body that is refused before it is there": (head("/nowhere", "Content-Length: 99999"), [404]),
}


@pytest.fixture(scope="module")
def answers_to_halves(served: Served) -> dict[str, bytes]:
    """By what was sent and left open: all at the same time, since each waits until its time is up."""
    with ExitStack() as stack:
        senders = {name: stack.enter_context(connect(served.address)) for name in HALF_SENT}
        for name, (content, _) in HALF_SENT.items():
            senders[name].sendall(content)
            served.answers_others()  # nobody waits for those who have not finished
        return {name: read_all(sender) for name, sender in senders.items()}


@pytest.mark.parametrize("name", HALF_SENT)
def test_whoever_sends_a_half_is_told_so_and_let_go(
    served: Served, answers_to_halves: dict[str, bytes], name: str
) -> None:
    _, expected = HALF_SENT[name]
    answers = answers_to_halves[name]
    assert statuses(answers) == expected
    if 408 in expected:
        told = json.loads(answers.rpartition(b"\r\n\r\n")[2])
        assert told["detail"] == f"a request has {SECONDS} seconds to arrive"
        last_head = answers.rpartition(b"HTTP/1.1 408")[2].lower()
        assert b"content-type: application/problem+json" in last_head
        assert b"content-security-policy: default-src 'none'" in last_head
    served.comes_to_rest()


def test_a_body_that_comes_byte_by_byte_has_no_longer_than_one_that_comes_at_once(served: Served) -> None:
    with connect(served.address) as sender:
        sender.sendall(head("/api/trace", "Content-Length: 4000000"))
        sender.settimeout(SECONDS / 20)
        answers, sent = b"", 0
        with suppress(ConnectionError):
            while not answers and sent < 20 * PATIENCE:
                sender.sendall(b" ")
                sent += 1
                served.answers_others()
                with suppress(TimeoutError):
                    answers = sender.recv(65_536)
    assert statuses(answers) == [408]


def test_a_slow_body_that_comes_in_time_is_answered(served: Served) -> None:
    with connect(served.address) as sender:
        content = request(SOURCE, "/api/trace", "Connection: close")
        for start in range(0, len(content), 16):
            sender.sendall(content[start : start + 16])
        assert statuses(read_all(sender)) == [200]


UNREADABLE = {
    "junk": (JUNK, [400]),
    "junk after a good request": (request() + JUNK, [200, 400]),
    "a length that is none": (head("/api/trace", "Content-Length: many"), [400]),
    "two lengths": (head("/api/trace", "Content-Length: 4", "Content-Length: 5") + b"{}  ", [400]),
    "a negative length": (head("/api/trace", "Content-Length: -1"), [400]),
    "a chunk whose size is none": (
        head("/api/trace", "Transfer-Encoding: chunked") + b"zz\r\n{}\r\n0\r\n\r\n",
        [400],
    ),
    "a flood of headers": (head("/healthz", *(f"X-{n}: {n}" for n in range(10_000)), method="GET"), [400]),
    "one endless header": (head("/healthz", f"X-Long: {'x' * 1_000_000}", method="GET"), [400]),
    "an endless address": (head(f"/{'x' * 1_000_000}", method="GET"), [400]),
    "an endless query": (head(f"/api/catalogue?x={'x' * 1_000_000}", method="GET"), [400]),
    "HTTP/2 at once": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [404, 400]),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_request_is_refused_in_words_and_ended(served: Served, name: str) -> None:
    content, expected = UNREADABLE[name]
    with connect(served.address) as sender:
        with suppress(ConnectionError):  # the end may come while the flood is still sent
            sender.sendall(content)
        served.answers_others()
        answers = read_all(sender)
    # a flood may be cut off so hard that the answer is lost with it
    assert statuses(answers) == expected or (len(content) > 50_000 and not answers)
    if answers:
        assert json.loads(answers.rpartition(b"\r\n\r\n")[2])["status"] == 400
        assert b"server:" not in answers.lower()


@pytest.mark.parametrize(
    "path", [f"/{'x' * 9_000}", f"/api/catalogue?{'x=1&' * 3_000}"], ids=["path", "query"]
)
def test_a_long_address_that_can_be_read_is_refused_as_any_other(served: Served, path: str) -> None:
    assert served.other.get(path).status_code in (404, 422)


def test_a_chunked_body_over_the_limit_is_refused_before_it_ends(served: Served) -> None:
    piece = b"10000\r\n" + b" " * 65_536 + b"\r\n"
    with connect(served.address) as sender:
        sender.sendall(head("/api/trace", "Transfer-Encoding: chunked"))
        with suppress(ConnectionError):
            for _ in range(80):  # 5 MiB, and no end
                sender.sendall(piece)
        served.answers_others()
        assert statuses(read_all(sender)) == [413]


def test_good_requests_that_come_at_once_are_all_answered_in_order(served: Served) -> None:
    with connect(served.address) as sender:
        sender.sendall(request() * 20 + head("/nowhere", "Connection: close", method="GET"))
        assert statuses(read_all(sender)) == [200] * 20 + [404]
