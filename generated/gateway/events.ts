// Generated from spec/gateway/*-events.tsp by `npm run generate`. Do not edit.

import type {
  Ack,
  AnswerQuestion,
  ApprovalResolved,
  ArchiveSession,
  Authenticate,
  Authenticated,
  AutomationRun,
  Connected,
  CreateSession,
  DeleteSession,
  Error,
  Events,
  FileChanged,
  FileContent,
  FileHistory,
  FileList,
  GetEvents,
  GetFileAtIteration,
  GetFileHistory,
  GetHistory,
  Heartbeat,
  History,
  InboxItem,
  JoinSession,
  LeaveSession,
  ListFiles,
  ListSessions,
  ManageMembers,
  MemberList,
  MemberUpdated,
  PermissionRequested,
  Ping,
  PlanUpdated,
  Pong,
  QuestionAnswered,
  QuestionRequested,
  ReadFile,
  RenameSession,
  RunTurn,
  SandboxInit,
  SandboxProvisioning,
  SandboxRemoved,
  ServerShutdown,
  SessionArchived,
  SessionCreated,
  SessionDeleted,
  SessionList,
  SessionState,
  SessionSynced,
  SessionUnarchived,
  SessionUpdated,
  StateSnapshot,
  Steer,
  Steered,
  StopTurn,
  TerminalComplete,
  TerminalStream,
  TextDelta,
  ThinkingComplete,
  ThinkingProgress,
  ThinkingStart,
  ToolCall,
  ToolCallDelta,
  ToolCallStart,
  ToolError,
  ToolResult,
  TurnComplete,
  TurnError,
  TurnStarted,
  TurnStopped,
  UnarchiveSession,
  UsageUpdated,
  Welcome,
} from "./types.ts";

/** Everything that a client may send. */
export type AnyClientMessage =
  | Authenticate
  | ListSessions
  | CreateSession
  | RenameSession
  | ArchiveSession
  | UnarchiveSession
  | DeleteSession
  | JoinSession
  | LeaveSession
  | RunTurn
  | StopTurn
  | Steer
  | AnswerQuestion
  | GetHistory
  | GetEvents
  | Ping
  | ListFiles
  | ReadFile
  | GetFileHistory
  | GetFileAtIteration
  | ManageMembers;

/** Everything that the gateway may send. */
export type AnyServerEvent =
  | Authenticated
  | SessionList
  | SessionCreated
  | SessionUpdated
  | SessionArchived
  | SessionUnarchived
  | SessionDeleted
  | StateSnapshot
  | QuestionRequested
  | PermissionRequested
  | Ack
  | TurnStarted
  | TurnStopped
  | Steered
  | QuestionAnswered
  | ApprovalResolved
  | History
  | Events
  | SessionState
  | TextDelta
  | TurnComplete
  | TurnError
  | ThinkingStart
  | ThinkingProgress
  | ThinkingComplete
  | ToolCallStart
  | ToolCallDelta
  | ToolCall
  | ToolResult
  | ToolError
  | TerminalStream
  | TerminalComplete
  | SandboxProvisioning
  | SandboxInit
  | SandboxRemoved
  | PlanUpdated
  | UsageUpdated
  | FileChanged
  | Pong
  | FileList
  | FileContent
  | FileHistory
  | MemberList
  | MemberUpdated
  | Welcome
  | Connected
  | Heartbeat
  | Error
  | ServerShutdown
  | SessionSynced
  | AutomationRun
  | InboxItem;

/** The `type` of every event. */
export type EventType = AnyServerEvent["type"];

/** The events that belong to a session's log. */
export const DURABLE_EVENTS: ReadonlySet<EventType> = new Set<EventType>([
  "question_requested",
  "permission_requested",
  "turn_started",
  "turn_stopped",
  "steered",
  "question_answered",
  "approval_resolved",
  "session_state",
  "text_delta",
  "turn_complete",
  "turn_error",
  "thinking.start",
  "thinking.progress",
  "thinking.complete",
  "tool_call_start",
  "tool_call_delta",
  "tool_call",
  "tool_result",
  "tool_error",
  "terminal.stream",
  "terminal.complete",
  "sandbox.provisioning",
  "sandbox.init",
  "sandbox.removed",
  "plan.updated",
  "usage.updated",
  "file_changed",
]);
