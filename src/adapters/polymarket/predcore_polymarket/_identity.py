"""What a text names: a condition, a token, a Gamma id, a slug, or an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

from predcore import InvalidId

__all__ = ["Kind", "Name", "canonical", "event_name", "market_name"]

_HEX = re.compile(r"0x(?:[0-9a-fA-F]{62}|[0-9a-fA-F]{64})")
_SHORT_HEX = re.compile(r"0[xX][0-9a-fA-F]*")
_DIGITS = re.compile(r"[0-9]{1,78}")
_SLUG = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,254}[A-Za-z0-9_-])?")
_HOSTS = frozenset({"polymarket.com", "www.polymarket.com"})
_LAST_GAMMA_ID = 2**31 - 1
"""Gamma counts; token ids are hashes, and practically all have over seventy digits."""
_LAST_TOKEN_ID = 2**256 - 1


class Kind(Enum):
    """How Polymarket knows a market."""

    CONDITION = "condition id"
    TOKEN = "token id"
    GAMMA = "Gamma id"
    SLUG = "slug"
    EVENT = "event slug"


@dataclass(frozen=True, slots=True)
class Name:
    """A text, understood."""

    kind: Kind
    text: str


def canonical(condition_id: str) -> str:
    """The condition id in 64 lower-case digits; the 62 of newer markets are padded."""
    lower = condition_id.lower()
    return lower + "00" if len(lower) == 64 else lower


def market_name(text: str) -> Name:
    """Read the name of a market.

    Condition ids, token ids, Gamma ids, slugs and addresses of polymarket.com; the
    address of an event names its market where it has only one. Raises ``InvalidId``.
    """
    if "://" in text:
        return _market_of_address(text)
    if _HEX.fullmatch(text):
        return Name(Kind.CONDITION, canonical(text))
    if _SHORT_HEX.fullmatch(text):
        raise InvalidId(f"a condition id has 64 hexadecimal digits, got {text!r}")
    if _DIGITS.fullmatch(text):
        if int(text) > _LAST_TOKEN_ID:
            raise InvalidId(f"no token id is as large as {text}")
        small = int(text) <= _LAST_GAMMA_ID
        return Name(Kind.GAMMA if small else Kind.TOKEN, text)
    return Name(Kind.SLUG, _slug(text))


def event_name(text: str) -> Name:
    """Read the name of an event: Gamma id, slug or address. Raises ``InvalidId``."""
    if "://" in text:
        segments = _segments(text)
        if len(segments) < 2 or segments[0] != "event":
            raise InvalidId(f"{text!r} is not the address of an event")
        return Name(Kind.SLUG, _slug(segments[1]))
    if _DIGITS.fullmatch(text) and int(text) <= _LAST_GAMMA_ID:
        return Name(Kind.GAMMA, text)
    return Name(Kind.SLUG, _slug(text))


def _market_of_address(text: str) -> Name:
    match _segments(text):
        case ["event", _, slug] | ["market", slug]:
            return Name(Kind.SLUG, _slug(slug))
        case ["event", slug]:
            return Name(Kind.EVENT, _slug(slug))
        case _:
            raise InvalidId(f"{text!r} is not the address of a market")


def _segments(text: str) -> list[str]:
    """The path of an address of the venue's, without a language in front."""
    try:
        parts = urlsplit(text)
    except ValueError:
        raise InvalidId(f"{text!r} is not an address") from None
    if parts.scheme != "https" or parts.netloc not in _HOSTS:
        raise InvalidId(f"{text!r} is not an address of https://polymarket.com")
    segments = [segment for segment in parts.path.split("/") if segment]
    return segments[1:] if segments and len(segments[0]) == 2 else segments


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise InvalidId(
            f"{text!r} names no Polymarket market: expected a condition id (0x…), a "
            "token id, a Gamma id, a slug or an address of polymarket.com"
        )
    return text
