"""Ids that go into the body of a request, where nothing else would check them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from predcore import InvalidId, InvalidRequest

__all__ = ["condition_id", "order_id", "order_ids", "token_id"]

_ORDER = re.compile(r"0x[0-9a-fA-F]{64}")
_CONDITION = re.compile(r"0x([0-9a-fA-F]{62}|[0-9a-fA-F]{64})")
_TOKEN = re.compile(r"[0-9]{1,78}")


def order_id(text: str) -> str:
    """The same, if it is a digest; raises ``InvalidId``."""
    return _checked(_ORDER, text, "an order id is 0x and 64 hex digits")


def order_ids(texts: Sequence[str], most: int) -> list[str]:
    """The same, once each, if there are 1 to ``most`` digests.

    Raises ``InvalidRequest``, and ``InvalidId`` for what is no digest.
    """
    if isinstance(texts, str):
        raise InvalidRequest("give a list of order ids, not a text")
    if not 1 <= len(texts) <= most:
        raise InvalidRequest(f"1 to {most} order ids a request, got {len(texts)}")
    return [order_id(text) for text in dict.fromkeys(texts)]


def condition_id(text: str) -> str:
    """The same, if it names a market; raises ``InvalidId``."""
    return _checked(_CONDITION, text, "a condition id is 0x and 64 hex digits")


def token_id(text: str) -> str:
    """The same, if it names a token; raises ``InvalidId``."""
    return _checked(_TOKEN, text, "a token id is up to 78 digits")


def _checked(pattern: re.Pattern[str], text: str, rule: str) -> str:
    if not pattern.fullmatch(text):
        raise InvalidId(f"{rule}, got {text[:100]!r}")
    return text
