"""Whether a request was signed by whom it says, and what that key may do."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import timedelta

from .keys import ApiKey, KeyRing
from .refusals import Refusal, refused

__all__ = ["Gate"]

_KEY, _SIGNATURE, _TIMESTAMP = (
    "kalshi-access-key",
    "kalshi-access-signature",
    "kalshi-access-timestamp",
)


class Gate:
    """Checks the three headers of a signed request, of REST as of the WebSocket.

    Args:
        keys: the keys that are known.
        window: how far the timestamp may be off, either way.

    Attributes:
        skew: how far the venue's clock is ahead of the true time.
    """

    def __init__(self, keys: KeyRing, window: timedelta) -> None:
        self._keys = keys
        self.window = window
        self.skew = timedelta(0)

    def admit(self, method: str, path: str, headers: Mapping[str, str]) -> ApiKey:
        """The key that signed; raises ``Refusal``.

        Args:
            method: of the request, in capitals.
            path: from the root, without a query.
            headers: looked up by their names in small letters.
        """
        if not any(name in headers for name in (_KEY, _SIGNATURE, _TIMESTAMP)):
            raise refused(401, "token_authentication_failure")
        key = self._keys.get(headers.get(_KEY, ""))
        if key is None:
            raise refused(401, "authentication_error", "NOT_FOUND")
        signature, timestamp = headers.get(_SIGNATURE), headers.get(_TIMESTAMP)
        if signature is None or timestamp is None:
            raise refused(401, "signature_is_missing_from_headers")
        if not self._is_current(timestamp):
            raise refused(401, "header_timestamp_expired")
        if not self._keys.signed(key.id, signature, f"{timestamp}{method}{path}"):
            raise refused(401, "authentication_error", "INCORRECT_API_KEY_SIGNATURE")
        return key

    def _is_current(self, timestamp: str) -> bool:
        if not timestamp.isascii() or not timestamp.isdecimal():
            return False
        if len(timestamp) > len("1703123456789") + 1:
            return False
        true = timedelta(milliseconds=time.time_ns() // 1_000_000)
        off = timedelta(milliseconds=int(timestamp)) - true - self.skew
        return abs(off) <= self.window


def allow(key: ApiKey, scope: str) -> None:
    """Raises ``Refusal`` where a key was not granted a scope."""
    if not key.may(scope):
        raise Refusal(403, {})
