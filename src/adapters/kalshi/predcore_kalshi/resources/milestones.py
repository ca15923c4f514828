"""``/milestones``."""

from __future__ import annotations

from datetime import datetime

from predcore.kit import Page, Pages, decoder, fill

from ..models.milestones import Milestone, MilestoneEnvelope, MilestonePage
from ._parameters import Instant, rfc3339, seconds, within
from ._resource import Resource

__all__ = ["Milestones"]

_ONE = decoder(MilestoneEnvelope).pick(lambda found: found.milestone)
_PAGE = decoder(MilestonePage).pick(
    lambda page: Page(page.milestones, page.cursor or None, page)
)


class Milestones(Resource):
    """Milestones: games, elections and releases that events are about."""

    def list(
        self,
        *,
        limit: int = 500,
        minimum_start_date: datetime | None = None,
        category: str | None = None,
        competition: str | None = None,
        source_id: str | None = None,
        type: str | None = None,  # noqa: A002 - the venue's word
        related_event_ticker: str | None = None,
        min_updated_ts: Instant | None = None,
    ) -> Pages[Milestone]:
        """List milestones.

        Args:
            limit: milestones a page, 1 to 500.
            minimum_start_date: only those that start then or later (aware).
            category: such as ``Sports``.
            competition: such as ``Pro Football``.
            source_id: only that of a data provider's id.
            type: such as ``football_game``.
            related_event_ticker: only those of this event.
            min_updated_ts: only those whose metadata changed after this.
        """
        params = {
            "limit": within("limit", limit, 1, 500),
            "minimum_start_date": rfc3339("minimum_start_date", minimum_start_date),
            "category": category,
            "competition": competition,
            "source_id": source_id,
            "type": type,
            "related_event_ticker": related_event_ticker,
            "min_updated_ts": seconds("min_updated_ts", min_updated_ts),
        }
        return self._listing("/milestones", _PAGE, params)

    async def get(self, milestone_id: str) -> Milestone:
        """Fetch one milestone; raises ``NotFound``."""
        path = fill("/milestones/{milestone_id}", milestone_id=milestone_id)
        return await self._read(path, _ONE)
