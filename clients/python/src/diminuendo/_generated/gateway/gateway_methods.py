# Generated from spec/gateway/*.tsp by `npm run generate`. Do not edit.

"""A method for each message that a client may send."""

from abc import ABC, abstractmethod
from collections.abc import (
    Mapping,
    Sequence,
)
from typing import (
    Any,
    Literal,
    Optional,
)
from ..._arguments import gathered
from .calls import MessageType
from .types import (
    Ack,
    AgentType,
    Attachment,
    Authenticated,
    ClientTurnId,
    Count,
    Cursor,
    Epoch,
    Events,
    FileContent,
    FileHistory,
    FileList,
    History,
    Iteration,
    MemberList,
    OptionId,
    Pong,
    ProjectId,
    Prompt,
    RequestId,
    Role,
    SessionArchived,
    SessionCreated,
    SessionDeleted,
    SessionId,
    SessionList,
    SessionName,
    SessionUnarchived,
    SessionUpdated,
    StateSnapshot,
    UserId,
    WorkspacePath,
)


class GatewayMethods(ABC):
    """A method for each message. Each sends it, and returns the event that answers it."""

    @abstractmethod
    async def request(self, type: MessageType, fields: Mapping[str, Any]) -> Any:
        """Sends a message, and returns its reply."""

    async def authenticate(
        self,
        *,
        token: str,
    ) -> Authenticated:
        """Says who the client is. In dev mode any token is answered with the same identity.

        Answered by `authenticated`.

        Arguments:

        - token: A JWT.
        """
        reply: Authenticated = await self.request(
            "authenticate",
            {
                "token": token,
            },
        )
        return reply

    async def list_sessions(
        self,
        *,
        include_archived: Optional[bool] = None,
        project_id: Optional[ProjectId] = None,
        cwd: Optional[str] = None,
        limit: Optional[int] = None,
        cursor: Optional[Cursor] = None,
    ) -> SessionList:
        """Lists the tenant's sessions, the most recently updated first.

        Needs `session:read`. Answered by `session_list`.

        Arguments:

        - project_id: Only sessions of this project.
        - cwd: Only sessions that were opened for exactly this folder over `/acp`; with `/` those of no folder, too.
        """
        reply: SessionList = await self.request(
            "list_sessions",
            gathered(
                {},
                {
                    "includeArchived": include_archived,
                    "projectId": project_id,
                    "cwd": cwd,
                    "limit": limit,
                    "cursor": cursor,
                },
            ),
        )
        return reply

    async def create_session(
        self,
        *,
        agent_type: AgentType,
        name: Optional[SessionName] = None,
        project_id: Optional[ProjectId] = None,
        metadata: Optional[Mapping[str, Any]] = None,
    ) -> SessionCreated:
        """Creates a session. Its agent is not started before the first turn.

        Needs `session:create`. Answered by `session_created`.

        Arguments:

        - agent_type: Unknown ones are `AGENT_NOT_FOUND`.
        """
        reply: SessionCreated = await self.request(
            "create_session",
            gathered(
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
        return reply

    async def rename_session(
        self,
        *,
        session_id: SessionId,
        name: SessionName,
    ) -> SessionUpdated:
        """Gives a session another name.

        Needs `session:write`. Answered by `session_updated`.
        """
        reply: SessionUpdated = await self.request(
            "rename_session",
            {
                "sessionId": session_id,
                "name": name,
            },
        )
        return reply

    async def archive_session(
        self,
        *,
        session_id: SessionId,
    ) -> SessionArchived:
        """Puts a session away: it takes no turns and is left out of lists. An agent that is idle is shut down. While a turn
        runs or waits it is `TURN_IN_PROGRESS`. Archiving an archived session changes nothing.

        Needs `session:archive`. Answered by `session_archived`.
        """
        reply: SessionArchived = await self.request(
            "archive_session",
            {
                "sessionId": session_id,
            },
        )
        return reply

    async def unarchive_session(
        self,
        *,
        session_id: SessionId,
    ) -> SessionUnarchived:
        """Takes an archived session back. Doing so to one that is not archived changes nothing.

        Needs `session:archive`. Answered by `session_unarchived`.
        """
        reply: SessionUnarchived = await self.request(
            "unarchive_session",
            {
                "sessionId": session_id,
            },
        )
        return reply

    async def delete_session(
        self,
        *,
        session_id: SessionId,
    ) -> SessionDeleted:
        """Deletes a session, its log and its workspace, for good. A running turn is stopped and its agent killed.

        Needs `session:delete`. Answered by `session_deleted`.
        """
        reply: SessionDeleted = await self.request(
            "delete_session",
            {
                "sessionId": session_id,
            },
        )
        return reply

    async def join_session(
        self,
        *,
        session_id: SessionId,
        after_seq: Optional[Count] = None,
        epoch: Optional[Epoch] = None,
    ) -> StateSnapshot:
        """Joins a session: the snapshot comes first, then the events after `afterSeq` in order and each exactly once, then
        `session_synced`, then live events. Without `afterSeq` only live events follow. Joining a session again starts over
        from the cursor that is given. A log that cannot be read is an `error` with this `messageType` and without a `ref`, in
        place of `session_synced`: the connection has left the session then.

        Needs `session:read`. Answered by `state_snapshot`.

        Arguments:

        - after_seq: `seq` of the last event that the client has; 0 for the whole log.
        - epoch: The `epoch` that `afterSeq` was counted in. A client that keeps a cursor SHOULD send it: with another epoch
          everything follows from 1 (`resume: "reset"`), never another log's events.
        """
        reply: StateSnapshot = await self.request(
            "join_session",
            gathered(
                {
                    "sessionId": session_id,
                },
                {
                    "afterSeq": after_seq,
                    "epoch": epoch,
                },
            ),
        )
        return reply

    async def leave_session(
        self,
        *,
        session_id: SessionId,
    ) -> Ack:
        """Leaves a session. Leaving one that was not joined changes nothing.

        Needs `session:read`. Answered by `ack`.
        """
        reply: Ack = await self.request(
            "leave_session",
            {
                "sessionId": session_id,
            },
        )
        return reply

    async def run_turn(
        self,
        *,
        session_id: SessionId,
        text: Prompt,
        client_turn_id: Optional[ClientTurnId] = None,
        when_busy: Optional[Literal["reject", "queue", "interrupt"]] = None,
        attachments: Optional[Sequence[Attachment]] = None,
    ) -> Ack:
        """Runs a turn. `ack` means accepted and recorded; it leaves before the turn's `turn_started`. The turn has exactly one
        `turn_started` and exactly one end: `turn_complete`, `turn_stopped` or `turn_error`.

        Needs `session:write`. Answered by `ack`.

        Arguments:

        - client_turn_id: Chosen by the client, once per turn. When it was used in this session before, nothing starts: the answer is that
          turn's id with `duplicate: true`. So a client that lost its connection may send it again.
        - when_busy: What to do while a turn runs or waits: refuse with `TURN_IN_PROGRESS`; run it when its time comes, also after a
          restart; or stop the running turn and run this one before those that wait. Where `queuedTurns` turns wait already,
          `queue` and `interrupt` are both `QUEUE_FULL`, and the running turn is not stopped.
        """
        reply: Ack = await self.request(
            "run_turn",
            gathered(
                {
                    "sessionId": session_id,
                    "text": text,
                },
                {
                    "clientTurnId": client_turn_id,
                    "whenBusy": when_busy,
                    "attachments": attachments,
                },
            ),
        )
        return reply

    async def stop_turn(
        self,
        *,
        session_id: SessionId,
    ) -> Ack:
        """Stops the running turn. The agent is asked first and killed if it does not end in time.

        Needs `session:write`. Answered by `ack`.
        """
        reply: Ack = await self.request(
            "stop_turn",
            {
                "sessionId": session_id,
            },
        )
        return reply

    async def steer(
        self,
        *,
        session_id: SessionId,
        content: Prompt,
    ) -> Ack:
        """Guides the running turn. An agent that cannot be guided while it works is stopped and goes on with the guidance.

        Needs `session:steer`. Answered by `ack`.
        """
        reply: Ack = await self.request(
            "steer",
            {
                "sessionId": session_id,
                "content": content,
            },
        )
        return reply

    async def answer_question(
        self,
        *,
        session_id: SessionId,
        request_id: RequestId,
        answers: Optional[Mapping[str, Any]] = None,
        option_id: Optional[OptionId] = None,
        dismissed: Optional[bool] = None,
    ) -> Ack:
        """Answers a question or a permission request. The first answer counts; later ones are `QUESTION_NOT_FOUND`.
        A question takes `answers`, or `optionId` where it offers options; a permission takes `optionId`.
        `dismissed` declines the question or rejects the permission.

        Needs `session:write`. Answered by `ack`.

        Arguments:

        - answers: By field of the question.
        """
        reply: Ack = await self.request(
            "answer_question",
            gathered(
                {
                    "sessionId": session_id,
                    "requestId": request_id,
                },
                {
                    "answers": answers,
                    "optionId": option_id,
                    "dismissed": dismissed,
                },
            ),
        )
        return reply

    async def get_history(
        self,
        *,
        session_id: SessionId,
        before_seq: Optional[int] = None,
        limit: Optional[int] = None,
    ) -> History:
        """Reads what was said, the newest first by page, within a page in the order it was said.

        Needs `session:read`. Answered by `history`.

        Arguments:

        - before_seq: Only what was said before this place in the log.
        """
        reply: History = await self.request(
            "get_history",
            gathered(
                {
                    "sessionId": session_id,
                },
                {
                    "beforeSeq": before_seq,
                    "limit": limit,
                },
            ),
        )
        return reply

    async def get_events(
        self,
        *,
        session_id: SessionId,
        after_seq: Optional[Count] = None,
        limit: Optional[int] = None,
    ) -> Events:
        """Reads the log.

        Needs `session:read`. Answered by `events`.
        """
        reply: Events = await self.request(
            "get_events",
            gathered(
                {
                    "sessionId": session_id,
                },
                {
                    "afterSeq": after_seq,
                    "limit": limit,
                },
            ),
        )
        return reply

    async def ping(
        self,
        *,
        ts: Optional[float] = None,
    ) -> Pong:
        """Asks whether the gateway is there.

        Answered by `pong`.

        Arguments:

        - ts: Comes back as `clientTs`.
        """
        reply: Pong = await self.request(
            "ping",
            gathered(
                {},
                {
                    "ts": ts,
                },
            ),
        )
        return reply

    async def list_files(
        self,
        *,
        session_id: SessionId,
        path: Optional[WorkspacePath] = None,
        depth: Optional[int] = None,
    ) -> FileList:
        """Lists a folder of the session's workspace.

        Needs `session:read`. Answered by `file_list`.

        Arguments:

        - path: The folder; empty for the workspace itself.
        - depth: How many levels deep.
        """
        reply: FileList = await self.request(
            "list_files",
            gathered(
                {
                    "sessionId": session_id,
                },
                {
                    "path": path,
                    "depth": depth,
                },
            ),
        )
        return reply

    async def read_file(
        self,
        *,
        session_id: SessionId,
        path: str,
    ) -> FileContent:
        """Reads a file of the session's workspace as it is now.

        Needs `session:read`. Answered by `file_content`.
        """
        reply: FileContent = await self.request(
            "read_file",
            {
                "sessionId": session_id,
                "path": path,
            },
        )
        return reply

    async def file_history(
        self,
        *,
        session_id: SessionId,
        path: str,
    ) -> FileHistory:
        """Lists the kept versions of a file, the oldest first. Also of one that is deleted by now. Of a file that `file_changed`
        passes over there are none.

        Needs `session:read`. Answered by `file_history`.
        """
        reply: FileHistory = await self.request(
            "file_history",
            {
                "sessionId": session_id,
                "path": path,
            },
        )
        return reply

    async def file_at_iteration(
        self,
        *,
        session_id: SessionId,
        path: str,
        iteration: Iteration,
    ) -> FileContent:
        """Reads a kept version of a file.

        Needs `session:read`. Answered by `file_content`.
        """
        reply: FileContent = await self.request(
            "file_at_iteration",
            {
                "sessionId": session_id,
                "path": path,
                "iteration": iteration,
            },
        )
        return reply

    async def manage_members(
        self,
        *,
        action: Literal["list", "add", "set_role", "remove"],
        user_id: Optional[UserId] = None,
        role: Optional[Role] = None,
    ) -> MemberList:
        """Lists, adds and removes members of the tenant and sets their roles.

        Needs `member:read` to list, `member:write` to add, `member:write` to set role, `member:delete` to remove. Answered by `member_list`.

        Arguments:

        - user_id: Needed by all but `list`.
        - role: Needed by `add` and `set_role`.
        """
        reply: MemberList = await self.request(
            "manage_members",
            gathered(
                {
                    "action": action,
                },
                {
                    "userId": user_id,
                    "role": role,
                },
            ),
        )
        return reply
