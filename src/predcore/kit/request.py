"""Requests as values, and what to do when one fails. No I/O in this module."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Generic, Literal, TypeVar
from urllib.parse import quote, urlencode

from .._errors import InvalidId, InvalidRequest
from .decode import Decoder

T = TypeVar("T")

__all__ = ["Fate", "Param", "Request", "Retry", "fill", "query"]

Param = str | int | bool | Sequence[str] | Sequence[int] | None
"""A query parameter: ``None`` is left out, a sequence is repeated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Generic[T]):
    """One call: how to build it, how to read the answer, what it costs.

    Attributes:
        path: below the base URL, already escaped (see :func:`fill`).
        query: already encoded (see :func:`query`), without the ``?``.
        parse: reads the answer's bytes.
        body: JSON bytes to send.
        repeatable: whether it may be sent again after an unanswered attempt. Reads
            may; a write never is, whatever its HTTP verb promises.
        signed: whether the venue wants credentials; public reads are not signed.
        bucket: the rate budget it draws on, and ``cost`` how much.
        priority: goes ahead of others in that budget (cancels).
        largest: most bytes accepted in answer, ``None`` for the pipeline's own cap.
    """

    path: str
    parse: Decoder[T]
    method: Literal["GET", "POST", "PUT", "DELETE"] = "GET"
    query: str = ""
    body: bytes | None = field(default=None, repr=False)
    repeatable: bool = True
    signed: bool = False
    bucket: str = "read"
    cost: int = 1
    priority: bool = False
    largest: int | None = None
    client_id: str | None = None

    @property
    def label(self) -> str:
        """How errors and logs name it; never the query."""
        return f"{self.method} {self.path}"


class Fate(Enum):
    """What a failed attempt tells us about the world."""

    NOT_SENT = auto()
    """It never left: repeating is safe, even for a write."""
    REFUSED = auto()
    """The venue answered no and did nothing."""
    UNKNOWN = auto()
    """It was sent and nothing intelligible came back."""


@dataclass(frozen=True, slots=True)
class Retry:
    """Exponential backoff with full jitter, within a total time budget (seconds)."""

    attempts: int = 4
    base: float = 0.25
    cap: float = 8.0
    budget: float = 30.0

    def delay(
        self,
        attempt: int,
        fate: Fate,
        *,
        repeatable: bool,
        transient: bool,
        retry_after: int | None = None,
        elapsed: float = 0.0,
    ) -> float | None:
        """Seconds to wait before attempt ``attempt + 1``, or ``None`` to give up."""
        if not transient or attempt + 1 >= self.attempts:
            return None
        if fate is Fate.UNKNOWN and not repeatable:
            return None
        jitter = random.uniform(0, min(self.cap, self.base * 2**attempt))
        wait = jitter if retry_after is None else retry_after + jitter
        return wait if elapsed + wait <= self.budget else None


def fill(template: str, /, **segments: str) -> str:
    """Fill a path template, quoting each segment so an id cannot change the route.

    Raises ``InvalidId`` for a segment that is empty, dots, or not Unicode text.
    """
    for name, value in segments.items():
        if value in {"", ".", ".."}:
            raise InvalidId(f"{name} must be a name, got {value!r}")
    try:
        return template.format_map({k: quote(v, safe="") for k, v in segments.items()})
    except UnicodeEncodeError as error:
        raise InvalidId(f"expected Unicode text, got {error.object!r}") from None


def query(params: Mapping[str, Param]) -> str:
    """Encode query parameters: ``None`` left out, booleans lower-case.

    Raises ``InvalidRequest`` for what is not Unicode text.
    """
    try:
        return urlencode(list(_pairs(params)), quote_via=quote)
    except UnicodeEncodeError as error:
        raise InvalidRequest(f"expected Unicode text, got {error.object!r}") from None


def _pairs(params: Mapping[str, Param]) -> Iterable[tuple[str, str]]:
    for name, value in params.items():
        if value is None:
            continue
        if isinstance(value, str | int):
            yield name, _text(value)
        else:
            for item in value:
                yield name, _text(item)


def _text(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
