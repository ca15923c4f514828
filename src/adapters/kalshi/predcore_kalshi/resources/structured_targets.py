"""``/structured_targets``."""

from __future__ import annotations

from collections.abc import Sequence

from predcore.kit import Page, Pages, decoder, fill

from ..models import structured_targets as models
from ._parameters import repeated, within
from ._resource import Resource

__all__ = ["StructuredTargets"]

_ONE = decoder(models.StructuredTargetEnvelope).pick(
    lambda found: found.structured_target
)
_PAGE = decoder(models.StructuredTargetPage).pick(
    lambda page: Page(page.structured_targets, page.cursor or None, page)
)


class StructuredTargets(Resource):
    """Structured targets: the players, teams and things that markets name."""

    def list(
        self,
        *,
        ids: Sequence[str] | None = None,
        type: str | None = None,  # noqa: A002 - the venue's word
        competition: str | None = None,
        page_size: int = 1000,
    ) -> Pages[models.StructuredTarget]:
        """List targets.

        Args:
            ids: only these, at most 2000.
            type: such as ``basketball_player``.
            competition: such as ``NBA``.
            page_size: targets a page, 1 to 2000.
        """
        params = {
            "ids": repeated("ids", ids, 2000),
            "type": type,
            "competition": competition,
            "page_size": within("page_size", page_size, 1, 2000),
        }
        return self._listing("/structured_targets", _PAGE, params)

    async def get(self, structured_target_id: str) -> models.StructuredTarget:
        """Fetch one target; raises ``NotFound``."""
        path = fill(
            "/structured_targets/{structured_target_id}",
            structured_target_id=structured_target_id,
        )
        return await self._read(path, _ONE)
