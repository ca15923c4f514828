"""How our field names are spelt on the wire.

CLOB and Data v2 speak snake_case, which needs nothing. Gamma and Data v1 speak
camelCase, with exceptions: an ID here and there, and a few names left in snake_case.
"""

from __future__ import annotations

from predcore.kit import Dialect

__all__ = ["CAMEL", "SNAKE", "TEXTS", "camel"]

_IRREGULAR = {
    "comment_id": "commentID",
    "context_description": "context_description",
    "context_requires_regen": "context_requires_regen",
    "context_updated_at": "context_updated_at",
    "err_msg": "err_msg",
    "event_count": "event_count",
    "neg_risk_market_id": "negRiskMarketID",
    "neg_risk_request_id": "negRiskRequestID",
    "next_cursor": "next_cursor",
    "parent_comment_id": "parentCommentID",
    "parent_entity_id": "parentEntityID",
    "pyth_token_id": "pythTokenID",
    "question_id": "questionID",
    "rel_id": "relID",
    "related_tag_id": "relatedTagID",
    "schema": "$schema",
    "sender": "from",
    "submitted_by": "submitted_by",
    "tag_id": "tagID",
    "transaction_id": "transactionID",
}


def camel(name: str) -> str:
    """``volume_24hr_clob`` is ``volume24hrClob``; the exceptions are in a table."""
    irregular = _IRREGULAR.get(name)
    if irregular is not None:
        return irregular
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


SNAKE = Dialect(numbers_as_texts=True)
"""The dialect of snake_case models; an id may come as a number."""

CAMEL = Dialect(rename=camel, numbers_as_texts=True)
"""The dialect of camelCase models."""

TEXTS = Dialect()
"""The dialect of models whose numbers are texts, and no JSON number is one."""
