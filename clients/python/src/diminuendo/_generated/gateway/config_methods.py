# Generated from spec/acp/*.tsp by `npm run generate`. Do not edit.

"""A method for each method of `config/*`."""

from abc import ABC, abstractmethod
from collections.abc import (
    Mapping,
    Sequence,
)
from typing import (
    Any,
    Final,
    Literal,
    Optional,
    TypeAlias,
)
from ..._arguments import gathered
from .types import (
    ConfigBatchResult,
    ConfigDeleted,
    ConfigKey,
    ConfigKeyPrefix,
    ConfigOperation,
    ConfigPage,
    ConfigRevision,
    ConfigScope,
    ConfigSubscribed,
    ConfigValue,
    ConfigVersion,
    ConfigWritten,
    DeviceId,
    ProjectId,
    SessionId,
)

Method: TypeAlias = Literal[
    "config/get",
    "config/set",
    "config/delete",
    "config/list",
    "config/batch",
    "config/subscribe",
    "config/unsubscribe",
]
"""The name of a method."""

CONFIG_UPDATE: Final = "config/update"
"""An entry of a scope that is subscribed to has changed."""

Safety: TypeAlias = Literal["read", "cas", "blind"]
"""When a call whose answer was lost may be made again:

- `read`: always; it changes nothing, or nothing but what the connection itself holds.
- `cas`: when the write is conditional on a version, as the method's description says.
- `blind`: never without a look at what came of it: it may be done twice.
"""

METHOD_SAFETY: Mapping[Method, Safety] = {
    "config/get": "read",
    "config/set": "cas",
    "config/delete": "cas",
    "config/list": "read",
    "config/batch": "cas",
    "config/subscribe": "read",
    "config/unsubscribe": "read",
}


class ConfigMethods(ABC):
    """A method for each method of the protocol. Each makes the call, and returns its result."""

    @abstractmethod
    async def call(self, method: Method, params: Mapping[str, Any]) -> Any:
        """Makes a call, and returns its result."""

    async def config_get(
        self,
        *,
        scope: ConfigScope,
        key: ConfigKey,
        session_id: Optional[SessionId] = None,
        project_id: Optional[ProjectId] = None,
        device_id: Optional[DeviceId] = None,
    ) -> ConfigValue:
        """Reads an entry. One that is not there is `NOT_FOUND`. It shows every write that was acknowledged through the same gateway;
        one that was made through another gateway it shows within milliseconds, or, while a node of the store hangs, within seconds.

        Arguments:

        - session_id: With the scope `session`, and only then.
        - project_id: With the scope `project`, and only then.
        - device_id: With the scope `device`, and only then.
        """
        result: ConfigValue = await self.call(
            "config/get",
            gathered(
                {
                    "scope": scope,
                    "key": key,
                },
                {
                    "sessionId": session_id,
                    "projectId": project_id,
                    "deviceId": device_id,
                },
            ),
        )
        return result

    async def config_set(
        self,
        *,
        scope: ConfigScope,
        key: ConfigKey,
        value: Any,
        session_id: Optional[SessionId] = None,
        project_id: Optional[ProjectId] = None,
        device_id: Optional[DeviceId] = None,
        cas: Optional[ConfigVersion] = None,
        expires_at: Optional[int] = None,
    ) -> ConfigWritten:
        """Writes an entry.

        Arguments:

        - session_id: With the scope `session`, and only then.
        - project_id: With the scope `project`, and only then.
        - device_id: With the scope `device`, and only then.
        - value: Any JSON, 1 MiB of it at most.
        - cas: The version that the entry must have. With another one it is `VERSION_CONFLICT`, and `data.currentVersion` says which.
        - expires_at: When the entry goes by itself, in milliseconds since 1970.
        """
        result: ConfigWritten = await self.call(
            "config/set",
            gathered(
                {
                    "scope": scope,
                    "key": key,
                    "value": value,
                },
                {
                    "sessionId": session_id,
                    "projectId": project_id,
                    "deviceId": device_id,
                    "cas": cas,
                    "expiresAt": expires_at,
                },
            ),
        )
        return result

    async def config_delete(
        self,
        *,
        scope: ConfigScope,
        key: ConfigKey,
        session_id: Optional[SessionId] = None,
        project_id: Optional[ProjectId] = None,
        device_id: Optional[DeviceId] = None,
        cas: Optional[ConfigVersion] = None,
    ) -> ConfigDeleted:
        """Deletes an entry. One that is not there is no error.

        Arguments:

        - session_id: With the scope `session`, and only then.
        - project_id: With the scope `project`, and only then.
        - device_id: With the scope `device`, and only then.
        """
        result: ConfigDeleted = await self.call(
            "config/delete",
            gathered(
                {
                    "scope": scope,
                    "key": key,
                },
                {
                    "sessionId": session_id,
                    "projectId": project_id,
                    "deviceId": device_id,
                    "cas": cas,
                },
            ),
        )
        return result

    async def config_list(
        self,
        *,
        scope: ConfigScope,
        session_id: Optional[SessionId] = None,
        project_id: Optional[ProjectId] = None,
        device_id: Optional[DeviceId] = None,
        prefix: Optional[ConfigKeyPrefix] = None,
        limit: Optional[int] = None,
        cursor: Optional[str] = None,
    ) -> ConfigPage:
        """Lists a scope's entries by their keys.

        Arguments:

        - session_id: With the scope `session`, and only then.
        - project_id: With the scope `project`, and only then.
        - device_id: With the scope `device`, and only then.
        - prefix: Only entries whose keys begin like this.
        - cursor: `nextCursor` of the page before.
        """
        result: ConfigPage = await self.call(
            "config/list",
            gathered(
                {
                    "scope": scope,
                },
                {
                    "sessionId": session_id,
                    "projectId": project_id,
                    "deviceId": device_id,
                    "prefix": prefix,
                    "limit": limit,
                    "cursor": cursor,
                },
            ),
        )
        return result

    async def config_batch(
        self,
        *,
        operations: Sequence[ConfigOperation],
    ) -> ConfigBatchResult:
        """Does several operations, across scopes, all or nothing.

        Arguments:

        - operations: 3.75 MiB of JSON at most: the store takes 4 MiB, and there each scope is spelled out.
        """
        result: ConfigBatchResult = await self.call(
            "config/batch",
            {
                "operations": operations,
            },
        )
        return result

    async def config_subscribe(
        self,
        *,
        scope: ConfigScope,
        session_id: Optional[SessionId] = None,
        project_id: Optional[ProjectId] = None,
        device_id: Optional[DeviceId] = None,
        since: Optional[ConfigRevision] = None,
    ) -> ConfigSubscribed:
        """Subscribes to a scope's changes: `config/update` comes for each, in the order of their revisions, none twice and none
        left out, on whatever connection or gateway they were made. With `since`, those after that revision come first. The answer
        may be overtaken by updates. Subscribing again begins anew with `since`; without it nothing changes, and every change up to
        the `revision` of the answer has been sent before: so the cursor of a quiet scope can be kept young. While the caller may
        not read the scope, for want of the permission, nothing is sent.

        Arguments:

        - session_id: With the scope `session`, and only then.
        - project_id: With the scope `project`, and only then.
        - device_id: With the scope `device`, and only then.
        - since: `revision` of the last change that is known. When changes since then are not kept any more: `COMPACTED`.
        """
        result: ConfigSubscribed = await self.call(
            "config/subscribe",
            gathered(
                {
                    "scope": scope,
                },
                {
                    "sessionId": session_id,
                    "projectId": project_id,
                    "deviceId": device_id,
                    "since": since,
                },
            ),
        )
        return result

    async def config_unsubscribe(
        self,
        *,
        scope: ConfigScope,
        session_id: Optional[SessionId] = None,
        project_id: Optional[ProjectId] = None,
        device_id: Optional[DeviceId] = None,
    ) -> ConfigSubscribed:
        """Ends a subscription. Updates that are on their way may still come before the answer, none after it.

        Arguments:

        - session_id: With the scope `session`, and only then.
        - project_id: With the scope `project`, and only then.
        - device_id: With the scope `device`, and only then.
        """
        result: ConfigSubscribed = await self.call(
            "config/unsubscribe",
            gathered(
                {
                    "scope": scope,
                },
                {
                    "sessionId": session_id,
                    "projectId": project_id,
                    "deviceId": device_id,
                },
            ),
        )
        return result
