"""The switches, and how their values are read."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

from ... import InvalidRequest

__all__ = ["Switches"]

_TAKES: dict[str, tuple[type, ...]] = {
    "bool": (bool,),
    "float": (int, float),
    "int": (int,),
    "int | None": (int, type(None)),
    "str": (str,),
}
_PER_CENT = frozenset({"accept_then_drop", "lost"})
_SIGNED = frozenset({"clock_skew"})


@dataclass(slots=True, eq=False)
class Switches:
    """How requests and sockets are mistreated; each can be set at any time.

    Attributes:
        latency: seconds before anything is answered.
        status: answer this status and a line of text.
        html: answer 403 and a page, as a firewall does.
        rate_limited: answer 429 without ``Retry-After``.
        huge: answer 200 and so many megabytes of JSON.
        truncate: cut the true answer in half; it is complete as far as HTTP goes.
        drop: close the connection in the middle of the true answer. Needs a real
            connection (:func:`predcore.sim.serve`), as do the next two.
        accept_then_drop: so many per cent of writes (requests other than GET and
            HEAD) are carried out, and the connection closed without an answer.
        lost: so many per cent of writes are not even carried out.
        clock_skew: seconds the venue's clock is ahead; negative is behind.
        stall: a socket stays open, and nothing but heartbeats comes out of it.
        gap: every so-many-th frame of a socket is lost.
        duplicate: every so-many-th frame is sent twice.
        reorder: every so-many-th frame changes places with the next.
        malformed: every so-many-th frame is cut in half.
        disconnect: the connection breaks off instead of every so-many-th frame.
        overflow: the venue's answer to a reader that is too slow, every so-many-th
            frame, from simulators whose venue has one.
        refuse: commands on a socket are answered with the venue's error of this
            number, from simulators whose venue numbers them.
        matching: of frames, mistreat and count only those that contain this text.
        times: mistreat so many requests or frames and then none; ``None`` is all.
    """

    latency: float = 0.0
    status: int | None = None
    html: bool = False
    rate_limited: bool = False
    huge: int = 0
    truncate: bool = False
    drop: bool = False
    accept_then_drop: int = 0
    lost: int = 0
    clock_skew: float = 0.0
    stall: bool = False
    gap: int = 0
    duplicate: int = 0
    reorder: int = 0
    malformed: int = 0
    disconnect: int = 0
    overflow: int = 0
    refuse: int = 0
    matching: str = ""
    times: int | None = None

    def put(self, name: str, value: object) -> None:
        """Set one switch by name.

        Raises:
            InvalidRequest: there is no such switch, or it takes other values.
        """
        if name not in _GOOD:
            raise InvalidRequest(
                f"there is no fault {name!r}; there are {', '.join(_GOOD)}"
            )
        kinds = _TAKES[_KINDS[name]]
        if not isinstance(value, kinds) or (
            isinstance(value, bool) != (kinds == (bool,))
        ):
            raise InvalidRequest(
                f"fault {name} takes {_KINDS[name].replace('| None', 'or null')}, "
                f"got {value!r}"
            )
        if isinstance(value, int | float) and not isinstance(value, bool):
            most = 100 if name in _PER_CENT else value
            if value > most or (value < 0 and name not in _SIGNED):
                raise InvalidRequest(f"fault {name} cannot be {value}")
        setattr(self, name, value)

    def on(self) -> dict[str, object]:
        """The switches that differ from good treatment, by name."""
        return {
            name: value for name, value in asdict(self).items() if value != _GOOD[name]
        }

    def clear(self) -> None:
        """Back to good treatment."""
        for name, value in _GOOD.items():
            setattr(self, name, value)

    def spend(self) -> bool:
        """Whether the next request or frame is mistreated; counts ``times`` down."""
        if self.times is None:
            return True
        self.times -= 1
        return self.times >= 0


_GOOD = asdict(Switches())
_KINDS = {field.name: str(field.type) for field in fields(Switches)}
