"""Whether a request was signed by whom it says."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import timedelta
from hmac import compare_digest

from predcore import InvalidRequest

from ..._signing import address, parse_secret, recover, request_proof, typed_auth
from ..answers import Refused
from .api_keys import ApiKey, ApiKeys

__all__ = ["Gate"]

_LONGEST = 12
"""Digits of a timestamp in seconds, for long enough."""


class Gate:
    """Checks the headers of both kinds of signature.

    Args:
        keys: the API keys that are good.
        window: how far the timestamp may be off, either way. The venue does not say
            what it allows.

    Attributes:
        skew: how far the venue's clock is ahead of the true time.
    """

    def __init__(self, keys: ApiKeys, window: timedelta) -> None:
        self._keys = keys
        self.window = window
        self.skew = timedelta(0)

    def owner(self, headers: Mapping[str, str]) -> tuple[str, int]:
        """Who attests control of a key (L1): the address, and the nonce.

        Raises ``Refused`` (401).
        """
        try:
            claimed = address(headers.get("poly_address", ""))
            timestamp = self._timestamp(headers)
            nonce = _number(headers.get("poly_nonce", "0"))
            signature = _unhex(headers.get("poly_signature", ""))
            note = typed_auth(claimed, timestamp, nonce)
            if recover(note.digest, signature) != claimed:
                raise InvalidRequest("signed by another key")
        except InvalidRequest:
            raise Refused(401, {"error": "Invalid L1 Request headers"}) from None
        return claimed, nonce

    def key(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str]
    ) -> ApiKey:
        """The API key that signed (L2); raises ``Refused`` (401).

        Args:
            method: in capitals.
            path: below the host, without a query.
            body: the very bytes that came.
            headers: looked up by their names in small letters.
        """
        try:
            return self._key(method, path, body, headers)
        except InvalidRequest:
            raise Refused(401, {"error": "Unauthorized/Invalid api key"}) from None

    def _key(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str]
    ) -> ApiKey:
        key = self._keys.get(headers.get("poly_api_key", ""))
        if key is None:
            raise InvalidRequest("no such API key")
        timestamp = self._timestamp(headers)
        proof = request_proof(parse_secret(key.secret), timestamp, method, path, body)
        told = (
            (headers.get("poly_signature", ""), proof),
            (headers.get("poly_passphrase", ""), key.passphrase),
            (headers.get("poly_address", "").lower(), key.address.lower()),
        )
        if not all(compare_digest(a.encode(), b.encode()) for a, b in told):
            raise InvalidRequest("signature, passphrase or address is wrong")
        return key

    def _timestamp(self, headers: Mapping[str, str]) -> int:
        seconds = _number(headers.get("poly_timestamp", ""))
        true = timedelta(microseconds=time.time_ns() // 1000) + self.skew
        if abs(timedelta(seconds=seconds) - true) > self.window:
            raise InvalidRequest("the timestamp is too far off")
        return seconds


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST):
        raise InvalidRequest("not a number")
    return int(text)


def _unhex(text: str) -> bytes:
    try:
        return bytes.fromhex(text.removeprefix("0x"))
    except ValueError:
        raise InvalidRequest("not hexadecimal") from None
