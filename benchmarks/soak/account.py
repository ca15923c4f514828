"""Whether what was said had a reason, and what had a reason was said."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf

__all__ = ["Account", "Interval"]

_LOSING = frozenset({"gap", "reorder", "stall", "duplicate"})
"""Faults after which a venue that numbers nothing may have lost what nobody notices."""

_TOLD_BY: Mapping[str, frozenset[str]] = {
    "gap": frozenset({"Gap", "Disconnected", "withheld"}),
    "malformed": frozenset({"Disconnected", "withheld"}),
    "disconnect": frozenset({"Disconnected", "withheld"}),
    "overflow": frozenset({"Disconnected", "withheld"}),
}
"""Of which some must follow; those of the board tell it by withholding quotes."""

_AFTER = 45.0
"""Seconds after which a fault explains nothing any more: a silence is noticed after 35,
and a connection may have to be dialled again."""

_EXAMPLES = 8

_STALLED = 35.0
"""Seconds after which a silence is called out, as both venues' feeds promise."""


@dataclass(slots=True)
class Interval:
    """A venue's faults, from when they were on until they were off."""

    venue: str
    names: frozenset[str]
    since: float
    until: float = inf
    hits: int | None = None
    heard: set[str] = field(default_factory=set[str])

    def covers(self, venue: str, at: float) -> bool:
        """Whether it may be behind what a venue's stream says at that time."""
        return self.venue == venue and self.since <= at <= self.until + _AFTER


@dataclass(slots=True)
class Account:
    """What was on when, what was said when, and what is wrong with that.

    Attributes:
        numbered: venues that number what they send.
        fresh: seconds that frames may be on their way, beside the time that a busy
            machine left the processes waiting.
        wrong: what must not have happened, and how often.
        unnoticed: books of venues without numbers that lacked a change nobody could
            miss, and were called live.
        longest: seconds that one of them was.
    """

    numbered: Mapping[str, bool]
    fresh: float
    intervals: list[Interval] = field(default_factory=list[Interval])
    last_said: float = 0.0
    wrong: Counter[str] = field(default_factory=Counter[str])
    examples: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    told: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    unnoticed: Counter[str] = field(default_factory=Counter[str])
    longest: float = 0.0
    seen: Counter[str] = field(default_factory=Counter[str])
    oldest: dict[str, float] = field(default_factory=dict[str, float])
    longest_silence: float = 0.0
    lags: deque[tuple[float, float]] = field(
        default_factory=lambda: deque[tuple[float, float]](maxlen=600)
    )
    longest_lag: float = 0.0
    _wrong_since: dict[str, float] = field(default_factory=dict[str, float])
    _dirty: set[str] = field(default_factory=set[str])

    def began(self, venue: str, names: frozenset[str], now: float) -> Interval:
        """Faults are on."""
        interval = Interval(venue, names, now)
        self.intervals.append(interval)
        if names & _LOSING:
            self._dirty.add(venue)
        return interval

    def lagged(self, at: float, seconds: float) -> None:
        """A process of ours did not get to run for so long, until then."""
        self.lags.append((at, seconds))
        self.longest_lag = max(self.longest_lag, seconds)

    def _grace(self, at: float) -> float:
        """Seconds that something may be late at that time."""
        near = (lag for ended, lag in self.lags if at - 5 <= ended <= at + 5)
        return self.fresh + sum(sorted(near)[-3:])

    def clean(self) -> None:
        """Every book was seen to be right: what was lost before is mended."""
        self._dirty.clear()
        self._wrong_since.clear()

    def fail(self, what: str, example: str = "") -> None:
        """Something that must not happen."""
        self.wrong[what] += 1
        examples = self.examples.setdefault(what, [])
        if len(examples) < _EXAMPLES:
            examples.append(example)

    def _said(self, venue: str, kind: str, at: float) -> bool:
        """Whether a fault may be behind it."""
        self.last_said = at
        behind = [one for one in self.intervals if one.covers(venue, at)]
        for interval in behind:
            interval.heard.add(kind)
        return any(interval.names for interval in behind)

    def withheld(self, venue: str, at: float) -> None:
        """The board, which has connections of its own, shows a quote no more."""
        self._said(venue, "withheld", at)

    def announced(self, venue: str, kind: str, at: float, seconds: float = 0.0) -> None:
        """A stream said something about how far it can be believed."""
        self.told[venue, kind] += 1
        explained = self._said(venue, kind, at)
        if not (explained or (kind in {"Gap", "Resynced"} and venue in self._dirty)):
            self.fail(f"{kind} without a fault", f"{venue} at {at:.1f}")
        if kind == "Stalled":
            self.longest_silence = max(self.longest_silence, seconds)
            if seconds > _STALLED + self._grace(at):
                why = f"{venue} at {at:.1f}, after {seconds:.1f} s"
                self.fail("a stall that was told late", why)

    def judge(self, venue: str, at: float, age: float, about: str) -> None:
        """A book that was called live had not been the book for so many seconds."""
        self.seen[venue] += 1
        fresh = self._grace(at)
        if 0 <= age <= fresh:
            self._wrong_since.pop(about, None)
            self.oldest[venue] = max(self.oldest.get(venue, 0.0), age)
            return
        if age < 0:
            if venue in self._dirty and not self.numbered[venue]:
                self._miss(venue, about, at)
            else:
                self.fail("a live book that never was", f"{about} at {at:.1f}")
        elif self._stalled(venue, at - age, at) and age <= _STALLED + fresh:
            self.oldest[f"{venue}, in a stall"] = max(
                self.oldest.get(f"{venue}, in a stall", 0.0), age
            )
        elif venue in self._dirty and not self.numbered[venue]:
            self._miss(venue, about, at)
        else:
            self.fail("a live book that is old", f"{about} at {at:.1f}, by {age:.1f} s")

    def _miss(self, venue: str, about: str, at: float) -> None:
        self.unnoticed[venue] += 1
        since = self._wrong_since.setdefault(about, at)
        self.longest = max(self.longest, at - since)

    def _stalled(self, venue: str, since: float, until: float) -> bool:
        return any(
            i.venue == venue
            and "stall" in i.names
            and i.since <= until
            and i.until + self.fresh >= since
            for i in self.intervals
        )

    def close(self) -> None:
        """Look for faults that nobody heard of."""
        for interval in self.intervals:
            for name in interval.names & _TOLD_BY.keys():
                lone = len(interval.names) == 1
                noticed = name != "gap" or self.numbered[interval.venue]
                # One frame may have been of a kind that nothing depends on.
                enough = lone and noticed and (interval.hits or 0) >= 3
                if enough and not interval.heard & _TOLD_BY[name]:
                    self.fail(f"{name} that was not told", f"{interval}")
