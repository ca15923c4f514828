"""What goes wrong, when and where: the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

__all__ = ["COUNTED", "WIRES", "Episode", "Fault", "Wire", "episodes"]

Reader = Literal["brisk", "drips", "sleeps"]

_HURRY = 12

COUNTED = 1_000_000
"""Frames that a fault may mistreat; how many it did is read off what is left."""


@dataclass(frozen=True, slots=True)
class Wire:
    """Where a venue's simulator can be mistreated.

    Attributes:
        stream: the beginning of its sockets' paths.
        witness: the beginning of the paths that books are compared by.
        numbered: whether it numbers what it sends, so that any loss is noticed.
        own: faults of this venue alone, and their values.
    """

    stream: str
    witness: str
    numbered: bool
    own: Mapping[str, Sequence[int]]


WIRES: Mapping[str, Wire] = {
    "kalshi": Wire(
        "/trade-api/ws",
        "/trade-api/v2/markets",
        numbered=True,
        own={"overflow": (200, 500), "refuse": (1, 18, 27)},
    ),
    "polymarket": Wire("/ws", "/clob/book", numbered=False, own={}),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Switches of one venue, for the paths below ``at``."""

    venue: str
    at: str
    switches: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Episode:
    """What happens for some seconds, and then for some seconds no more.

    Attributes:
        kind: a name for the report.
        seconds, rest: with the faults on, and off again.
        faults: what is switched on.
        reader: how the consumer reads meanwhile.
        churn: instruments are left and followed again.
        flood: how many times the usual traffic there is.
        halts: how many markets of each venue are paused, and have another tick.
    """

    kind: str
    seconds: float
    rest: float
    faults: tuple[Fault, ...] = ()
    reader: Reader = "brisk"
    churn: bool = False
    flood: int = 1
    halts: int = 0


_FRAMES: Mapping[str, tuple[int, int]] = {
    "gap": (5, 60),
    "duplicate": (3, 30),
    "reorder": (5, 40),
    "malformed": (80, 400),
    "disconnect": (80, 400),
}
"""Every so-many-th frame."""

_SHORT = (
    *_FRAMES,
    "own",
    "brief stall",
    "outage",
    "slow handshake",
    "mixture",
    "witness 503",
    "witness 429",
    "witness page",
    "drips",
    "sleeps",
    "churn",
    "flood",
    "halts",
)
_LONG = ("calm", "stall", "stall", "churn in a stall")


def episodes(
    seed: int, venues: Sequence[str], *, quick: bool = False
) -> Iterator[Episode]:
    """Without end; every kind comes up once before any comes again.

    Args:
        seed: of the order and of everything else.
        venues: who may be mistreated.
        quick: leave out what takes half a minute, and be short about the rest.
    """
    random = Random(f"soak {seed}")
    while True:
        deck = [*_SHORT] if quick else [*_SHORT, *_LONG]
        random.shuffle(deck)
        for kind in deck:
            yield _Dealer(random, venues, quick=quick).episode(kind)


class _Dealer:
    def __init__(self, random: Random, venues: Sequence[str], *, quick: bool) -> None:
        self._random = random
        self._quick = quick
        both = random.random() < 0.5
        self._venues = tuple(venues) if both else (random.choice(venues),)

    def episode(self, kind: str) -> Episode:
        seconds = self._seconds(3, 10)
        rest = self._seconds(2, 6)
        match kind:
            case "calm":
                return Episode(kind, 75, 0)
            case "drips" | "sleeps":
                return Episode(kind, seconds, rest, reader=_READERS[kind])
            case "flood":
                return Episode(kind, seconds, rest, flood=4)
            case "halts":
                return Episode(kind, seconds, rest, halts=3)
            case "churn":
                return Episode(kind, seconds, rest, churn=True)
            case "stall" | "churn in a stall":
                seconds = self._random.uniform(12, 45)
                rest, churn = 10, kind != "stall"
                return Episode(
                    kind, seconds, rest, self._streams(stall=True), "brisk", churn
                )
            case "brief stall":
                faults = self._streams(stall=True)
                return Episode(kind, self._seconds(1, 5), rest, faults)
            case "outage":
                faults = self._streams(disconnect=20, status=503)
                return Episode(kind, seconds, rest, faults)
            case "slow handshake":
                faults = self._streams(disconnect=100, latency=1.5)
                return Episode(kind, seconds, rest, faults)
            case "mixture":
                first, second = self._random.sample(sorted(_FRAMES), 2)
                faults = self._streams(
                    **{first: self._often(first), second: self._often(second)}
                )
                return Episode(f"{first} and {second}", seconds, rest, faults)
            case "own":
                return self._own(seconds, rest)
            case _ if kind.startswith("witness"):
                return Episode(kind, seconds, rest, self._witnesses(kind))
            case _:
                faults = self._streams(**{kind: self._often(kind)})
                return Episode(kind, seconds, rest, faults)

    def _seconds(self, least: float, most: float) -> float:
        drawn = self._random.uniform(least, most)
        return drawn / _HURRY if self._quick else drawn

    def _often(self, fault: str) -> int:
        least, most = _FRAMES[fault]
        every = self._random.randint(least, most)
        return max(every // _HURRY, least // 4, 3) if self._quick else every

    def _streams(self, **switches: object) -> tuple[Fault, ...]:
        counted = {"times": COUNTED, **switches}
        return tuple(Fault(v, WIRES[v].stream, counted) for v in self._venues)

    def _own(self, seconds: float, rest: float) -> Episode:
        faults: list[Fault] = []
        for venue in self._venues:
            if own := WIRES[venue].own:
                name = self._random.choice(sorted(own))
                switches = {"times": COUNTED, name: self._random.choice(own[name])}
                faults.append(Fault(venue, WIRES[venue].stream, switches))
        said = {name for f in faults for name in f.switches if name != "times"}
        return Episode(
            " and ".join(sorted(said)) or "calm", seconds, rest, tuple(faults)
        )

    def _witnesses(self, kind: str) -> tuple[Fault, ...]:
        switches = _WITNESSES[kind]
        return tuple(Fault(v, WIRES[v].witness, switches) for v in self._venues)


_READERS: Mapping[str, Reader] = {"drips": "drips", "sleeps": "sleeps"}

_WITNESSES: Mapping[str, Mapping[str, object]] = {
    "witness 503": {"status": 503},
    "witness 429": {"rate_limited": True},
    "witness page": {"html": True},
}
