"""What needs a signature, and is refused here with or without one."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

__all__ = ["PRIVATE", "refuse"]

_EVERY = ["GET", "POST", "PUT", "DELETE"]
PRIVATE = {
    "/account/limits": ["GET"],
    "/account/api_usage_level/{rest:path}": _EVERY,
    "/api_keys{rest:path}": _EVERY,
    "/communications/{rest:path}": _EVERY,
    "/fcm/{rest:path}": _EVERY,
    "/historical/fills": ["GET"],
    "/historical/orders": ["GET"],
    "/historical/positions": ["GET"],
    "/multivariate_event_collections/{collection_ticker}": ["POST"],
    "/portfolio/{rest:path}": _EVERY,
    "/series/{series_ticker}/events/{ticker}/forecast_percentile_history": ["GET"],
}
"""Paths and methods; there are no accounts, so no key is known."""

_MISSING = {
    "code": "token_authentication_failure",
    "message": "token authentication failure",
}
_UNKNOWN = {
    "code": "authentication_error",
    "message": "authentication_error",
    "details": "NOT_FOUND",
}


async def refuse(request: Request) -> Response:
    """401: nobody asked, or nobody knows who asked."""
    error = _UNKNOWN if "kalshi-access-key" in request.headers else _MISSING
    return JSONResponse({"error": error}, status_code=401)
