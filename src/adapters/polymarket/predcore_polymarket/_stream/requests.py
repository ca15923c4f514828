"""What is said to the market channel."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.json import encode

from predcore.kit import Send

__all__ = ["follow", "introduce", "leave"]


def introduce(tokens: Sequence[str], *, custom_features: bool = True) -> Send:
    """The first frame of a connection; books of all tokens come as an answer."""
    return _said(
        {
            "type": "market",
            "assets_ids": list(tokens),
            "custom_feature_enabled": custom_features,
            "initial_dump": True,
            "level": 2,
        }
    )


def follow(tokens: Sequence[str]) -> Send:
    """More tokens. One that is followed already is refused: ``leave`` it first."""
    return _said(
        {
            "operation": "subscribe",
            "assets_ids": list(tokens),
            "custom_feature_enabled": True,
        }
    )


def leave(tokens: Sequence[str]) -> Send:
    """These tokens no longer."""
    return _said({"operation": "unsubscribe", "assets_ids": list(tokens)})


def _said(frame: dict[str, object]) -> Send:
    return Send(encode(frame).decode())
