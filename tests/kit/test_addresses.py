"""Where a venue's services are, and how to point elsewhere."""

from __future__ import annotations

import pytest

from predcore import InvalidRequest
from predcore.kit import endpoints, variable

KNOWN = {
    "live": {"rest": "https://acme.test/v1", "data": "https://data.acme.test"},
    "sandbox": {"rest": "http://127.0.0.1:8700", "data": "http://127.0.0.1:8700/d"},
}


def test_an_environment_names_its_services() -> None:
    assert endpoints("acme", "sandbox", KNOWN) == KNOWN["sandbox"]


def test_a_variable_overrides_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREDCORE_ACME_REST_URL", "http://localhost:9")
    urls = endpoints("acme", "live", KNOWN)
    assert urls == {"rest": "http://localhost:9", "data": KNOWN["live"]["data"]}


def test_an_argument_overrides_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREDCORE_ACME_REST_URL", "http://localhost:9")
    urls = endpoints("acme", "live", KNOWN, {"rest": "http://localhost:10"})
    assert urls["rest"] == "http://localhost:10"


def test_an_empty_variable_is_no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREDCORE_ACME_REST_URL", "")
    assert endpoints("acme", "live", KNOWN) == KNOWN["live"]


def test_a_variable_is_named_after_venue_and_service() -> None:
    assert variable("acme-us", "rest") == "PREDCORE_ACME_US_REST_URL"


def test_an_unknown_environment_names_the_known_ones() -> None:
    with pytest.raises(InvalidRequest, match="it has live, sandbox"):
        endpoints("acme", "paper", KNOWN)


@pytest.mark.parametrize("url", ["acme.test", "ftp://acme.test", "file:///etc/passwd"])
def test_a_url_that_is_not_http_is_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(InvalidRequest, match="rest URL of acme") as caught:
        endpoints("acme", "live", KNOWN, {"rest": url})
    assert url not in str(caught.value)


def test_a_misspelt_service_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="it has rest, data"):
        endpoints("acme", "live", KNOWN, {"rset": "http://localhost:9"})


@pytest.mark.parametrize("url", ["ws://localhost:9", "wss://localhost:9"])
def test_a_stream_is_at_a_websocket_url(url: str) -> None:
    known = {"live": {"stream": "wss://acme.test"}}
    assert endpoints("acme", "live", known, {"stream": url}) == {"stream": url}
    with pytest.raises(InvalidRequest, match="ws:// or wss://"):
        endpoints("acme", "live", known, {"stream": "https://localhost:9"})
