"""What the gateway says over HTTP when it refuses something."""

import json
from typing import Any

import httpx

from .._generated.gateway.error_codes import ERROR_CODES
from ..errors import GatewayError


class RestError(GatewayError):
    """The gateway refused a request, and nothing has changed."""

    def __init__(self, status: int, problem: dict[str, object]) -> None:
        super().__init__({**problem, "message": problem.get("detail") or problem.get("title") or ""})
        self.status = status
        request_id = problem.get("instance")
        self.request_id: str | None = request_id if isinstance(request_id, str) else None
        """What the gateway calls the request in its log."""


def error_of(response: httpx.Response, body: bytes) -> RestError:
    """The error of an answer. One that does not name its code is a failure of the gateway, or of what stands before it."""
    try:
        problem = json.loads(body)
    except ValueError:
        problem = None
    if not isinstance(problem, dict) or "code" not in problem:
        problem = {"code": "INTERNAL", "detail": f"The answer was {response.status_code} {response.reason_phrase}."}
    retry_after = response.headers.get("retry-after", "")
    if "retryAfterMs" not in problem and retry_after.isdigit():
        problem["retryAfterMs"] = int(retry_after) * 1000
    return RestError(response.status_code, problem)


def body_of(response: httpx.Response) -> Any:
    """What an answer says. Raises RestError when it is not the gateway's, for instance that of a proxy."""
    try:
        return response.json() if response.content else None
    except ValueError as error:
        detail = f"The answer was {response.status_code} with a body that is not JSON."
        raise RestError(response.status_code, {"code": "INTERNAL", "detail": detail}) from error


def is_passing(error: RestError) -> bool:
    """Whether the same request may be made again in a moment: it was refused because there was too much to do, or no one to do it."""
    facts = ERROR_CODES.get(error.code)
    return error.status in (429, 503) and facts is not None and facts.retryable
