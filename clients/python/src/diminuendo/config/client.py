"""The client of the configuration."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Any, Self

from .._generated.gateway.config_methods import CONFIG_UPDATE, ConfigMethods, Method
from .._generated.gateway.sockets import ACP_PATH
from .._generated.gateway.types import ConfigItem, ConfigOperation, ConfigScope, ConfigValue, ConfigWritten
from .._link import ClientState, ConnectionOwner, Link, StateChange
from .._listeners import Listener, Listeners
from .._reconnect import Backoff, backoff
from .._token import TokenRenewal, TokenSource
from .._url import web_socket_url
from .._web_socket import farewells
from ..errors import ClosedError
from .calls import ConfigCalls
from .connection import PROBE_ID, ConfigConnection, ConfigConnectionOptions
from .errors import ConfigError
from .feed import ConfigFeed, ConfigTarget, target_of
from .subscription import ConfigSubscription, OnUpdate


@dataclass(frozen=True)
class ConfigListing:
    """All entries of a scope."""

    items: list[ConfigItem]
    revision: int
    """`since` of a subscription that misses nothing of what the list does not tell."""


class ConfigClient(ConfigMethods):
    """A client of the configuration: reads, writes and watches the entries of the caller's scopes. It connects with the first call,
    and comes back whenever the connection is lost.

    A call whose answer was lost is made again when it changes nothing, or when its `cas` of 1 or more lets it take effect once only.
    Every other write fails with a ConfigOutcomeUnknownError then.

    Beside what most people want it has the methods of the protocol as they are, `config_get` for instance.
    """

    def __init__(
        self,
        url: str,
        *,
        token: TokenSource | None = None,
        request_timeout: float = 30.0,
        handshake_timeout: float = 10.0,
        silence_grace: float = 5.0,
        reconnect: Backoff | None = None,
        max_queued_calls: int = 1000,
    ) -> None:
        """Does nothing yet: the first call does, or `connect`. All times are in seconds, and mean what they do for a GatewayClient;
        `silence_grace` is what the gateway may take to answer when it was silent.

        Raises ValueError when `url` is none.
        """
        options = ConfigConnectionOptions(web_socket_url(url, ACP_PATH), handshake_timeout, silence_grace)
        self._backoff = reconnect or Backoff()
        self._calls = ConfigCalls(request_timeout, max_queued_calls)
        self._feeds: dict[tuple[str, ...], ConfigFeed] = {}
        self._probes = 0
        self._probed: ConfigFeed | None = None
        self._listeners = Listeners()
        self._renewal = TokenRenewal(token, self._authenticate)
        self._connection: ConfigConnection | None = None
        self._closed: ClosedError | None = None
        """Why there is no connection any more, nor will be; None while there is or may be."""

        def connect(token: str | None, owner: ConnectionOwner) -> ConfigConnection:
            return ConfigConnection(options, token, owner, self._receive, self._probe)

        self._link: Link[ConfigConnection] = Link(self, connect, token, self._backoff)

    @property
    def state(self) -> ClientState:
        return self._link.state

    async def connect(self) -> None:
        """Connects, and comes back whenever the connection is lost, until `close` is called or the gateway refuses the client for
        good. Returns when the client is open. While the gateway cannot be reached it goes on trying; `state` tells.

        Raises ClosedError with the reason as its `__cause__`.
        """
        self._closed = None
        await self._link.open()

    async def close(self) -> None:
        """Closes the client. What was not answered yet fails, and subscriptions end. `connect` opens it again."""
        if self._closed is None:
            self._closed = ClosedError("The client was closed.")
        self._link.close(None)
        await farewells()

    def on(self, type: str, listener: Listener) -> Callable[[], None]:
        """Calls a function with a StateChange whenever the client's `state` changes. Returns a function that ends it."""
        return self._listeners.on(type, listener)

    async def get(
        self,
        scope: ConfigScope,
        key: str,
        *,
        session_id: str | None = None,
        project_id: str | None = None,
        device_id: str | None = None,
    ) -> ConfigValue | None:
        """Reads an entry. None when it is not there, or its project is not. Raises ConfigError."""
        try:
            return await self.config_get(scope=scope, key=key, session_id=session_id, project_id=project_id, device_id=device_id)
        except ConfigError as error:
            if error.code == "NOT_FOUND":
                return None
            raise

    async def set(
        self,
        scope: ConfigScope,
        key: str,
        value: Any,
        *,
        cas: int | None = None,
        expires_at: int | None = None,
        session_id: str | None = None,
        project_id: str | None = None,
        device_id: str | None = None,
    ) -> ConfigWritten:
        """Writes an entry. With `cas` only if it has that version; 0: only if there is none.

        Raises ConfigError, for instance VERSION_CONFLICT; ConfigOutcomeUnknownError.
        """
        return await self.config_set(
            scope=scope,
            key=key,
            value=value,
            cas=cas,
            expires_at=expires_at,
            session_id=session_id,
            project_id=project_id,
            device_id=device_id,
        )

    async def delete(
        self,
        scope: ConfigScope,
        key: str,
        *,
        cas: int | None = None,
        session_id: str | None = None,
        project_id: str | None = None,
        device_id: str | None = None,
    ) -> bool:
        """Deletes an entry. Returns whether it was there. Raises ConfigError, ConfigOutcomeUnknownError."""
        return (await self.config_delete(scope=scope, key=key, cas=cas, session_id=session_id, project_id=project_id, device_id=device_id))[
            "deleted"
        ]

    async def list(
        self,
        scope: ConfigScope,
        *,
        prefix: str | None = None,
        session_id: str | None = None,
        project_id: str | None = None,
        device_id: str | None = None,
    ) -> ConfigListing:
        """Lists a scope's entries by their keys, all of them. Raises ConfigError."""
        asked = partial(self.config_list, scope=scope, prefix=prefix, session_id=session_id, project_id=project_id, device_id=device_id)
        page = await asked()
        items, revision = page["items"], page["revision"]
        while (cursor := page.get("nextCursor")) is not None:
            page = await asked(cursor=cursor)
            items.extend(page["items"])
        return ConfigListing(items, revision)

    async def batch(self, operations: Sequence[ConfigOperation]) -> Sequence[int]:
        """Does several operations, across scopes, all or nothing. Returns the version that each has made.

        Raises ConfigError, for instance VERSION_CONFLICT with the `operation` that met it; ConfigOutcomeUnknownError.
        """
        return (await self.config_batch(operations=operations))["versions"]

    def subscribe(
        self,
        scope: ConfigScope,
        *,
        since: int | None = None,
        on_update: OnUpdate | None = None,
        session_id: str | None = None,
        project_id: str | None = None,
        device_id: str | None = None,
    ) -> ConfigSubscription:
        """Follows the changes of a scope. With `since`, the `revision` of a list, it misses nothing after that list; without, changes
        come from when it has `opened`. It may be called as often as one likes. `on_update` is called with each change instead of a
        loop; the next one comes when what it returns is done.
        """
        target = target_of({"scope": scope, "sessionId": session_id, "projectId": project_id, "deviceId": device_id})
        feed = self._feed_of(target)
        subscription = ConfigSubscription(since, on_update, feed.remove)
        feed.add(subscription)
        if self._closed is not None:
            subscription.end(self._closed.again())
        else:
            self._link.begin()
        return subscription

    async def call(self, method: Method, params: Mapping[str, Any]) -> Any:
        """Makes a call, and returns its result."""
        if self._closed is not None:
            raise self._closed.again()
        self._link.begin()
        return await self._calls.add(method, params)

    async def feed_subscribe(self, target: ConfigTarget, since: int | None) -> int:
        """For feeds."""
        params = {**target.fields, **({} if since is None else {"since": since})}
        answer = await self._calls.add("config/subscribe", params, is_bound=True)
        revision: int = answer.get("revision", 0)
        return revision

    async def feed_unsubscribe(self, target: ConfigTarget) -> None:
        """For feeds."""
        await self._calls.add("config/unsubscribe", target.fields, is_bound=True)

    def feed_delay(self, attempt: int) -> float:
        """For feeds."""
        return backoff(attempt, self._backoff, random.random())

    def feed_unused(self, target: ConfigTarget) -> None:
        """For feeds."""
        self._feeds.pop(target.key, None)

    def link_changed(self, change: StateChange) -> None:
        self._listeners.emit("state", change)

    def link_connected(self, connection: ConfigConnection, token: str | None) -> None:
        self._connection = connection
        self._calls.connected(connection)
        for feed in list(self._feeds.values()):
            feed.connected()
        self._renewal.start(token)

    def link_disconnected(self) -> None:
        self._renewal.stop()
        self._connection = None
        self._calls.disconnected()
        for feed in list(self._feeds.values()):
            feed.disconnected()

    def link_closed(self, reason: ClosedError) -> None:
        self._closed = reason
        self._calls.fail(reason)
        self.link_disconnected()
        for feed in list(self._feeds.values()):
            feed.end(None if reason.__cause__ is None else reason)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    async def _authenticate(self, token: str) -> None:
        if self._connection is not None:
            await self._connection.authenticate(token)

    def _feed_of(self, target: ConfigTarget) -> ConfigFeed:
        feed = self._feeds.get(target.key)
        if feed is None:
            feed = self._feeds[target.key] = ConfigFeed(target, self)
            if self._connection is not None:
                feed.connected()
        return feed

    def _probe(self) -> tuple[str, Mapping[str, Any]] | None:
        """To subscribe again changes nothing, and tells how far a scope is; each time it is the turn of another one."""
        live = [feed for feed in self._feeds.values() if feed.is_live]
        if not live:
            return None
        self._probed = live[self._probes % len(live)]
        self._probes += 1
        return "config/subscribe", self._probed.target.fields

    def _receive(self, message: Mapping[str, Any]) -> None:
        if message.get("id") == PROBE_ID:
            if self._probed is not None:
                self._probed.reached((message.get("result") or {}).get("revision", 0))
        elif "method" not in message:
            self._calls.receive(message)
        elif message["method"] == CONFIG_UPDATE:
            update = message["params"]
            feed = self._feeds.get(target_of(update).key)
            if feed is not None:
                feed.receive(update)
