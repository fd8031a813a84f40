# Generated from spec/rest/*.tsp by `npm run generate`. Do not edit.

"""A method for each operation of the HTTP interface."""

from collections.abc import (
    AsyncIterator,
    Mapping,
    Sequence,
)
from typing import (
    Any,
    Literal,
    Optional,
    Union,
)
from ..._arguments import (
    UNSET,
    Unset,
    gathered,
)
from ..._requester import (
    Request,
    ServerSentEvent,
    StreamingRequester,
    Versioned,
    pages,
)
from .types import (
    Agent,
    AgentPage,
    AgentType,
    AnswerReceipt,
    Attachment,
    ClientTurnId,
    Count,
    Cursor,
    Device,
    DeviceId,
    DevicePage,
    DurableEvent,
    Epoch,
    EventPage,
    FileContents,
    FileEntry,
    FileIteration,
    FileIterationPage,
    FilePage,
    Health,
    HistoryMessage,
    Identity,
    Iteration,
    MessagePage,
    OptionId,
    Preferences,
    Project,
    ProjectId,
    ProjectName,
    ProjectPage,
    Prompt,
    Readiness,
    RequestId,
    Session,
    SessionId,
    SessionName,
    SessionPage,
    Settings,
    TurnReceipt,
    TurnReference,
    WorkspacePath,
)


class SessionsOperations:
    def __init__(self, requester: StreamingRequester) -> None:
        self._requester = requester

    async def list(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[Cursor] = None,
        include_archived: Optional[bool] = None,
        project_id: Optional[ProjectId] = None,
    ) -> SessionPage:
        """Lists the tenant's sessions, the most recently updated first.

        `GET /api/v1/sessions`. Needs `session:read`.

        Arguments:

        - cursor: `nextCursor` of the page before.
        - project_id: Only sessions of this project.
        """
        request = Request(
            "GET",
            "/api/v1/sessions",
            query=gathered(
                {},
                {
                    "limit": limit,
                    "cursor": cursor,
                    "includeArchived": include_archived,
                    "projectId": project_id,
                },
            ),
        )
        answer = await self._requester.request(request)
        body: SessionPage = answer.body
        return body

    def list_all(
        self,
        *,
        limit: Optional[int] = None,
        include_archived: Optional[bool] = None,
        project_id: Optional[ProjectId] = None,
    ) -> AsyncIterator[Session]:
        """All that `list` lists, page after page, as they are asked for. `limit` is how many a page has."""
        request = Request(
            "GET",
            "/api/v1/sessions",
            query=gathered(
                {},
                {
                    "limit": limit,
                    "includeArchived": include_archived,
                    "projectId": project_id,
                },
            ),
        )
        return pages(self._requester, request)

    async def create(
        self,
        *,
        agent_type: AgentType,
        idempotency_key: Optional[str] = None,
        name: Optional[SessionName] = None,
        project_id: Optional[ProjectId] = None,
        metadata: Optional[Mapping[str, Any]] = None,
    ) -> Versioned[Session]:
        """Creates a session.

        `POST /api/v1/sessions`. Needs `session:create`.

        Arguments:

        - idempotency_key: Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
          with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
        """
        request = Request(
            "POST",
            "/api/v1/sessions",
            headers=gathered(
                {},
                {
                    "idempotency-key": idempotency_key,
                },
            ),
            body=gathered(
                {
                    "agentType": agent_type,
                },
                {
                    "name": name,
                    "projectId": project_id,
                    "metadata": metadata,
                },
            ),
        )
        answer = await self._requester.request(request)
        return Versioned(answer.body, answer.etag, answer.is_replayed)

    async def read(
        self,
        *,
        session_id: SessionId,
    ) -> Versioned[Session]:
        """Reads a session.

        `GET /api/v1/sessions/{sessionId}`. Needs `session:read`.
        """
        request = Request(
            "GET",
            "/api/v1/sessions/{sessionId}",
            path_parameters={
                "sessionId": session_id,
            },
        )
        answer = await self._requester.request(request)
        return Versioned(answer.body, answer.etag, answer.is_replayed)

    async def update(
        self,
        *,
        session_id: SessionId,
        if_match: Optional[str] = None,
        name: Optional[SessionName] = None,
        project_id: Union[Optional[ProjectId], Unset] = UNSET,
        metadata: Optional[Mapping[str, Any]] = None,
    ) -> Versioned[Session]:
        """Changes a session.

        `PATCH /api/v1/sessions/{sessionId}`. Needs `session:write`.

        Arguments:

        - if_match: The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`.
        - project_id: Null takes the session out of its project.
        - metadata: Replaces all of it.
        """
        request = Request(
            "PATCH",
            "/api/v1/sessions/{sessionId}",
            path_parameters={
                "sessionId": session_id,
            },
            headers=gathered(
                {},
                {
                    "if-match": if_match,
                },
            ),
            body=gathered(
                {},
                {
                    "name": name,
                    "metadata": metadata,
                },
                {
                    "projectId": project_id,
                },
            ),
        )
        answer = await self._requester.request(request)
        return Versioned(answer.body, answer.etag, answer.is_replayed)

    async def delete(
        self,
        *,
        session_id: SessionId,
        if_match: Optional[str] = None,
    ) -> None:
        """Deletes a session, its log and its workspace.

        `DELETE /api/v1/sessions/{sessionId}`. Needs `session:delete`.

        Arguments:

        - if_match: The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`.
        """
        request = Request(
            "DELETE",
            "/api/v1/sessions/{sessionId}",
            path_parameters={
                "sessionId": session_id,
            },
            headers=gathered(
                {},
                {
                    "if-match": if_match,
                },
            ),
        )
        await self._requester.request(request)

    async def archive(
        self,
        *,
        session_id: SessionId,
        idempotency_key: Optional[str] = None,
    ) -> Versioned[Session]:
        """Puts a session away.

        `POST /api/v1/sessions/{sessionId}/archive`. Needs `session:archive`.

        Arguments:

        - idempotency_key: Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
          with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
        """
        request = Request(
            "POST",
            "/api/v1/sessions/{sessionId}/archive",
            path_parameters={
                "sessionId": session_id,
            },
            headers=gathered(
                {},
                {
                    "idempotency-key": idempotency_key,
                },
            ),
        )
        answer = await self._requester.request(request)
        return Versioned(answer.body, answer.etag, answer.is_replayed)

    async def unarchive(
        self,
        *,
        session_id: SessionId,
        idempotency_key: Optional[str] = None,
    ) -> Versioned[Session]:
        """Takes an archived session back.

        `POST /api/v1/sessions/{sessionId}/unarchive`. Needs `session:archive`.

        Arguments:

        - idempotency_key: Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
          with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
        """
        request = Request(
            "POST",
            "/api/v1/sessions/{sessionId}/unarchive",
            path_parameters={
                "sessionId": session_id,
            },
            headers=gathered(
                {},
                {
                    "idempotency-key": idempotency_key,
                },
            ),
        )
        answer = await self._requester.request(request)
        return Versioned(answer.body, answer.etag, answer.is_replayed)

    async def messages(
        self,
        *,
        session_id: SessionId,
        limit: Optional[int] = None,
        cursor: Optional[Cursor] = None,
    ) -> MessagePage:
        """Reads what was said: the newest page first, each page in the order it was said.

        `GET /api/v1/sessions/{sessionId}/messages`. Needs `session:read`.

        Arguments:

        - cursor: `nextCursor` of the page before.
        """
        request = Request(
            "GET",
            "/api/v1/sessions/{sessionId}/messages",
            path_parameters={
                "sessionId": session_id,
            },
            query=gathered(
                {},
                {
                    "limit": limit,
                    "cursor": cursor,
                },
            ),
        )
        answer = await self._requester.request(request)
        body: MessagePage = answer.body
        return body

    def messages_all(
        self,
        *,
        session_id: SessionId,
        limit: Optional[int] = None,
    ) -> AsyncIterator[HistoryMessage]:
        """All that `messages` lists, page after page, as they are asked for. `limit` is how many a page has."""
        request = Request(
            "GET",
            "/api/v1/sessions/{sessionId}/messages",
            path_parameters={
                "sessionId": session_id,
            },
            query=gathered(
                {},
                {
                    "limit": limit,
                },
            ),
        )
        return pages(self._requester, request)

    async def run_turn(
        self,
        *,
        session_id: SessionId,
        text: Prompt,
        idempotency_key: Optional[str] = None,
        client_turn_id: Optional[ClientTurnId] = None,
        when_busy: Optional[Literal["reject", "queue", "interrupt"]] = None,
        attachments: Optional[Sequence[Attachment]] = None,
    ) -> TurnReceipt:
        """Runs a turn. Its events are in `/events`.

        `POST /api/v1/sessions/{sessionId}/turns`. Needs `session:write`.

        Arguments:

        - idempotency_key: Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
          with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
        """
        request = Request(
            "POST",
            "/api/v1/sessions/{sessionId}/turns",
            path_parameters={
                "sessionId": session_id,
            },
            headers=gathered(
                {},
                {
                    "idempotency-key": idempotency_key,
                },
            ),
            body=gathered(
                {
                    "text": text,
                },
                {
                    "clientTurnId": client_turn_id,
                    "whenBusy": when_busy,
                    "attachments": attachments,
                },
            ),
        )
        answer = await self._requester.request(request)
        body: TurnReceipt = answer.body
        return body

    async def stop(
        self,
        *,
        session_id: SessionId,
        idempotency_key: Optional[str] = None,
    ) -> TurnReference:
        """Stops the running turn.

        `POST /api/v1/sessions/{sessionId}/stop`. Needs `session:write`.

        Arguments:

        - idempotency_key: Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
          with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
        """
        request = Request(
            "POST",
            "/api/v1/sessions/{sessionId}/stop",
            path_parameters={
                "sessionId": session_id,
            },
            headers=gathered(
                {},
                {
                    "idempotency-key": idempotency_key,
                },
            ),
        )
        answer = await self._requester.request(request)
        body: TurnReference = answer.body
        return body

    async def steer(
        self,
        *,
        session_id: SessionId,
        content: Prompt,
        idempotency_key: Optional[str] = None,
    ) -> TurnReference:
        """Guides the running turn.

        `POST /api/v1/sessions/{sessionId}/steer`. Needs `session:steer`.

        Arguments:

        - idempotency_key: Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
          with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
        """
        request = Request(
            "POST",
            "/api/v1/sessions/{sessionId}/steer",
            path_parameters={
                "sessionId": session_id,
            },
            headers=gathered(
                {},
                {
                    "idempotency-key": idempotency_key,
                },
            ),
            body={
                "content": content,
            },
        )
        answer = await self._requester.request(request)
        body: TurnReference = answer.body
        return body

    async def answer(
        self,
        *,
        session_id: SessionId,
        request_id: RequestId,
        idempotency_key: Optional[str] = None,
        answers: Optional[Mapping[str, Any]] = None,
        option_id: Optional[OptionId] = None,
        dismissed: Optional[bool] = None,
    ) -> AnswerReceipt:
        """Answers a question or permission request.

        `POST /api/v1/sessions/{sessionId}/answers`. Needs `session:write`.

        Arguments:

        - idempotency_key: Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
          with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
        """
        request = Request(
            "POST",
            "/api/v1/sessions/{sessionId}/answers",
            path_parameters={
                "sessionId": session_id,
            },
            headers=gathered(
                {},
                {
                    "idempotency-key": idempotency_key,
                },
            ),
            body=gathered(
                {
                    "requestId": request_id,
                },
                {
                    "answers": answers,
                    "optionId": option_id,
                    "dismissed": dismissed,
                },
            ),
        )
        answer = await self._requester.request(request)
        body: AnswerReceipt = answer.body
        return body

    async def events(
        self,
        *,
        session_id: SessionId,
        limit: Optional[int] = None,
        cursor: Optional[Cursor] = None,
        after_seq: Optional[Count] = None,
        epoch: Optional[Epoch] = None,
    ) -> EventPage:
        """Reads the log by page, or follows it. With `Accept: text/event-stream` it is a stream: `state_snapshot` first, then
        the events after `Last-Event-ID` (or `afterSeq`), each with its `seq` as `id` and its `type` as `event`, then
        `session_synced`, then live events. Without a cursor only live events follow. What a stream ends for comes last in
        it: `session_deleted`, `server_shutdown`, or `error` when the log cannot be read.

        `GET /api/v1/sessions/{sessionId}/events`. Needs `session:read`.

        Arguments:

        - cursor: `nextCursor` of the page before.
        - after_seq: Where to begin; `cursor` and `Last-Event-ID` go before it.
        - epoch: The log that the cursor was counted in. With another one everything follows from 1.
        """
        request = Request(
            "GET",
            "/api/v1/sessions/{sessionId}/events",
            path_parameters={
                "sessionId": session_id,
            },
            query=gathered(
                {},
                {
                    "limit": limit,
                    "cursor": cursor,
                    "afterSeq": after_seq,
                    "epoch": epoch,
                },
            ),
        )
        answer = await self._requester.request(request)
        body: EventPage = answer.body
        return body

    def events_all(
        self,
        *,
        session_id: SessionId,
        limit: Optional[int] = None,
        after_seq: Optional[Count] = None,
        epoch: Optional[Epoch] = None,
    ) -> AsyncIterator[DurableEvent]:
        """All that `events` lists, page after page, as they are asked for. `limit` is how many a page has."""
        request = Request(
            "GET",
            "/api/v1/sessions/{sessionId}/events",
            path_parameters={
                "sessionId": session_id,
            },
            query=gathered(
                {},
                {
                    "limit": limit,
                    "afterSeq": after_seq,
                    "epoch": epoch,
                },
            ),
        )
        return pages(self._requester, request)

    def events_stream(
        self,
        *,
        session_id: SessionId,
        after_seq: Optional[Count] = None,
        epoch: Optional[Epoch] = None,
        last_event_id: Optional[Count] = None,
    ) -> AsyncIterator[ServerSentEvent]:
        """`events` as a stream: it goes on by itself after a lost connection, from the event that came last."""
        request = Request(
            "GET",
            "/api/v1/sessions/{sessionId}/events",
            path_parameters={
                "sessionId": session_id,
            },
            query=gathered(
                {},
                {
                    "afterSeq": after_seq,
                    "epoch": epoch,
                },
            ),
            headers=gathered(
                {},
                {
                    "last-event-id": last_event_id,
                },
            ),
        )
        return self._requester.events(request)

    def export(
        self,
        *,
        session_id: SessionId,
        format: Optional[Literal["jsonl", "markdown"]] = None,
    ) -> AsyncIterator[bytes]:
        """Exports the session: every event as one line of JSON, or what was said as Markdown.

        `GET /api/v1/sessions/{sessionId}/export`. Needs `session:read`.
        """
        request = Request(
            "GET",
            "/api/v1/sessions/{sessionId}/export",
            path_parameters={
                "sessionId": session_id,
            },
            query=gathered(
                {},
                {
                    "format": format,
                },
            ),
        )
        return self._requester.read(request)

    async def fork(
        self,
        *,
        session_id: SessionId,
        idempotency_key: Optional[str] = None,
        seq: Optional[int] = None,
        name: Optional[SessionName] = None,
    ) -> Versioned[Session]:
        """Makes a new session with the log up to an event, the files as they were then, and an epoch of its own.

        `POST /api/v1/sessions/{sessionId}/fork`. Needs `session:create`.

        Arguments:

        - idempotency_key: Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
          with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
        - seq: The last event that is taken over; all of them by default.
        """
        request = Request(
            "POST",
            "/api/v1/sessions/{sessionId}/fork",
            path_parameters={
                "sessionId": session_id,
            },
            headers=gathered(
                {},
                {
                    "idempotency-key": idempotency_key,
                },
            ),
            body=gathered(
                {},
                {
                    "seq": seq,
                    "name": name,
                },
            ),
        )
        answer = await self._requester.request(request)
        return Versioned(answer.body, answer.etag, answer.is_replayed)


class SessionFilesOperations:
    def __init__(self, requester: StreamingRequester) -> None:
        self._requester = requester

    async def list(
        self,
        *,
        session_id: SessionId,
        limit: Optional[int] = None,
        cursor: Optional[Cursor] = None,
        path: Optional[WorkspacePath] = None,
        depth: Optional[int] = None,
    ) -> FilePage:
        """Lists a folder of the session's workspace.

        `GET /api/v1/sessions/{sessionId}/files`. Needs `session:read`.

        Arguments:

        - cursor: `nextCursor` of the page before.
        - path: The folder; empty for the workspace itself.
        - depth: How many levels deep.
        """
        request = Request(
            "GET",
            "/api/v1/sessions/{sessionId}/files",
            path_parameters={
                "sessionId": session_id,
            },
            query=gathered(
                {},
                {
                    "limit": limit,
                    "cursor": cursor,
                    "path": path,
                    "depth": depth,
                },
            ),
        )
        answer = await self._requester.request(request)
        body: FilePage = answer.body
        return body

    def list_all(
        self,
        *,
        session_id: SessionId,
        limit: Optional[int] = None,
        path: Optional[WorkspacePath] = None,
        depth: Optional[int] = None,
    ) -> AsyncIterator[FileEntry]:
        """All that `list` lists, page after page, as they are asked for. `limit` is how many a page has."""
        request = Request(
            "GET",
            "/api/v1/sessions/{sessionId}/files",
            path_parameters={
                "sessionId": session_id,
            },
            query=gathered(
                {},
                {
                    "limit": limit,
                    "path": path,
                    "depth": depth,
                },
            ),
        )
        return pages(self._requester, request)

    async def content(
        self,
        *,
        session_id: SessionId,
        path: str,
    ) -> FileContents:
        """Reads a file as it is now.

        `GET /api/v1/sessions/{sessionId}/files/content`. Needs `session:read`.
        """
        request = Request(
            "GET",
            "/api/v1/sessions/{sessionId}/files/content",
            path_parameters={
                "sessionId": session_id,
            },
            query={
                "path": path,
            },
        )
        answer = await self._requester.request(request)
        body: FileContents = answer.body
        return body

    async def history(
        self,
        *,
        session_id: SessionId,
        path: str,
        limit: Optional[int] = None,
        cursor: Optional[Cursor] = None,
    ) -> FileIterationPage:
        """Lists the kept versions of a file. Of one that `file_changed` passes over there are none.

        `GET /api/v1/sessions/{sessionId}/files/history`. Needs `session:read`.

        Arguments:

        - cursor: `nextCursor` of the page before.
        """
        request = Request(
            "GET",
            "/api/v1/sessions/{sessionId}/files/history",
            path_parameters={
                "sessionId": session_id,
            },
            query=gathered(
                {
                    "path": path,
                },
                {
                    "limit": limit,
                    "cursor": cursor,
                },
            ),
        )
        answer = await self._requester.request(request)
        body: FileIterationPage = answer.body
        return body

    def history_all(
        self,
        *,
        session_id: SessionId,
        path: str,
        limit: Optional[int] = None,
    ) -> AsyncIterator[FileIteration]:
        """All that `history` lists, page after page, as they are asked for. `limit` is how many a page has."""
        request = Request(
            "GET",
            "/api/v1/sessions/{sessionId}/files/history",
            path_parameters={
                "sessionId": session_id,
            },
            query=gathered(
                {
                    "path": path,
                },
                {
                    "limit": limit,
                },
            ),
        )
        return pages(self._requester, request)

    async def at(
        self,
        *,
        session_id: SessionId,
        iteration: Iteration,
        path: str,
    ) -> FileContents:
        """Reads a kept version of a file.

        `GET /api/v1/sessions/{sessionId}/files/at/{iteration}`. Needs `session:read`.
        """
        request = Request(
            "GET",
            "/api/v1/sessions/{sessionId}/files/at/{iteration}",
            path_parameters={
                "sessionId": session_id,
                "iteration": iteration,
            },
            query={
                "path": path,
            },
        )
        answer = await self._requester.request(request)
        body: FileContents = answer.body
        return body


class AgentsOperations:
    def __init__(self, requester: StreamingRequester) -> None:
        self._requester = requester

    async def list(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[Cursor] = None,
    ) -> AgentPage:
        """Lists the agents that sessions can be created with.

        `GET /api/v1/agents`. Needs `session:read`.

        Arguments:

        - cursor: `nextCursor` of the page before.
        """
        request = Request(
            "GET",
            "/api/v1/agents",
            query=gathered(
                {},
                {
                    "limit": limit,
                    "cursor": cursor,
                },
            ),
        )
        answer = await self._requester.request(request)
        body: AgentPage = answer.body
        return body

    def list_all(
        self,
        *,
        limit: Optional[int] = None,
    ) -> AsyncIterator[Agent]:
        """All that `list` lists, page after page, as they are asked for. `limit` is how many a page has."""
        request = Request(
            "GET",
            "/api/v1/agents",
            query=gathered(
                {},
                {
                    "limit": limit,
                },
            ),
        )
        return pages(self._requester, request)


class MeOperations:
    def __init__(self, requester: StreamingRequester) -> None:
        self._requester = requester

    async def read(self) -> Identity:
        """Who the caller is, and what they may do.

        `GET /api/v1/me`. Needs `session:read`.
        """
        request = Request(
            "GET",
            "/api/v1/me",
        )
        answer = await self._requester.request(request)
        body: Identity = answer.body
        return body

    async def read_preferences(self) -> Versioned[Preferences]:
        """Reads the caller's preferences. The `ETag` is made of the versions of all of them. More than `listBytes` of them are
        `MESSAGE_TOO_LARGE`: `config/list` reads them page by page.

        `GET /api/v1/me/preferences`. Needs `config:read`.
        """
        request = Request(
            "GET",
            "/api/v1/me/preferences",
        )
        answer = await self._requester.request(request)
        return Versioned(answer.body, answer.etag, answer.is_replayed)

    async def update_preferences(
        self,
        *,
        preferences: Mapping[str, Any],
        if_match: Optional[str] = None,
    ) -> Versioned[Preferences]:
        """Changes the caller's preferences, all or nothing. With `If-Match` nothing changes if another request has changed any of
        them since, or `config/*` one that was there; a key that `config/*` has added meanwhile goes unnoticed.

        `PATCH /api/v1/me/preferences`. Needs `config:write`.

        Arguments:

        - if_match: The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`.
        - preferences: At most `configPatchKeys` keys.
        """
        request = Request(
            "PATCH",
            "/api/v1/me/preferences",
            headers=gathered(
                {},
                {
                    "if-match": if_match,
                },
            ),
            body={
                "preferences": preferences,
            },
        )
        answer = await self._requester.request(request)
        return Versioned(answer.body, answer.etag, answer.is_replayed)

    async def list_devices(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[Cursor] = None,
    ) -> DevicePage:
        """Lists the caller's devices by their ids.

        `GET /api/v1/me/devices`. Needs `config:read`.

        Arguments:

        - cursor: `nextCursor` of the page before.
        """
        request = Request(
            "GET",
            "/api/v1/me/devices",
            query=gathered(
                {},
                {
                    "limit": limit,
                    "cursor": cursor,
                },
            ),
        )
        answer = await self._requester.request(request)
        body: DevicePage = answer.body
        return body

    def list_devices_all(
        self,
        *,
        limit: Optional[int] = None,
    ) -> AsyncIterator[Device]:
        """All that `list_devices` lists, page after page, as they are asked for. `limit` is how many a page has."""
        request = Request(
            "GET",
            "/api/v1/me/devices",
            query=gathered(
                {},
                {
                    "limit": limit,
                },
            ),
        )
        return pages(self._requester, request)

    async def read_device(
        self,
        *,
        device_id: DeviceId,
    ) -> Versioned[Device]:
        """Reads a device.

        `GET /api/v1/me/devices/{deviceId}`. Needs `config:read`.
        """
        request = Request(
            "GET",
            "/api/v1/me/devices/{deviceId}",
            path_parameters={
                "deviceId": device_id,
            },
        )
        answer = await self._requester.request(request)
        return Versioned(answer.body, answer.etag, answer.is_replayed)

    async def write_device(
        self,
        *,
        device_id: DeviceId,
        name: str,
        if_match: Optional[str] = None,
        platform: Optional[str] = None,
        push_token: Optional[str] = None,
        capabilities: Optional[Mapping[str, Any]] = None,
    ) -> Versioned[Device]:
        """Registers a device, or replaces what is known of it.

        `PUT /api/v1/me/devices/{deviceId}`. Needs `config:write`.

        Arguments:

        - if_match: The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`.
        """
        request = Request(
            "PUT",
            "/api/v1/me/devices/{deviceId}",
            path_parameters={
                "deviceId": device_id,
            },
            headers=gathered(
                {},
                {
                    "if-match": if_match,
                },
            ),
            body=gathered(
                {
                    "name": name,
                },
                {
                    "platform": platform,
                    "pushToken": push_token,
                    "capabilities": capabilities,
                },
            ),
        )
        answer = await self._requester.request(request)
        return Versioned(answer.body, answer.etag, answer.is_replayed)

    async def delete_device(
        self,
        *,
        device_id: DeviceId,
        if_match: Optional[str] = None,
    ) -> None:
        """Removes a device and what was kept for it.

        `DELETE /api/v1/me/devices/{deviceId}`. Needs `config:write`.

        Arguments:

        - if_match: The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`.
        """
        request = Request(
            "DELETE",
            "/api/v1/me/devices/{deviceId}",
            path_parameters={
                "deviceId": device_id,
            },
            headers=gathered(
                {},
                {
                    "if-match": if_match,
                },
            ),
        )
        await self._requester.request(request)


class TenantSettingsOperations:
    def __init__(self, requester: StreamingRequester) -> None:
        self._requester = requester

    async def read(self) -> Versioned[Settings]:
        """Reads the tenant's settings. The `ETag` is made of the versions of all of them. More than `listBytes` of them are
        `MESSAGE_TOO_LARGE`: `config/list` reads them page by page.

        `GET /api/v1/settings`. Needs `config:read`.
        """
        request = Request(
            "GET",
            "/api/v1/settings",
        )
        answer = await self._requester.request(request)
        return Versioned(answer.body, answer.etag, answer.is_replayed)

    async def update(
        self,
        *,
        settings: Mapping[str, Any],
        if_match: Optional[str] = None,
    ) -> Versioned[Settings]:
        """Changes the tenant's settings, all or nothing. `If-Match` is as with preferences.

        `PATCH /api/v1/settings`. Needs `config:manage`.

        Arguments:

        - if_match: The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`.
        - settings: At most `configPatchKeys` keys.
        """
        request = Request(
            "PATCH",
            "/api/v1/settings",
            headers=gathered(
                {},
                {
                    "if-match": if_match,
                },
            ),
            body={
                "settings": settings,
            },
        )
        answer = await self._requester.request(request)
        return Versioned(answer.body, answer.etag, answer.is_replayed)


class ProjectsOperations:
    def __init__(self, requester: StreamingRequester) -> None:
        self._requester = requester

    async def list(
        self,
        *,
        limit: Optional[int] = None,
        cursor: Optional[Cursor] = None,
    ) -> ProjectPage:
        """Lists the tenant's projects.

        `GET /api/v1/projects`. Needs `project:read`.

        Arguments:

        - cursor: `nextCursor` of the page before.
        """
        request = Request(
            "GET",
            "/api/v1/projects",
            query=gathered(
                {},
                {
                    "limit": limit,
                    "cursor": cursor,
                },
            ),
        )
        answer = await self._requester.request(request)
        body: ProjectPage = answer.body
        return body

    def list_all(
        self,
        *,
        limit: Optional[int] = None,
    ) -> AsyncIterator[Project]:
        """All that `list` lists, page after page, as they are asked for. `limit` is how many a page has."""
        request = Request(
            "GET",
            "/api/v1/projects",
            query=gathered(
                {},
                {
                    "limit": limit,
                },
            ),
        )
        return pages(self._requester, request)

    async def create(
        self,
        *,
        name: ProjectName,
        idempotency_key: Optional[str] = None,
        description: Optional[str] = None,
        metadata: Optional[Mapping[str, Any]] = None,
    ) -> Versioned[Project]:
        """Creates a project.

        `POST /api/v1/projects`. Needs `project:write`.

        Arguments:

        - idempotency_key: Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
          with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
        """
        request = Request(
            "POST",
            "/api/v1/projects",
            headers=gathered(
                {},
                {
                    "idempotency-key": idempotency_key,
                },
            ),
            body=gathered(
                {
                    "name": name,
                },
                {
                    "description": description,
                    "metadata": metadata,
                },
            ),
        )
        answer = await self._requester.request(request)
        return Versioned(answer.body, answer.etag, answer.is_replayed)

    async def read(
        self,
        *,
        project_id: ProjectId,
    ) -> Versioned[Project]:
        """Reads a project.

        `GET /api/v1/projects/{projectId}`. Needs `project:read`.
        """
        request = Request(
            "GET",
            "/api/v1/projects/{projectId}",
            path_parameters={
                "projectId": project_id,
            },
        )
        answer = await self._requester.request(request)
        return Versioned(answer.body, answer.etag, answer.is_replayed)

    async def update(
        self,
        *,
        project_id: ProjectId,
        if_match: Optional[str] = None,
        name: Optional[ProjectName] = None,
        description: Optional[str] = None,
        metadata: Optional[Mapping[str, Any]] = None,
    ) -> Versioned[Project]:
        """Changes a project.

        `PATCH /api/v1/projects/{projectId}`. Needs `project:write`.

        Arguments:

        - if_match: The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`.
        - metadata: Replaces all of it.
        """
        request = Request(
            "PATCH",
            "/api/v1/projects/{projectId}",
            path_parameters={
                "projectId": project_id,
            },
            headers=gathered(
                {},
                {
                    "if-match": if_match,
                },
            ),
            body=gathered(
                {},
                {
                    "name": name,
                    "description": description,
                    "metadata": metadata,
                },
            ),
        )
        answer = await self._requester.request(request)
        return Versioned(answer.body, answer.etag, answer.is_replayed)

    async def delete(
        self,
        *,
        project_id: ProjectId,
        if_match: Optional[str] = None,
    ) -> None:
        """Deletes a project and its configuration. Its sessions stay, and keep its id.

        `DELETE /api/v1/projects/{projectId}`. Needs `project:manage`.

        Arguments:

        - if_match: The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`.
        """
        request = Request(
            "DELETE",
            "/api/v1/projects/{projectId}",
            path_parameters={
                "projectId": project_id,
            },
            headers=gathered(
                {},
                {
                    "if-match": if_match,
                },
            ),
        )
        await self._requester.request(request)


class OperationsOperations:
    def __init__(self, requester: StreamingRequester) -> None:
        self._requester = requester

    async def health(self) -> Health:
        """Whether the process lives. Asks nothing of anyone.

        `GET /health`.
        """
        request = Request(
            "GET",
            "/health",
        )
        answer = await self._requester.request(request)
        body: Health = answer.body
        return body

    async def ready(self) -> Readiness:
        """Whether the gateway can serve: every dependency with its state and latency.

        `GET /ready`.
        """
        request = Request(
            "GET",
            "/ready",
        )
        answer = await self._requester.request(request)
        body: Readiness = answer.body
        return body

    def metrics(self) -> AsyncIterator[bytes]:
        """Metrics in the text format of Prometheus.

        `GET /metrics`.
        """
        request = Request(
            "GET",
            "/metrics",
        )
        return self._requester.read(request)

    async def openapi(self) -> dict[str, Any]:
        """This API as an OpenAPI document.

        `GET /api/v1/openapi.json`.
        """
        request = Request(
            "GET",
            "/api/v1/openapi.json",
        )
        answer = await self._requester.request(request)
        body: dict[str, Any] = answer.body
        return body


class GatewayOperations:
    """Every operation, by resource."""

    def __init__(self, requester: StreamingRequester) -> None:
        self.sessions = SessionsOperations(requester)
        self.session_files = SessionFilesOperations(requester)
        self.agents = AgentsOperations(requester)
        self.me = MeOperations(requester)
        self.tenant_settings = TenantSettingsOperations(requester)
        self.projects = ProjectsOperations(requester)
        self.operations = OperationsOperations(requester)
