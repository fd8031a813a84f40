"""The changes of one scope."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from .._generated.gateway.types import ConfigUpdate
from ..errors import RequestTimeoutError
from .errors import ConfigError
from .subscription import ConfigSubscription


@dataclass(frozen=True)
class ConfigTarget:
    """A scope of the configuration, with the id that it takes."""

    fields: Mapping[str, str]

    @property
    def key(self) -> tuple[str, ...]:
        """The same for the same scope. Identities in the form of UUIDs are the same in letters of either case."""
        scope, session_id, project_id, device_id = (self.fields.get(name, "") for name in TARGET_FIELDS)
        return scope, session_id.lower(), project_id.lower(), device_id


TARGET_FIELDS = ("scope", "sessionId", "projectId", "deviceId")


def target_of(params: Mapping[str, Any]) -> ConfigTarget:
    """The target among other parameters."""
    return ConfigTarget({name: params[name] for name in TARGET_FIELDS if params.get(name) is not None})


class FeedPorts(Protocol):
    """What a feed does to the world."""

    async def feed_subscribe(self, target: ConfigTarget, since: int | None) -> int:
        """Asks for changes, on the connection that there is. Returns the revision that they begin after."""
        ...

    async def feed_unsubscribe(self, target: ConfigTarget) -> None:
        """Asks for no more changes. After the answer none come."""
        ...

    def feed_delay(self, attempt: int) -> float:
        """How long to wait before another attempt, in seconds."""
        ...

    def feed_unused(self, target: ConfigTarget) -> None:
        """Nobody wants it any more."""
        ...


class ConfigFeed:
    """The changes of one scope as a connection brings them, for all subscriptions to it. The gateway has one subscription for each
    connection and scope, which begins anew for whoever wants older changes: then everyone gets them again, and leaves out what has
    come already.
    """

    def __init__(self, target: ConfigTarget, ports: FeedPorts) -> None:
        self.target = target
        self._ports = ports
        self._subscriptions: list[ConfigSubscription] = []
        self._generation = 0
        """Counts connections and losses, so that what was begun on another connection is not gone on with."""
        self._is_connected = False
        self._is_subscribed = False
        self._is_busy = False
        self._is_awaited = False
        """Something has changed while it was busy."""
        self._retry: asyncio.TimerHandle | None = None
        self._settling: asyncio.Task[None] | None = None
        self._failures = 0

    @property
    def is_live(self) -> bool:
        """Whether the connection that there is brings changes."""
        return self._is_subscribed

    def add(self, subscription: ConfigSubscription) -> None:
        self._subscriptions.append(subscription)
        self._wake()

    def remove(self, subscription: ConfigSubscription) -> None:
        if subscription in self._subscriptions:
            self._subscriptions.remove(subscription)
        self._wake()

    def connected(self) -> None:
        self._is_connected = True
        self._wake()

    def disconnected(self) -> None:
        self._generation += 1
        self._is_connected = False
        self._is_busy = False
        self._failures = 0
        self._cancel_retry()
        self._suspend()

    def receive(self, update: ConfigUpdate) -> None:
        for subscription in list(self._subscriptions):
            subscription.take(update)

    def reached(self, revision: int) -> None:
        """The gateway says that it has sent every change up to a revision: what was asked for next begins there."""
        if self._is_subscribed:
            for subscription in list(self._subscriptions):
                subscription.reached(revision)

    def end(self, error: Exception | None) -> None:
        """Ends all subscriptions by an error; by None when it is wanted."""
        for subscription in list(self._subscriptions):
            subscription.end(error)

    def _wake(self) -> None:
        if self._is_busy:
            self._is_awaited = True
        elif self._is_connected:
            self._cancel_retry()
            self._is_busy = True
            self._is_awaited = False
            self._settling = asyncio.ensure_future(self._settle(self._generation))
        elif not self._subscriptions:
            self._ports.feed_unused(self.target)

    async def _settle(self, generation: int) -> None:
        """Does what is needed until the gateway sends what is wanted. Never raises."""
        error: Exception | None = None
        try:
            while await self._step():
                if generation != self._generation:
                    return
        except Exception as failure:
            error = failure
        # What was begun on another connection is nobody's affair any more.
        if generation != self._generation:
            return
        self._is_busy = False
        if error is not None:
            self._failed(error)
        elif self._is_awaited:
            self._wake()
        elif not self._subscriptions:
            self._ports.feed_unused(self.target)
        else:
            self._failures = 0

    async def _step(self) -> bool:
        """Returns whether there was something to do."""
        generation = self._generation
        joining = [subscription for subscription in self._subscriptions if not subscription.is_live]
        is_superfluous = not self._subscriptions or any(subscription.since is not None for subscription in joining)
        if self._is_subscribed and is_superfluous:
            await self._ports.feed_unsubscribe(self.target)
            # After the answer nothing comes of what was before.
            if generation == self._generation:
                self._suspend()
            return True
        if not joining:
            return False
        for subscription in joining:
            subscription.asked()
        revision = await self._ports.feed_subscribe(self.target, None if self._is_subscribed else self._since())
        if generation != self._generation:
            return True
        self._is_subscribed = True
        for subscription in joining:
            subscription.begun(revision)
        return True

    def _since(self) -> int | None:
        """After which revision everyone has what they want."""
        return min((subscription.since for subscription in self._subscriptions if subscription.since is not None), default=None)

    def _suspend(self) -> None:
        self._is_subscribed = False
        for subscription in self._subscriptions:
            subscription.suspended()

    def _failed(self, error: Exception) -> None:
        is_unanswered = isinstance(error, RequestTimeoutError)
        if is_unanswered:
            # It may have been subscribed to: what it brings must be stopped before it can begin anew.
            self._is_subscribed = True
        if is_unanswered or (isinstance(error, ConfigError) and error.retryable):
            delay = self._ports.feed_delay(self._failures)
            self._failures += 1
            self._retry = asyncio.get_running_loop().call_later(delay, self._wake)
            return
        # Of what is not kept any more only those are told who wanted it.
        since = self._since() if isinstance(error, ConfigError) and error.code == "COMPACTED" else None
        self._is_subscribed = False
        self._is_busy = True
        for subscription in list(self._subscriptions):
            if since is None or subscription.since == since:
                subscription.end(error)
        self._is_busy = False
        self._wake()

    def _cancel_retry(self) -> None:
        if self._retry is not None:
            self._retry.cancel()
            self._retry = None
