"""Where a venue's services are, by environment, and how to point elsewhere."""

from __future__ import annotations

import os
from collections.abc import Mapping

from .._errors import InvalidRequest

__all__ = ["endpoints", "variable"]


def variable(venue: str, service: str) -> str:
    """The environment variable that overrides a service's base URL."""
    return f"PREDCORE_{venue}_{service}_URL".upper().replace("-", "_")


def endpoints(
    venue: str,
    environment: str,
    known: Mapping[str, Mapping[str, str]],
    overrides: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Base URLs by service name.

    Args:
        venue: the adapter's name.
        environment: a key of ``known``.
        known: environment to service to URL.
        overrides: service to URL, before ``PREDCORE_<VENUE>_<SERVICE>_URL``, before
            ``known``.

    Raises:
        InvalidRequest: an unknown environment or service, or a URL that is neither
            http(s) nor, where ``known`` has a WebSocket, ws(s).
    """
    try:
        chosen = known[environment]
    except KeyError:
        raise InvalidRequest(
            f"{venue} has no environment {environment!r}; it has {', '.join(known)}"
        ) from None
    for service in overrides or ():
        if service not in chosen:
            raise InvalidRequest(
                f"{venue} has no service {service!r}; it has {', '.join(chosen)}"
            )
    urls = {
        service: (overrides or {}).get(service)
        or os.environ.get(variable(venue, service))
        or url
        for service, url in chosen.items()
    }
    for service, url in urls.items():
        plain = "ws" if chosen[service].startswith("ws") else "http"
        if not url.startswith((f"{plain}://", f"{plain}s://")):
            raise InvalidRequest(
                f"the {service} URL of {venue} must start with {plain}:// or "
                f"{plain}s://; it is given by {variable(venue, service)} or as urls"
            )
    return urls
