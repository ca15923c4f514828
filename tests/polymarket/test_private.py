"""The private pipeline: what is signed, which API key, and what is sent once more."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from email.utils import formatdate
from functools import partial
from time import time
from typing import Any

import anyio
import httpx
import pytest

from polymarket_wire import Wire, raw_path
from predcore import (
    AuthenticationFailed,
    BadResponse,
    InvalidRequest,
    OutcomeUnknown,
    PermissionDenied,
    Unavailable,
    VenueError,
)
from predcore.kit import Decoder, Reply, Request, Retry
from predcore_polymarket import ApiKey, LocalSigner, Polymarket, TypedData
from predcore_polymarket._clock import Clock
from predcore_polymarket._signing import recover, typed_auth

KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
OWNER = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
FUNDER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
DEPOSIT = {"private_key": KEY, "wallet_type": "deposit", "funder": FUNDER}

ANYTHING: Decoder[Any] = Decoder(Any)
DERIVE, CREATE = "clob/auth/derive-api-key", "clob/auth/api-key"
READ = Request(
    path="/data/orders", query="market=0x12", parse=ANYTHING, signed=True, bucket="clob"
)
CANCEL = Request(
    method="DELETE",
    path="/order",
    body=b'{"orderID":"0xab"}',
    parse=ANYTHING,
    repeatable=False,
    signed=True,
)


def triple(number: int) -> dict[str, str]:
    """What the venue tells of one of its API keys."""
    secret = urlsafe_b64encode(hashlib.sha256(bytes([number])).digest()).decode()
    return {
        "apiKey": f"0000-{number}",
        "secret": secret,
        "passphrase": f"pass{number}",
    }


class Venue(Wire):
    """The order books' gate: one API key is good, and each request is checked.

    Attributes:
        good: the number of the key that is good; ``None`` where none was made.
    """

    def __init__(self, good: int | None = 1) -> None:
        super().__init__()
        self.good = good
        self.made = 0
        self.ask(DERIVE, partial(self.attested, self.derived))
        self.ask(CREATE, partial(self.attested, self.created))
        for path in ("clob/data/orders", "clob/order", "clob/auth/api-keys"):
            self.ask(path, self.proved)

    def attested(
        self, give: Callable[[], httpx.Response], request: httpx.Request
    ) -> httpx.Response:
        """Answer whoever signed with the private key (L1)."""
        if request.method == "DELETE":
            self.good = None
            return httpx.Response(200, json="OK")
        headers = request.headers
        note = typed_auth(
            OWNER, int(headers["poly_timestamp"]), int(headers["poly_nonce"])
        )
        signature = bytes.fromhex(headers["poly_signature"][2:])
        assert headers["poly_address"] == OWNER == recover(note.digest, signature)
        return give()

    def derived(self) -> httpx.Response:
        if self.good is None:
            return httpx.Response(400, json={"error": "Could not derive api key!"})
        return httpx.Response(200, json=triple(self.good))

    def created(self) -> httpx.Response:
        if self.good is not None:
            return httpx.Response(400, json={"error": "Could not create api key"})
        self.made += 1
        self.good = 10 + self.made
        return httpx.Response(200, json=triple(self.good))

    def proved(self, request: httpx.Request) -> httpx.Response:
        """Answer whoever has the good key (L2)."""
        if not self.is_proved(request):
            return httpx.Response(401, json={"error": "Unauthorized/Invalid api key"})
        return httpx.Response(200, json={"apiKeys": ["0000-1"]})

    def is_proved(self, request: httpx.Request) -> bool:
        if self.good is None:
            return False
        key, headers = triple(self.good), request.headers
        path = "/" + raw_path(request).removeprefix("clob/")
        text = f"{headers['poly_timestamp']}{request.method}{path}".encode()
        code = hmac.new(
            urlsafe_b64decode(key["secret"]), text + request.content, hashlib.sha256
        )
        told = {
            "poly_address": OWNER,
            "poly_api_key": key["apiKey"],
            "poly_passphrase": key["passphrase"],
            "poly_signature": urlsafe_b64encode(code.digest()).decode(),
        }
        return all(headers[name] == value for name, value in told.items())

    def calls(self) -> list[str]:
        """What was asked, in order."""
        return [f"{each.method} {raw_path(each)[5:]}" for each in self.sent]


GET_KEY, MAKE_KEY = "GET auth/derive-api-key", "POST auth/api-key"


async def send(polymarket: Polymarket, request: Request[Any] = READ) -> Any:
    return await polymarket._private.send(request)


# --- which API key


async def test_the_api_key_is_derived_once_and_kept() -> None:
    venue = Venue()
    async with venue.polymarket(credentials=DEPOSIT) as polymarket:
        await send(polymarket)
        await send(polymarket, CANCEL)
    assert venue.calls() == [GET_KEY, "GET data/orders", "DELETE order"]


async def test_an_api_key_is_made_where_there_is_none() -> None:
    venue = Venue(good=None)
    async with venue.polymarket(credentials=DEPOSIT) as polymarket:
        assert (await polymarket.api_key()).id == "0000-11"
        await send(polymarket)
    assert venue.calls() == [GET_KEY, MAKE_KEY, "GET data/orders"]


async def test_those_who_come_together_wait_for_one_api_key() -> None:
    venue = Venue()
    async with (
        venue.polymarket(credentials=DEPOSIT) as polymarket,
        anyio.create_task_group() as tasks,
    ):
        for _ in range(5):
            tasks.start_soon(send, polymarket)
    assert venue.calls().count(GET_KEY) == 1
    assert venue.calls().count("GET data/orders") == 5


async def test_a_key_made_elsewhere_meanwhile_is_derived() -> None:
    venue = Venue(good=None)

    def overtaken(request: httpx.Request) -> httpx.Response:
        venue.good = 7
        return venue.attested(venue.created, request)

    venue.ask(CREATE, overtaken)
    async with venue.polymarket(credentials=DEPOSIT) as polymarket:
        assert (await polymarket.api_key()).id == "0000-7"
    assert venue.calls() == [GET_KEY, MAKE_KEY, GET_KEY]


async def test_a_key_whose_making_went_unanswered_is_derived() -> None:
    venue = Venue(good=None)

    def lost(request: httpx.Request) -> httpx.Response:
        venue.attested(venue.created, request)
        raise httpx.ReadTimeout("slow")

    venue.ask(CREATE, lost)
    async with venue.polymarket(credentials=DEPOSIT) as polymarket:
        assert (await polymarket.api_key()).id == "0000-11"
    assert venue.calls() == [GET_KEY, MAKE_KEY, GET_KEY]


async def test_a_venue_that_is_down_makes_no_key() -> None:
    venue = Venue()
    venue.on(DERIVE, httpx.Response(503, json={"error": "Trading is disabled"}))
    async with venue.polymarket(credentials=DEPOSIT) as polymarket:
        with pytest.raises(Unavailable):
            await send(polymarket)
    assert venue.calls() == [GET_KEY]


async def test_a_key_that_was_given_is_used_and_none_asked_for() -> None:
    venue = Venue()
    given = triple(1)
    named = {
        "api_key": given["apiKey"],
        "api_secret": given["secret"],
        "api_passphrase": given["passphrase"],
    }
    async with venue.polymarket(credentials={**DEPOSIT, **named}) as polymarket:
        await send(polymarket)
        assert await polymarket.api_key() == ApiKey(*given.values())
    assert venue.calls() == ["GET data/orders"]


# --- what is proved


async def test_the_address_is_the_keys_whatever_wallet_the_money_is_in() -> None:
    venue = Venue()
    async with venue.polymarket(credentials=DEPOSIT) as polymarket:
        await send(polymarket)
    assert venue.sent[-1].headers["poly_address"] == OWNER


async def test_the_query_is_sent_and_not_signed() -> None:
    venue = Venue()
    async with venue.polymarket(credentials=DEPOSIT) as polymarket:
        await send(polymarket)
    assert venue.sent[-1].url.query == b"market=0x12"


async def test_every_attempt_is_proved_anew() -> None:
    venue, times = Venue(), [1_700_000_000, 1_700_000_007]
    answers = [httpx.Response(502), httpx.Response(200, json=[])]
    venue.on("clob/data/orders", *answers)
    async with venue.polymarket(
        credentials=DEPOSIT, retry=Retry(attempts=2, base=0)
    ) as polymarket:
        await polymarket.api_key()
        polymarket._private.clock = Clock(wall=lambda: times.pop(0) * 10**9)
        await send(polymarket)
    stamps = [each.headers["poly_timestamp"] for each in venue.sent[-2:]]
    assert stamps == ["1700000000", "1700000007"]


async def test_what_anybody_may_ask_is_not_signed() -> None:
    venue = Venue()
    venue.on("clob/time", httpx.Response(200, json=1))
    async with venue.polymarket(credentials=DEPOSIT) as polymarket:
        await polymarket.clob.time.get()
        await send(polymarket, Request(path="/time", parse=ANYTHING))
    assert not any("poly_signature" in each.headers for each in venue.sent)


# --- what is sent once more


async def test_a_refused_key_is_asked_for_again_once() -> None:
    venue = Venue()
    async with venue.polymarket(credentials=DEPOSIT) as polymarket:
        await send(polymarket)
        venue.good = 2
        await send(polymarket)
        await send(polymarket, CANCEL)
    assert venue.calls()[2:] == [
        "GET data/orders",
        GET_KEY,
        "GET data/orders",
        "DELETE order",
    ]


async def test_a_refused_write_did_nothing_and_is_proved_anew() -> None:
    venue = Venue()
    async with venue.polymarket(credentials=DEPOSIT) as polymarket:
        await send(polymarket)
        venue.good = 2
        await send(polymarket, CANCEL)
    assert venue.calls()[2:] == ["DELETE order", GET_KEY, "DELETE order"]


async def test_an_order_of_the_old_key_is_not_sent_with_a_new_one() -> None:
    venue = Venue()
    order = Request(
        method="POST",
        path="/order",
        body=json.dumps({"owner": "0000-1"}).encode(),
        parse=ANYTHING,
        repeatable=False,
        signed=True,
    )
    async with venue.polymarket(credentials=DEPOSIT) as polymarket:
        await send(polymarket)
        venue.good = 2
        with pytest.raises(AuthenticationFailed, match="Invalid api key"):
            await send(polymarket, order)
        assert (await polymarket.api_key()).id == "0000-2"
    assert venue.calls()[2:] == ["POST order", GET_KEY]


async def test_a_key_that_stays_the_same_is_not_tried_twice() -> None:
    venue = Venue()
    refused = httpx.Response(401, json={"error": "Unauthorized/Invalid api key"})
    venue.on("clob/data/orders", refused)
    async with venue.polymarket(credentials=DEPOSIT) as polymarket:
        with pytest.raises(AuthenticationFailed, match="GET /data/orders: HTTP 401"):
            await send(polymarket)
    assert venue.calls() == [GET_KEY, "GET data/orders", GET_KEY]


async def test_a_given_key_that_is_refused_is_doubted_in_words() -> None:
    venue = Venue()
    named = {"api_key": "0000-9", "api_secret": "AAAA", "api_passphrase": "x"}
    async with venue.polymarket(credentials={**DEPOSIT, **named}) as polymarket:
        with pytest.raises(AuthenticationFailed, match="leave it out"):
            await send(polymarket)
    assert venue.calls() == ["GET data/orders"]


async def test_a_write_that_may_have_happened_is_not_repeated() -> None:
    venue = Venue()
    venue.on("clob/order", httpx.Response(502))
    async with venue.polymarket(credentials=DEPOSIT) as polymarket:
        with pytest.raises(OutcomeUnknown):
            await send(polymarket, CANCEL)
    assert venue.calls() == [GET_KEY, "DELETE order"]


async def test_a_page_from_the_edge_is_no_reason_for_another_key() -> None:
    venue = Venue()
    page = httpx.Response(403, text="<html>no</html>")
    venue.on("clob/data/orders", page)
    async with venue.polymarket(credentials=DEPOSIT) as polymarket:
        with pytest.raises(PermissionDenied, match="web page"):
            await send(polymarket)
    assert venue.calls() == [GET_KEY, "GET data/orders"]


# --- the clock


def skewed(venue: Venue, seconds: int, tolerance: int = 10) -> None:
    """Put the venue's clock ahead, and have it mind."""

    def answer(request: httpx.Request) -> httpx.Response:
        now = time() + seconds
        late = abs(int(request.headers["poly_timestamp"]) - now) > tolerance
        found = httpx.Response(401, json={"error": "Unauthorized/Invalid api key"})
        if not late:
            found = venue.proved(request)
        found.headers["date"] = formatdate(now, usegmt=True)
        return found

    venue.ask("clob/data/orders", answer)


async def test_a_clock_that_is_off_is_named() -> None:
    venue = Venue()
    skewed(venue, 90)
    async with venue.polymarket(credentials=DEPOSIT) as polymarket:
        with pytest.raises(
            AuthenticationFailed, match=r"(89|90|91) s behind .*correct_"
        ):
            await send(polymarket)
        offset = polymarket.clock_offset
    assert offset is not None
    assert 88 <= offset.total_seconds() <= 92


@pytest.mark.parametrize("seconds", [90, -90])
async def test_a_clock_that_is_off_is_corrected_on_demand(seconds: int) -> None:
    venue = Venue()
    skewed(venue, seconds)
    async with venue.polymarket(credentials=DEPOSIT, correct_clock=True) as polymarket:
        await send(polymarket)
        await send(polymarket)
    assert venue.calls() == [GET_KEY] + 3 * ["GET data/orders"]


def test_clocks_that_agree_are_left_alone() -> None:
    clock = Clock(correct=True, wall=lambda: 1_000_000_500_000_000, steady=lambda: 0)
    assert clock.offset is None
    clock.observe(Reply(200, {"date": formatdate(1_000_001, usegmt=True)}, b""))
    assert clock.offset == 1000
    assert clock.timestamp() == 1_000_000


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"date": "yesterday"},
        {"date": "Sat, 28 Nov 2026 12:00:00"},
        {"date": formatdate(2_000_000, usegmt=True), "age": "30"},
    ],
    ids=["none", "nonsense", "no zone", "out of a cache"],
)
def test_an_answer_that_does_not_tell_the_time_is_passed_over(
    headers: dict[str, str],
) -> None:
    clock = Clock(correct=True, wall=lambda: 10**15, steady=lambda: 0)
    clock.observe(Reply(200, headers, b""))
    assert clock.offset is None
    assert clock.timestamp() == 10**6


# --- the resources


async def test_api_keys_are_listed_and_deleted() -> None:
    venue = Venue()
    async with venue.polymarket(credentials=DEPOSIT) as polymarket:
        api_key = polymarket.clob.auth.api_key
        assert await api_key.list() == ("0000-1",)
        await api_key.delete()
        await send(polymarket)
    assert venue.calls() == [
        *(GET_KEY, "GET auth/api-keys", "DELETE auth/api-key"),
        *(GET_KEY, MAKE_KEY, "GET data/orders"),
    ]


async def test_a_nonce_chooses_the_api_key() -> None:
    venue = Venue()
    async with venue.polymarket(credentials=DEPOSIT) as polymarket:
        await polymarket.clob.auth.api_key.derive(nonce=7)
        with pytest.raises(VenueError) as refused:
            await polymarket.clob.auth.api_key.create(nonce=7)
        with pytest.raises(InvalidRequest, match="nonce"):
            await polymarket.clob.auth.api_key.derive(nonce=-1)
    assert refused.value.code == "api_key_exists"
    assert [each.headers["poly_nonce"] for each in venue.sent] == ["7", "7"]


@pytest.mark.parametrize(
    "answer",
    [{}, {"apiKey": "1"}, triple(1) | {"secret": "!"}, triple(1) | {"passphrase": ""}],
    ids=["nothing", "half", "no secret", "no passphrase"],
)
async def test_an_answer_that_is_no_api_key_is_none(answer: dict[str, str]) -> None:
    venue = Venue(good=None)
    venue.on(CREATE, httpx.Response(200, json=answer))
    venue.on(DERIVE, httpx.Response(200, json=answer))
    async with venue.polymarket(credentials=DEPOSIT) as polymarket:
        with pytest.raises(BadResponse, match="GET /auth/derive-api-key"):
            await polymarket.clob.auth.api_key.derive()
        with pytest.raises(OutcomeUnknown, match="POST /auth/api-key"):
            await polymarket.clob.auth.api_key.create()


@pytest.mark.parametrize("closed_only", [True, False])
async def test_whether_an_account_may_trade_is_asked(closed_only: bool) -> None:
    venue = Venue()
    answer = httpx.Response(200, json={"closed_only": closed_only})
    venue.on("clob/auth/ban-status/closed-only", answer)
    async with venue.polymarket(credentials=DEPOSIT) as polymarket:
        found = await polymarket.clob.auth.ban_status.get()
    assert found.closed_only is closed_only


# --- a signer that is somewhere else


class Remote:
    """Signs with another key than it says, or in another form."""

    def __init__(
        self, address: str, key: str, change: Callable[[bytes], bytes]
    ) -> None:
        self.address = address
        self._local = LocalSigner(key)
        self._change = change

    async def sign(self, data: TypedData, /) -> bytes:
        await anyio.lowlevel.checkpoint()
        return self._change(await self._local.sign(data))


def zero_based(signature: bytes) -> bytes:
    """With v 0 or 1, as hardware gives it."""
    return signature[:64] + bytes((signature[64] - 27,))


OTHER = "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d"


@pytest.mark.parametrize("change", [bytes, zero_based])
async def test_a_remote_signer_is_asked(change: Callable[[bytes], bytes]) -> None:
    venue = Venue()
    signer = Remote(OWNER, KEY, change)
    async with venue.polymarket(credentials={"signer": signer}) as polymarket:
        await send(polymarket)
    assert venue.calls() == [GET_KEY, "GET data/orders"]


@pytest.mark.parametrize(
    "signer",
    [
        Remote(OWNER, OTHER, bytes),
        Remote(OWNER, KEY, lambda signature: signature[:-1]),
        Remote(OWNER, KEY, lambda signature: signature[::-1]),
        Remote(OWNER, KEY, lambda _: b""),
    ],
    ids=["another key", "short", "backwards", "nothing"],
)
async def test_what_a_signer_did_not_sign_is_not_sent(signer: Remote) -> None:
    venue = Venue()
    async with venue.polymarket(credentials={"signer": signer}) as polymarket:
        with pytest.raises(InvalidRequest):
            await send(polymarket)
    assert venue.sent == []


# --- where it goes


def streams(**urls: str) -> list[str]:
    return list(Polymarket(urls=urls).stream_urls.values())


def test_the_sockets_of_the_venue_are_its_own() -> None:
    assert streams() == [
        "wss://ws-subscriptions-clob.polymarket.com/ws/market",
        "wss://ws-subscriptions-clob.polymarket.com/ws/user",
        "wss://sports-api.polymarket.com/ws",
        "wss://ws-live-data.polymarket.com",
        "wss://ws-live-v2.polymarket.com/ws",
    ]


def test_order_books_elsewhere_take_the_sockets_along() -> None:
    sandbox = Polymarket(environment="sandbox").stream_urls
    assert set(sandbox) == {"ws_market", "ws_user", "ws_sports", "rtds", "live_data"}
    assert list(sandbox.values()) == streams(clob="http://127.0.0.1:8702/clob")
    assert sandbox["ws_user"] == "ws://127.0.0.1:8702/ws/user"


def test_a_socket_may_be_moved_alone() -> None:
    moved = streams(clob="https://a.test/clob", ws_user="wss://b.test/x")
    assert moved[:2] == ["wss://a.test/ws/market", "wss://b.test/x"]


async def test_the_relayer_is_not_left_behind() -> None:
    polymarket = Polymarket(urls={"clob": "http://127.0.0.1:1/clob"})
    assert polymarket._urls["relayer"] == "http://127.0.0.1:1/relayer"
