// Generated from spec/gateway/*-events.tsp by `npm run generate`. Do not edit.

import type {
  Ack,
  AnswerQuestion,
  ApprovalResolved,
  ArchiveSession,
  Authenticate,
  Authenticated,
  AutomationRun,
  CommandsUpdated,
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
  SettingsUpdated,
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
  | Welcome
  | Connected
  | Authenticated
  | Heartbeat
  | Pong
  | Ack
  | Error
  | ServerShutdown
  | SessionList
  | SessionCreated
  | SessionUpdated
  | SessionArchived
  | SessionUnarchived
  | SessionDeleted
  | StateSnapshot
  | SessionSynced
  | SessionState
  | TurnStarted
  | TextDelta
  | TurnComplete
  | TurnStopped
  | TurnError
  | Steered
  | ThinkingStart
  | ThinkingProgress
  | ThinkingComplete
  | ToolCallStart
  | ToolCallDelta
  | ToolCall
  | ToolResult
  | ToolError
  | QuestionRequested
  | PermissionRequested
  | QuestionAnswered
  | ApprovalResolved
  | TerminalStream
  | TerminalComplete
  | SandboxProvisioning
  | SandboxInit
  | SandboxRemoved
  | PlanUpdated
  | CommandsUpdated
  | SettingsUpdated
  | UsageUpdated
  | FileChanged
  | History
  | Events
  | FileList
  | FileContent
  | FileHistory
  | MemberList
  | MemberUpdated
  | AutomationRun
  | InboxItem;

/** The `type` of every event. */
export type EventType = AnyServerEvent["type"];

/** The events that belong to a session's log. */
export const DURABLE_EVENTS: ReadonlySet<EventType> = new Set<EventType>([
  "session_state",
  "turn_started",
  "text_delta",
  "turn_complete",
  "turn_stopped",
  "turn_error",
  "steered",
  "thinking.start",
  "thinking.progress",
  "thinking.complete",
  "tool_call_start",
  "tool_call_delta",
  "tool_call",
  "tool_result",
  "tool_error",
  "question_requested",
  "permission_requested",
  "question_answered",
  "approval_resolved",
  "terminal.stream",
  "terminal.complete",
  "sandbox.provisioning",
  "sandbox.init",
  "sandbox.removed",
  "plan.updated",
  "commands.updated",
  "settings.updated",
  "usage.updated",
  "file_changed",
]);
