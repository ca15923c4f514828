"""``/prices-history``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.routing import Route

from ..answers import Ask
from ..listing import Listing
from ..notation import Json, Row, seconds
from ..samples import Sample, sampled
from .refusals import CLOB, invalid

__all__ = ["History"]

_HOUR, _DAY = 3600, 86_400
_SPANS = {
    "1h": _HOUR,
    "6h": 6 * _HOUR,
    "1d": _DAY,
    "1w": 7 * _DAY,
    "1m": 30 * _DAY,
    "max": 31 * _DAY,
    "all": 31 * _DAY,
}
_FINEST = {"1w": 5, "1m": 10}
_DEFAULT_FOR_ALL = 10
_LONGEST = 15 * _DAY
_MOST_MARKETS = 20


class History:
    """Sampled prices; the last point is always the present one."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing

    @property
    def _now(self) -> int:
        return seconds(self._listing.now)

    def routes(self) -> list[Route]:
        """One token by GET, up to twenty by POST."""
        return [
            CLOB.get("/prices-history", self._one),
            CLOB.post("/batch-prices-history", self._many),
        ]

    def _one(self, ask: Ask) -> Json:
        token = ask.text("market")
        if token is None:
            raise invalid("invalid filters: the 'market' (asset id) is mandatory")
        return {
            "history": self._points(
                token,
                ask.text("interval"),
                ask.count("startTs"),
                ask.count("endTs"),
                ask.count("fidelity"),
            )
        }

    def _many(self, ask: Ask) -> Json:
        body = ask.body
        if not isinstance(body, Mapping):
            raise invalid("Invalid payload")
        tokens, interval = body.get("markets"), body.get("interval")
        if not isinstance(tokens, Sequence) or not 0 < len(tokens) <= _MOST_MARKETS:
            raise invalid("Invalid payload")
        return {
            "history": {
                str(token): self._points(
                    str(token),
                    interval if isinstance(interval, str) else None,
                    _whole(body.get("start_ts")),
                    _whole(body.get("end_ts")),
                    _whole(body.get("fidelity")),
                )
                for token in tokens
            }
        }

    def _points(
        self,
        token: str,
        interval: str | None,
        start: int | None,
        end: int | None,
        fidelity: int | None,
    ) -> list[Row]:
        step = 60 * _fidelity(interval, fidelity)
        start, end = self._window(interval, start, end)
        found = self._listing.by_token.get(token)
        if found is None:
            return []
        samples = sampled(*found, start, end, step)
        samples += sampled(*found, self._now, self._now, 1)
        return [_point(sample) for sample in samples]

    def _window(
        self, interval: str | None, start: int | None, end: int | None
    ) -> tuple[int, int]:
        if start is None:
            if interval is None or end is not None:
                raise invalid(
                    "invalid filters: either 'interval' or 'startTs' is mandatory"
                )
            return self._now - _SPANS[interval], self._now
        if end is not None and end - start > _LONGEST:
            raise invalid("invalid filters: 'startTs' and 'endTs' interval is too long")
        return start, self._now if end is None else min(end, self._now)


def _fidelity(interval: str | None, fidelity: int | None) -> int:
    if interval is not None and interval not in _SPANS:
        raise invalid(
            "invalid filters: the 'interval' value is unknown. Known values: '1m', "
            "'1w', '1d', '6h', '1h'"
        )
    if interval in {"max", "all"}:
        return max(fidelity or _DEFAULT_FOR_ALL, _DEFAULT_FOR_ALL)
    finest = _FINEST.get(interval or "", 1)
    if (fidelity or 1) < finest:
        raise invalid(
            f"invalid filters: minimum 'fidelity' for '{interval}' range is {finest}"
        )
    return fidelity or 1


def _whole(value: Json) -> int | None:
    return value if isinstance(value, int) else None


def _point(sample: Sample) -> Row:
    return {"t": sample.at, "p": sample.price}
