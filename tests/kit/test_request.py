"""Requests as values: paths that cannot be changed by an id, and when to repeat."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore import InvalidId, InvalidRequest
from predcore.kit import Fate, Request, Retry, decoder, fill, query

texts = st.text(min_size=1, max_size=40)


@given(texts)
def test_an_id_stays_one_segment_of_the_path_on_the_wire(market: str) -> None:
    try:
        path = fill("/markets/{market}/book", market=market)
    except InvalidId:
        return
    sent = httpx.Request("GET", f"https://acme.test{path}").url.raw_path.decode()
    segments = urlsplit(sent).path.split("/")
    assert [unquote(segment) for segment in segments] == ["", "markets", market, "book"]
    assert urlsplit(sent).query == ""


@pytest.mark.parametrize(
    ("market", "segment"),
    [
        ("a/b", "a%2Fb"),
        ("a?b=c", "a%3Fb%3Dc"),
        ("a#b", "a%23b"),
        ("%2f", "%252f"),
        ("../admin", "..%2Fadmin"),
        ("a b", "a%20b"),
        ("{market}", "%7Bmarket%7D"),
        ("a\nb", "a%0Ab"),
        ("…", "%E2%80%A6"),
    ],
)
def test_what_could_change_the_route_is_escaped(market: str, segment: str) -> None:
    assert fill("/markets/{market}", market=market) == f"/markets/{segment}"


@pytest.mark.parametrize("market", ["", ".", "..", "\ud800"])
def test_a_segment_that_cannot_be_escaped_is_an_invalid_id(market: str) -> None:
    with pytest.raises(InvalidId):
        fill("/markets/{market}", market=market)


def test_parameters_are_encoded_as_venues_read_them() -> None:
    text = query(
        {
            "status": "open",
            "limit": 100,
            "nested": True,
            "closed": False,
            "cursor": None,
            "ids": ["a", "b&c"],
            "none": [],
            "empty": "",
            "words": "rain & snow",
        }
    )
    assert text == (
        "status=open&limit=100&nested=true&closed=false&ids=a&ids=b%26c&empty="
        "&words=rain%20%26%20snow"
    )


@given(st.dictionaries(texts, texts | st.integers() | st.none(), max_size=5))
def test_parameters_are_read_back_as_they_were(
    params: dict[str, str | int | None],
) -> None:
    try:
        text = query(params)
    except InvalidRequest:
        return
    assert parse_qsl(text, keep_blank_values=True) == [
        (name, str(value)) for name, value in params.items() if value is not None
    ]


def test_a_parameter_that_is_not_text_is_an_invalid_request() -> None:
    with pytest.raises(InvalidRequest):
        query({"q": "\udcff"})


def test_a_request_is_named_without_its_query_and_shown_without_its_body() -> None:
    request = Request(
        path="/orders",
        query="key=s3cret",
        body=b"s3cret",
        method="POST",
        parse=decoder(str),
    )
    assert request.label == "POST /orders"
    assert "body" not in repr(request)


EAGER = Retry(attempts=4, base=0.0, budget=30.0)


@pytest.mark.parametrize("fate", list(Fate))
def test_a_read_is_repeated_whatever_happened_to_it(fate: Fate) -> None:
    assert EAGER.delay(0, fate, repeatable=True, transient=True) == 0.0


@pytest.mark.parametrize(
    ("fate", "repeated"),
    [(Fate.NOT_SENT, True), (Fate.REFUSED, True), (Fate.UNKNOWN, False)],
)
def test_a_write_is_repeated_unless_it_may_have_happened(
    fate: Fate, repeated: bool
) -> None:
    wait = EAGER.delay(0, fate, repeatable=False, transient=True)
    assert (wait is not None) is repeated


def test_what_is_not_transient_is_not_repeated() -> None:
    wait = EAGER.delay(0, Fate.REFUSED, repeatable=True, transient=False)
    assert wait is None


def test_attempts_are_counted() -> None:
    waits = [
        EAGER.delay(n, Fate.NOT_SENT, repeatable=True, transient=True) for n in range(5)
    ]
    assert waits == [0.0, 0.0, 0.0, None, None]


@given(st.integers(0, 2), st.integers(0, 60), st.floats(0, 40))
def test_the_venues_own_wait_is_honoured_within_the_budget(
    attempt: int, asked: int, elapsed: float
) -> None:
    wait = Retry().delay(
        attempt,
        Fate.REFUSED,
        repeatable=True,
        transient=True,
        retry_after=asked,
        elapsed=elapsed,
    )
    if wait is None:
        assert elapsed + asked + Retry().cap > Retry().budget
    else:
        assert wait >= asked
        assert elapsed + wait <= Retry().budget


@given(st.integers(0, 60))
def test_backoff_is_jittered_and_capped(attempt: int) -> None:
    retry = Retry(attempts=100, base=0.25, cap=8.0, budget=1000.0)
    wait = retry.delay(attempt, Fate.NOT_SENT, repeatable=True, transient=True)
    assert wait is not None
    assert 0 <= wait <= min(8.0, 0.25 * 2**attempt)
