"""What an output cannot encode: drawings in ASCII, the rest as JSON spells it."""

from __future__ import annotations

import codecs
import json

__all__ = ["DRAWN", "SPELT"]

DRAWN, SPELT = "predcore.drawn", "predcore.spelt"
"""Names of error handlers: for people and for programs."""

_ALIKE = str.maketrans(
    "█▉▊▋▌▍▎▏▇▆▅▄▃▂▁│┤└─╵╷╹╻┃╽╿",
    "#####---#++::..|++-',#####",
)


def _spelt(error: UnicodeError) -> tuple[str, int]:
    """Escapes that are valid in a JSON string, of whatever is not ASCII."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return json.dumps(text)[1:-1], error.end


def _drawn(error: UnicodeError) -> tuple[str, int]:
    """The same, but bars and charts keep their shape."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return json.dumps(text.translate(_ALIKE))[1:-1], error.end


codecs.register_error(SPELT, _spelt)
codecs.register_error(DRAWN, _drawn)
