"""What came of it, in words and in figures."""

from __future__ import annotations

from collections.abc import Iterator

from .running import Soak

__all__ = ["figures", "report", "verdict"]

_FLAT = 0.05
_MEMORY = {1: ("resident", "MB"), 2: ("blocks of Python", "thousand")}
_LONG_ENOUGH = 240.0
"""Seconds from which on memory can be said to be flat or not."""


def verdict(soak: Soak) -> dict[str, int]:
    """What was wrong, and how often; empty where nothing was."""
    wrong = dict(soak.account.wrong)
    if soak.seconds >= _LONG_ENOUGH:
        for column, (what, _) in _MEMORY.items():
            if soak.memory.growth(column)[2] > _FLAT:
                wrong[f"memory grew: {what}"] = 1
    return wrong


def figures(soak: Soak) -> dict[str, object]:
    """All of it, for programs."""
    account = soak.account
    return {
        "wrong": verdict(soak),
        "examples": account.examples,
        "compared": dict(account.seen),
        "oldest": account.oldest,
        "unnoticed": dict(account.unnoticed),
        "told": {f"{venue} {kind}": n for (venue, kind), n in account.told.items()},
        "kinds": dict(soak.kinds),
        "updates": soak.updates,
        "seconds": soak.seconds,
    }


def report(soak: Soak) -> str:
    """All of it, for people."""
    return "\n".join(_lines(soak))


def _lines(soak: Soak) -> Iterator[str]:
    account = soak.account
    yield ""
    yield (
        f"{soak.seconds:.0f} s, {soak.instruments} instruments, "
        f"{soak.house['changes']:.0f} changes of books, {soak.updates} updates read"
    )
    yield f"CPU: client {soak.memory.cpu():.0%}, exchanges {soak.house['cpu']:.0%}"
    for column, (what, unit) in _MEMORY.items():
        before, after, growth = soak.memory.growth(column)
        course = " ".join(f"{part:.1f}" for part in soak.memory.course(column))
        change = f"{before:.1f} to {after:.1f} {unit} ({growth:+.1%})"
        yield f"memory, {what}: {change}: {course}"
    yield from (f"    {line}" for line in soak.memory.grown)
    yield f"rests until all was right: {', '.join(f'{s:.1f}' for s in soak.rests)} s"
    yield f"episodes: {_counted(soak.kinds)}"
    for venue, seen in sorted(account.seen.items()):
        yield f"{venue}: {seen} live books and quotes compared"
    for where, age in sorted(account.oldest.items()):
        yield f"oldest, {where}: {age:.2f} s"
    for venue, count in account.unnoticed.items():
        yield (
            f"{venue}: {count} of them with a loss that the venue lets nobody notice, "
            f"the longest for {account.longest:.1f} s"
        )
    told = {f"{venue} {kind}": n for (venue, kind), n in sorted(account.told.items())}
    yield f"told: {_counted(told)}"
    yield f"longest silence before Stalled: {account.longest_silence:.1f} s"
    yield f"longest that a process waited to run: {account.longest_lag:.2f} s"
    wrong = verdict(soak)
    for what, count in wrong.items():
        yield f"WRONG: {what}, {count} times"
        yield from (f"    {example}" for example in account.examples.get(what, ()))
    yield "nothing was wrong" if not wrong else "something was wrong"


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{what} {count}" for what, count in counts.items())
