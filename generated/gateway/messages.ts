// Generated from spec/gateway/client-messages.tsp by `npm run generate`. Do not edit.

import type { ReplyFields } from "../runtime/handler-types.ts";
import type { Validator } from "../runtime/validation.ts";
import type * as handler from "./handlers.ts";
import {
  serializeAck,
  serializeAuthenticated,
  serializeEvents,
  serializeFileContent,
  serializeFileHistory,
  serializeFileList,
  serializeHistory,
  serializeMemberList,
  serializePong,
  serializeSessionArchived,
  serializeSessionCreated,
  serializeSessionDeleted,
  serializeSessionList,
  serializeSessionUnarchived,
  serializeSessionUpdated,
  serializeStateSnapshot,
} from "./serializers.ts";
import type { Permission } from "./types.ts";
import * as validators from "./validators.js";

/** The `type` of every message that a client may send. */
export type MessageType =
  | "authenticate"
  | "list_sessions"
  | "create_session"
  | "rename_session"
  | "archive_session"
  | "unarchive_session"
  | "delete_session"
  | "join_session"
  | "leave_session"
  | "run_turn"
  | "stop_turn"
  | "steer"
  | "answer_question"
  | "get_history"
  | "get_events"
  | "ping"
  | "list_files"
  | "read_file"
  | "file_history"
  | "file_at_iteration"
  | "manage_members";

/** What the engine knows of a message. */
export interface MessageRow {
  readonly type: MessageType;
  /** Checks a message and fills in its defaults. */
  readonly validate: Validator;
  readonly permission: Permission | null;
  /** The permission depends on what this property says. */
  readonly permissionWhen: { readonly property: string; readonly byValue: Readonly<Record<string, Permission>> } | null;
  /** `sessionId` must name a session of the caller's tenant. */
  readonly sessionScoped: boolean;
  readonly beforeAuthentication: boolean;
  /** The `type` of the reply. */
  readonly reply: string;
  readonly serializeReply: (reply: never) => string;
  readonly handle: <Call>(handlers: handler.Handlers<Call>, message: object, call: Call) => Promise<ReplyFields>;
}

/** Every message by its `type`. */
export const MESSAGES: Readonly<Record<MessageType, MessageRow>> = {
  authenticate: {
    type: "authenticate",
    validate: validators.Authenticate,
    permission: null,
    permissionWhen: null,
    sessionScoped: false,
    beforeAuthentication: true,
    reply: "authenticated",
    serializeReply: serializeAuthenticated,
    handle: (handlers, message, call) => handlers.connection.authenticate(message as handler.AuthenticateReceived, call),
  },
  list_sessions: {
    type: "list_sessions",
    validate: validators.ListSessions,
    permission: "session:read",
    permissionWhen: null,
    sessionScoped: false,
    beforeAuthentication: false,
    reply: "session_list",
    serializeReply: serializeSessionList,
    handle: (handlers, message, call) => handlers.sessions.listSessions(message as handler.ListSessionsReceived, call),
  },
  create_session: {
    type: "create_session",
    validate: validators.CreateSession,
    permission: "session:create",
    permissionWhen: null,
    sessionScoped: false,
    beforeAuthentication: false,
    reply: "session_created",
    serializeReply: serializeSessionCreated,
    handle: (handlers, message, call) => handlers.sessions.createSession(message as handler.CreateSessionReceived, call),
  },
  rename_session: {
    type: "rename_session",
    validate: validators.RenameSession,
    permission: "session:write",
    permissionWhen: null,
    sessionScoped: true,
    beforeAuthentication: false,
    reply: "session_updated",
    serializeReply: serializeSessionUpdated,
    handle: (handlers, message, call) => handlers.sessions.renameSession(message as handler.RenameSessionReceived, call),
  },
  archive_session: {
    type: "archive_session",
    validate: validators.ArchiveSession,
    permission: "session:archive",
    permissionWhen: null,
    sessionScoped: true,
    beforeAuthentication: false,
    reply: "session_archived",
    serializeReply: serializeSessionArchived,
    handle: (handlers, message, call) => handlers.sessions.archiveSession(message as handler.ArchiveSessionReceived, call),
  },
  unarchive_session: {
    type: "unarchive_session",
    validate: validators.UnarchiveSession,
    permission: "session:archive",
    permissionWhen: null,
    sessionScoped: true,
    beforeAuthentication: false,
    reply: "session_unarchived",
    serializeReply: serializeSessionUnarchived,
    handle: (handlers, message, call) => handlers.sessions.unarchiveSession(message as handler.UnarchiveSessionReceived, call),
  },
  delete_session: {
    type: "delete_session",
    validate: validators.DeleteSession,
    permission: "session:delete",
    permissionWhen: null,
    sessionScoped: true,
    beforeAuthentication: false,
    reply: "session_deleted",
    serializeReply: serializeSessionDeleted,
    handle: (handlers, message, call) => handlers.sessions.deleteSession(message as handler.DeleteSessionReceived, call),
  },
  join_session: {
    type: "join_session",
    validate: validators.JoinSession,
    permission: "session:read",
    permissionWhen: null,
    sessionScoped: true,
    beforeAuthentication: false,
    reply: "state_snapshot",
    serializeReply: serializeStateSnapshot,
    handle: (handlers, message, call) => handlers.connection.joinSession(message as handler.JoinSessionReceived, call),
  },
  leave_session: {
    type: "leave_session",
    validate: validators.LeaveSession,
    permission: "session:read",
    permissionWhen: null,
    sessionScoped: true,
    beforeAuthentication: false,
    reply: "ack",
    serializeReply: serializeAck,
    handle: (handlers, message, call) => handlers.connection.leaveSession(message as handler.LeaveSessionReceived, call),
  },
  run_turn: {
    type: "run_turn",
    validate: validators.RunTurn,
    permission: "session:write",
    permissionWhen: null,
    sessionScoped: true,
    beforeAuthentication: false,
    reply: "ack",
    serializeReply: serializeAck,
    handle: (handlers, message, call) => handlers.turns.runTurn(message as handler.RunTurnReceived, call),
  },
  stop_turn: {
    type: "stop_turn",
    validate: validators.StopTurn,
    permission: "session:write",
    permissionWhen: null,
    sessionScoped: true,
    beforeAuthentication: false,
    reply: "ack",
    serializeReply: serializeAck,
    handle: (handlers, message, call) => handlers.turns.stopTurn(message as handler.StopTurnReceived, call),
  },
  steer: {
    type: "steer",
    validate: validators.Steer,
    permission: "session:steer",
    permissionWhen: null,
    sessionScoped: true,
    beforeAuthentication: false,
    reply: "ack",
    serializeReply: serializeAck,
    handle: (handlers, message, call) => handlers.turns.steer(message as handler.SteerReceived, call),
  },
  answer_question: {
    type: "answer_question",
    validate: validators.AnswerQuestion,
    permission: "session:write",
    permissionWhen: null,
    sessionScoped: true,
    beforeAuthentication: false,
    reply: "ack",
    serializeReply: serializeAck,
    handle: (handlers, message, call) => handlers.turns.answerQuestion(message as handler.AnswerQuestionReceived, call),
  },
  get_history: {
    type: "get_history",
    validate: validators.GetHistory,
    permission: "session:read",
    permissionWhen: null,
    sessionScoped: true,
    beforeAuthentication: false,
    reply: "history",
    serializeReply: serializeHistory,
    handle: (handlers, message, call) => handlers.history.getHistory(message as handler.GetHistoryReceived, call),
  },
  get_events: {
    type: "get_events",
    validate: validators.GetEvents,
    permission: "session:read",
    permissionWhen: null,
    sessionScoped: true,
    beforeAuthentication: false,
    reply: "events",
    serializeReply: serializeEvents,
    handle: (handlers, message, call) => handlers.history.getEvents(message as handler.GetEventsReceived, call),
  },
  ping: {
    type: "ping",
    validate: validators.Ping,
    permission: null,
    permissionWhen: null,
    sessionScoped: false,
    beforeAuthentication: false,
    reply: "pong",
    serializeReply: serializePong,
    handle: (handlers, message, call) => handlers.connection.ping(message as handler.PingReceived, call),
  },
  list_files: {
    type: "list_files",
    validate: validators.ListFiles,
    permission: "session:read",
    permissionWhen: null,
    sessionScoped: true,
    beforeAuthentication: false,
    reply: "file_list",
    serializeReply: serializeFileList,
    handle: (handlers, message, call) => handlers.files.listFiles(message as handler.ListFilesReceived, call),
  },
  read_file: {
    type: "read_file",
    validate: validators.ReadFile,
    permission: "session:read",
    permissionWhen: null,
    sessionScoped: true,
    beforeAuthentication: false,
    reply: "file_content",
    serializeReply: serializeFileContent,
    handle: (handlers, message, call) => handlers.files.readFile(message as handler.ReadFileReceived, call),
  },
  file_history: {
    type: "file_history",
    validate: validators.GetFileHistory,
    permission: "session:read",
    permissionWhen: null,
    sessionScoped: true,
    beforeAuthentication: false,
    reply: "file_history",
    serializeReply: serializeFileHistory,
    handle: (handlers, message, call) => handlers.files.fileHistory(message as handler.GetFileHistoryReceived, call),
  },
  file_at_iteration: {
    type: "file_at_iteration",
    validate: validators.GetFileAtIteration,
    permission: "session:read",
    permissionWhen: null,
    sessionScoped: true,
    beforeAuthentication: false,
    reply: "file_content",
    serializeReply: serializeFileContent,
    handle: (handlers, message, call) => handlers.files.fileAtIteration(message as handler.GetFileAtIterationReceived, call),
  },
  manage_members: {
    type: "manage_members",
    validate: validators.ManageMembers,
    permission: null,
    permissionWhen: { property: "action", byValue: {"list":"member:read","add":"member:write","set_role":"member:write","remove":"member:delete"} },
    sessionScoped: false,
    beforeAuthentication: false,
    reply: "member_list",
    serializeReply: serializeMemberList,
    handle: (handlers, message, call) => handlers.members.manageMembers(message as handler.ManageMembersReceived, call),
  },
};
