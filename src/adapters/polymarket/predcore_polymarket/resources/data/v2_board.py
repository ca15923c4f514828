"""Version 2 of the Data API: who trades best and most."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from predcore.kit import Pages, Param, Request, decoder, query

from ...models.data.v2_board import (
    BuilderPage,
    BuilderStanding,
    BuilderVolume,
    BuilderVolumeAnswer,
    Leader,
    LeaderAnswer,
    LeaderPage,
    Winner,
    WinnerPage,
)
from .._paging import data_pages
from .._resource import Resource

__all__ = ["BiggestWinners", "Builders", "Leaderboard"]

_BUCKET = "data"
_LEADERS = decoder(LeaderPage)
_STANDING = decoder(LeaderAnswer).pick(lambda answer: answer.data)
_WINNERS = decoder(WinnerPage)
_BUILDERS = decoder(BuilderPage)
_VOLUME = decoder(BuilderVolumeAnswer).pick(lambda answer: answer.data)

Period = Literal["day", "week", "month", "all"]


class Leaderboard(Resource):
    """Traders by rank."""

    def list(
        self,
        *,
        limit: int = 1000,
        category: str | None = None,
        time_period: Period | None = None,
        sort_by: Literal["PNL", "VOLUME"] | None = None,
    ) -> Pages[Leader]:
        """List traders, at most 1000 a page."""
        params: dict[str, Param] = {
            "category": category,
            "time_period": time_period,
            "sort_by": sort_by,
            "limit": limit,
        }
        return data_pages(
            self._http,
            "/v2/leaderboard",
            _LEADERS,
            params,
            rows=lambda page: page.data,
            bucket=_BUCKET,
        )

    async def get(
        self,
        user: str,
        *,
        category: str | None = None,
        time_period: Period | None = None,
    ) -> Leader | None:
        """Fetch the ranks of one wallet; ``None`` if it has none."""
        params = query({"user": user, "category": category, "time_period": time_period})
        return await self._http.send(
            Request(
                path="/v2/leaderboard", query=params, parse=_STANDING, bucket=_BUCKET
            )
        )


class BiggestWinners(Resource):
    """Single positions by profit."""

    def list(
        self,
        *,
        limit: int = 1000,
        category: str | None = None,
        time_period: Period | None = None,
    ) -> Pages[Winner]:
        """List winning positions, at most 1000 a page."""
        params: dict[str, Param] = {
            "category": category,
            "time_period": time_period,
            "limit": limit,
        }
        return data_pages(
            self._http,
            "/v2/biggest-winners",
            _WINNERS,
            params,
            rows=lambda page: page.data,
            bucket=_BUCKET,
        )


class Builders(Resource):
    """Applications that bring orders."""

    @cached_property
    def leaderboard(self) -> BuildersLeaderboard:
        """``/v2/builders/leaderboard``."""
        return BuildersLeaderboard(self._http)

    @cached_property
    def volume(self) -> BuildersVolume:
        """``/v2/builders/volume``."""
        return BuildersVolume(self._http)


class BuildersLeaderboard(Resource):
    """Applications by rank."""

    def list(
        self, *, limit: int = 1000, time_period: Period | None = None
    ) -> Pages[BuilderStanding]:
        """List applications, at most 1000 a page."""
        return data_pages(
            self._http,
            "/v2/builders/leaderboard",
            _BUILDERS,
            {"time_period": time_period, "limit": limit},
            rows=lambda page: page.data,
            bucket=_BUCKET,
        )


class BuildersVolume(Resource):
    """Applications over time."""

    async def get(
        self, *, interval: Period | None = None, limit: int | None = None
    ) -> tuple[BuilderVolume, ...]:
        """Fetch volume by application and calendar interval, at most 90 intervals."""
        params = query({"interval": interval, "limit": limit})
        return await self._http.send(
            Request(
                path="/v2/builders/volume", query=params, parse=_VOLUME, bucket=_BUCKET
            )
        )
