"""The shapes in which Kalshi says no."""

from __future__ import annotations

__all__ = [
    "Refusal",
    "bad_request",
    "error_of",
    "invalid",
    "not_found",
    "refused",
    "too_many_requests",
]


class Refusal(Exception):
    """An answer that is not 200.

    Attributes:
        status: of the answer.
        body: its JSON.
    """

    def __init__(self, status: int, body: dict[str, object]) -> None:
        super().__init__(status, body)
        self.status = status
        self.body = body


def error_of(code: str, details: str | None = None) -> dict[str, object]:
    """What is nested in a body, or in an item of a batch."""
    said = code if code == "authentication_error" else code.replace("_", " ")
    error: dict[str, object] = {"code": code, "message": said}
    return error if details is None else {**error, "details": details}


def refused(status: int, code: str, details: str | None = None) -> Refusal:
    """The shape of most refusals."""
    return Refusal(status, {"error": error_of(code, details)})


def not_found() -> Refusal:
    """Nothing has that id."""
    return refused(404, "not_found")


def too_many_requests() -> Refusal:
    """A bucket holds less than the request costs."""
    return Refusal(429, {"error": "too many requests"})


def bad_request(details: str) -> Refusal:
    """The request contradicts itself, or the rules of the endpoint."""
    body: dict[str, object] = {
        "code": "bad_request",
        "message": "bad request",
        "details": details,
    }
    return Refusal(400, body)


def invalid(operation: str, parameter: str, rule: str) -> Refusal:
    """A query parameter breaks a rule of the validator, in the validator's words."""
    field = "".join(part.capitalize() for part in parameter.split("_"))
    message = (
        f"Parameter validation failed for {operation}: "
        f"Key: '{operation}Params.{field}' "
        f"Error:Field validation for '{field}' failed on the '{rule}' tag"
    )
    return Refusal(400, {"msg": message})
