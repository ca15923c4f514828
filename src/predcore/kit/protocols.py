"""What a venue says on a connection, as a plain object that never touches a socket."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from .._ids import Instrument
from .._updates import Update
from .localbook import LocalBook

__all__ = [
    "BookProtocol",
    "Full",
    "Ready",
    "Reconnect",
    "Send",
    "Step",
    "StreamProtocol",
    "VerifyingProtocol",
]


@dataclass(frozen=True, slots=True)
class Send:
    """A frame the protocol wants written."""

    frame: str | bytes


@dataclass(frozen=True, slots=True)
class Reconnect:
    """The connection is of no more use, for this reason.

    It is left at once: frames that still wait to be written are not.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Ready:
    """Everything was subscribed to: what happens from here on will be told.

    Once a connection, from protocols of streams that are reconciled by other reads
    (see :func:`predcore.kit.stream`), which may begin now.
    """


@dataclass(frozen=True, slots=True)
class Full:
    """The venue follows no more on this connection, and least of all these.

    From a :class:`BookProtocol`, which asks for them no longer and keeps the rest.
    It is told to ``remove`` them once its steps are done, and another connection to
    ``add`` them; none is given more from then on than this one has left. Where that
    is nothing, the stream ends with ``StreamError``.
    """

    instruments: tuple[Instrument, ...]


Step = Send | Reconnect | Ready | Full | Update


class StreamProtocol(Protocol):
    """A connection's state machine: no I/O, no tasks; ``now`` is monotonic seconds."""

    def opened(self, now: float) -> Iterable[Send]:
        """A fresh connection: subscribe from scratch."""
        ...

    def received(self, frame: str | bytes, now: float, /) -> Iterable[Step]:
        """A frame arrived.

        Raise ``BadResponse`` for a frame that makes no sense (the connection is
        dropped and what was built from it is stale) and any other ``PredcoreError``
        to end the stream for good.
        """
        ...

    def lost(self) -> None:
        """The connection is gone: whatever was built from it is stale."""
        ...

    def due(self) -> float | None:
        """When ``expired`` wants to be called if nothing happens before."""
        ...

    def expired(self, now: float) -> Iterable[Step]:
        """Something did not come in time."""
        ...


class BookProtocol(StreamProtocol, Protocol):
    """A connection about books, which can be told to follow others.

    A protocol without instruments is a connection at rest: ``opened`` may have
    nothing to say.
    """

    @property
    def books(self) -> Mapping[Instrument, LocalBook]:
        """The books by instrument, for as long as each is followed; the mapping and
        the books are the same objects through every reconnect."""
        ...

    def add(self, instruments: Sequence[Instrument], now: float) -> Iterable[Step]:
        """Follow these too; those that are followed already are passed over.

        Valid at any time: before ``opened`` it only registers them.
        """
        ...

    def remove(self, instruments: Sequence[Instrument], now: float) -> Iterable[Step]:
        """Follow these no longer: nothing more is told of them.

        They are out of ``books``, and a book that nobody follows is ``stale``.
        """
        ...

    def doubt(self, instruments: Sequence[Instrument], now: float) -> Iterable[Step]:
        """Something else contradicts these books: ``Gap``, withhold them, ask again.

        Those that are not live are passed over, as they are being asked for.
        """
        ...


@runtime_checkable
class VerifyingProtocol(Protocol):
    """A protocol that can compare a live book with the venue's, over its connection."""

    def verify(self, instruments: Sequence[Instrument], now: float) -> Iterable[Step]:
        """Ask for these books without withholding them.

        What comes is compared: ``LocalBook.confirmed``, or ``Gap``. What does not
        come is told by ``Stalled``.
        """
        ...
