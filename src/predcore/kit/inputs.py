"""Hear everything a stream's protocol is told, in order: enough to tell it again.

A protocol is a state machine that does nothing by itself, so whoever keeps what went
in can have the same books once more, exactly. What goes out is not heard: it may hold
secrets.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count
from typing import Any, Literal, Protocol, TypeAlias, runtime_checkable

from .._ids import Instrument
from .localbook import LocalBook
from .protocols import BookProtocol, Send, Step, VerifyingProtocol

__all__ = [
    "Input",
    "Inputs",
    "Remembering",
    "listener",
    "noted",
    "noting",
    "tell_again",
]

Input: TypeAlias = Literal[
    "add", "remove", "doubt", "verify", "opened", "received", "lost", "expired"
]
"""What can be told to a protocol; of instruments, the body is a JSON list of them."""

_INPUTS: ContextVar[Inputs | None] = ContextVar("predcore.inputs", default=None)
_LINES = count(1)
_NANO = 1_000_000_000


class Inputs(Protocol):
    """Hears the inputs of every protocol, each by a number of its own.

    Called where frames are read: never wait here, and never raise.
    """

    def begun(self, line: int, venue: str, memory: Mapping[str, Any]) -> None:
        """What the protocol of this line must know beside its inputs, as far as it
        goes now; told again as it grows."""
        ...

    def told(self, line: int, what: Input, body: str | None, now: int) -> None:
        """An input; ``now`` is in nanoseconds of the monotonic clock."""
        ...


@runtime_checkable
class Remembering(Protocol):
    """A protocol that must know more than its inputs to be told them again."""

    def memory(self) -> Mapping[str, Any]:
        """Everything an equal protocol is made of, ready for JSON and without
        secrets."""
        ...


@contextmanager
def noting(inputs: Inputs | None) -> Generator[None]:
    """Hear the protocols of every watch that is opened in the block::

        with noting(inputs):
            async with hub.watch(*ids) as updates: ...

    They are heard for as long as they run, and so is what is added to a watch later.
    """
    token = _INPUTS.set(inputs)
    try:
        yield
    finally:
        _INPUTS.reset(token)


def listener() -> Inputs | None:
    """Whoever is ``noting`` here and now."""
    return _INPUTS.get()


def noted(protocol: BookProtocol, inputs: Inputs | None) -> BookProtocol:
    """The same protocol, heard; the very same where nobody listens."""
    if inputs is None:
        return protocol
    if isinstance(protocol, VerifyingProtocol):
        return _NotedVerifying(protocol, inputs)
    return _Noted(protocol, inputs)


class _Noted:
    """Passes inputs on with the instant that is noted, so that both are the same."""

    def __init__(self, protocol: BookProtocol, inputs: Inputs) -> None:
        self._protocol = protocol
        self._inputs = inputs
        self._line = next(_LINES)
        self._memory: Mapping[str, Any] | None = None

    @property
    def books(self) -> Mapping[Instrument, LocalBook]:
        return self._protocol.books

    def add(self, instruments: Sequence[Instrument], now: float) -> Iterable[Step]:
        steps = list(self._protocol.add(instruments, _noticed(now)))
        self._remember(instruments)
        self._about("add", instruments, now)
        return steps

    def remove(self, instruments: Sequence[Instrument], now: float) -> Iterable[Step]:
        return self._protocol.remove(
            instruments, self._about("remove", instruments, now)
        )

    def doubt(self, instruments: Sequence[Instrument], now: float) -> Iterable[Step]:
        return self._protocol.doubt(instruments, self._about("doubt", instruments, now))

    def opened(self, now: float) -> Iterable[Send]:
        return self._protocol.opened(self._note("opened", None, now))

    def received(self, frame: str | bytes, now: float, /) -> Iterable[Step]:
        text = frame if isinstance(frame, str) else frame.decode(errors="replace")
        return self._protocol.received(frame, self._note("received", text, now))

    def lost(self) -> None:
        self._note("lost", None, 0)
        self._protocol.lost()

    def due(self) -> float | None:
        return self._protocol.due()

    def expired(self, now: float) -> Iterable[Step]:
        return self._protocol.expired(self._note("expired", None, now))

    def _about(
        self, what: Input, instruments: Sequence[Instrument], now: float
    ) -> float:
        return self._note(what, json.dumps([str(one) for one in instruments]), now)

    def _note(self, what: Input, body: str | None, now: float) -> float:
        nanos = int(now * _NANO)
        self._inputs.told(self._line, what, body, nanos)
        return nanos / _NANO

    def _remember(self, instruments: Sequence[Instrument]) -> None:
        known = self._protocol
        memory: Mapping[str, Any] = {}
        if isinstance(known, Remembering):
            memory = known.memory()
        if instruments and memory != self._memory:
            self._memory = memory
            self._inputs.begun(self._line, instruments[0].venue, memory)


class _NotedVerifying(_Noted):
    def verify(self, instruments: Sequence[Instrument], now: float) -> Iterable[Step]:
        assert isinstance(self._protocol, VerifyingProtocol)
        return self._protocol.verify(
            instruments, self._about("verify", instruments, now)
        )


def tell_again(
    protocol: BookProtocol, what: str, body: str | None, now: int
) -> Iterable[Step]:
    """Tell a protocol what another one was told; the steps are as they were then.

    Raises ``ValueError`` for what is no input.
    """
    at = now / _NANO
    match what, body:
        case "received", str():
            return protocol.received(body, at)
        case "opened", _:
            return protocol.opened(at)
        case "expired", _:
            return protocol.expired(at)
        case "lost", _:
            protocol.lost()
            return ()
        case "add", str():
            return protocol.add(_instruments(body), at)
        case "remove", str():
            return protocol.remove(_instruments(body), at)
        case "doubt", str():
            return protocol.doubt(_instruments(body), at)
        case "verify", str() if isinstance(protocol, VerifyingProtocol):
            return protocol.verify(_instruments(body), at)
        case _:
            raise ValueError(f"{what!r} is no input of a protocol")


def _instruments(body: str) -> list[Instrument]:
    found: list[str] = json.loads(body)
    return [Instrument.parse(text) for text in found]


def _noticed(now: float) -> float:
    """An instant as whole nanoseconds have it."""
    return int(now * _NANO) / _NANO
