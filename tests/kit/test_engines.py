"""Both engines do the same, whatever the other side of the socket does."""

from __future__ import annotations

import socket

import anyio
import pytest

from kit.loopback import BODY, Loopback, get
from predcore import BadResponse, InvalidRequest
from predcore.kit import Engine, EngineName, Reply, Unanswered

# httpx and httpcore read through generators inside generators, which nobody can
# close from outside; trio says so when an answer is left unread.
unread = pytest.mark.filterwarnings("ignore:Async generator 'http:ResourceWarning")


@pytest.fixture
def anyio_backend(loop_and_engine: tuple[str, EngineName]) -> str:
    return loop_and_engine[0]


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("/ok", 200, BODY),
        ("/missing", 404, b'{"error": "no such thing"}'),
        ("/down", 503, b""),
        ("/html", 200, b"<html>"),
        ("/empty", 200, b""),
        ("/gzip", 200, BODY),
        ("/moved", 302, b""),
    ],
)
async def test_an_answer_is_handed_over_as_it_came(
    engine: Engine, server: Loopback, path: str, status: int, body: bytes
) -> None:
    reply = await get(engine, server.origin + path)
    assert (reply.status, reply.body) == (status, body)
    assert reply.headers["content-type"] == "application/json"


@pytest.mark.parametrize("path", ["/drop", "/tear", "/tear-chunks"])
async def test_a_connection_that_breaks_off_may_have_delivered_the_request(
    engine: Engine, server: Loopback, path: str
) -> None:
    with pytest.raises(Unanswered) as caught:
        await get(engine, server.origin + path)
    assert caught.value.sent


@unread
@pytest.mark.parametrize("path", ["/stall", "/drip"])
async def test_an_answer_that_takes_too_long_is_given_up(
    engine: Engine, server: Loopback, path: str
) -> None:
    with anyio.fail_after(3), pytest.raises(Unanswered, match="in time") as caught:
        await get(engine, server.origin + path, timeout=0.2)
    assert caught.value.sent


@unread
@pytest.mark.parametrize("path", ["/announce-too-much", "/pour", "/gush", "/bomb"])
async def test_an_answer_that_is_too_large_is_refused(
    engine: Engine, server: Loopback, path: str
) -> None:
    with pytest.raises(BadResponse, match="larger than 1048576 bytes"):
        await get(engine, server.origin + path)


@unread
async def test_a_body_that_is_not_compressed_as_it_says_is_a_bad_response(
    engine: Engine, server: Loopback
) -> None:
    with pytest.raises(BadResponse, match="compression"):
        await get(engine, server.origin + "/not-gzip")


async def test_a_refused_connection_sent_nothing(engine: Engine) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(Unanswered, match="cannot connect") as caught:
            await get(engine, f"http://127.0.0.1:{port}/ok")
    assert not caught.value.sent


async def test_a_connection_that_is_never_made_sent_nothing(engine: Engine) -> None:
    with socket.socket() as deaf, socket.socket() as first, socket.socket() as second:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        for other in (first, second):
            other.setblocking(False)
            other.connect_ex(deaf.getsockname())
        with pytest.raises(Unanswered, match="in time") as caught:
            await get(engine, f"http://127.0.0.1:{deaf.getsockname()[1]}", timeout=0.3)
    assert not caught.value.sent


async def test_a_host_that_does_not_exist_was_sent_nothing(engine: Engine) -> None:
    with pytest.raises(Unanswered) as caught:
        await get(engine, "http://no-such-host.invalid/ok")
    assert not caught.value.sent


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
async def test_a_request_is_never_sent_twice(
    engine: Engine, server: Loopback, method: str
) -> None:
    url = server.origin + "/second-drops"
    await get(engine, url, method=method)
    with pytest.raises(Unanswered) as caught:
        await get(engine, url, method=method)
    assert caught.value.sent
    assert len(server.requests) == 2


async def test_connections_are_kept_and_used_again(
    engine: Engine, server: Loopback
) -> None:
    for _ in range(5):
        await get(engine, server.origin + "/ok")
    assert server.connections == 1


async def test_many_requests_run_at_the_same_time(
    engine: Engine, server: Loopback
) -> None:
    replies: list[Reply] = []

    async def one() -> None:
        replies.append(await get(engine, server.origin + "/ok"))

    async with anyio.create_task_group() as tasks:
        for _ in range(60):
            tasks.start_soon(one)
    assert [reply.status for reply in replies] == [200] * 60


async def test_path_query_headers_and_body_arrive_as_they_were_given(
    engine: Engine, server: Loopback
) -> None:
    await get(
        engine,
        server.origin + "/ok?a=%2Fx%20y&b=%252f&c=",
        method="POST",
        body=b'{"n": 1}',
    )
    [(first, fields, body)] = server.requests
    assert first == "POST /ok?a=%2Fx%20y&b=%252f&c= HTTP/1.1"
    assert fields["x-test"] == "1"
    assert body == b'{"n": 1}'


async def test_header_names_of_an_answer_are_lower_case(
    engine: Engine, server: Loopback
) -> None:
    headers = (await get(engine, server.origin + "/headers")).headers
    assert headers["x-request-id"] == "Abc"
    assert headers.get("retry-after") == "7"
    assert {"x-request-id", "retry-after"} <= set(headers)


async def test_cookies_are_not_kept(engine: Engine, server: Loopback) -> None:
    await get(engine, server.origin + "/cookie")
    await get(engine, server.origin + "/ok")
    assert "cookie" not in server.requests[1][1]


@pytest.mark.parametrize("url", ["http://", "http:///ok", "http://a:b:c/ok"])
async def test_a_url_that_is_none_is_refused(engine: Engine, url: str) -> None:
    with pytest.raises((InvalidRequest, Unanswered)) as caught:
        await get(engine, url)
    assert not getattr(caught.value, "sent", False)
