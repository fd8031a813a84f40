// Generated from spec/gateway/*-events.tsp by `npm run generate`. Do not edit.

import type {
  Ack,
  ApprovalResolved,
  Authenticated,
  AutomationRun,
  CommandsUpdated,
  Connected,
  Error,
  Events,
  FileChanged,
  FileContent,
  FileHistory,
  FileList,
  Heartbeat,
  History,
  InboxItem,
  MemberList,
  MemberUpdated,
  PermissionRequested,
  PlanUpdated,
  Pong,
  QuestionAnswered,
  QuestionRequested,
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
  Steered,
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
  UsageUpdated,
  Welcome,
} from "./types.ts";

/** Everything that the gateway may send, by `type`. */
export interface EventMap {
  welcome: Welcome;
  connected: Connected;
  authenticated: Authenticated;
  heartbeat: Heartbeat;
  pong: Pong;
  ack: Ack;
  error: Error;
  server_shutdown: ServerShutdown;
  session_list: SessionList;
  session_created: SessionCreated;
  session_updated: SessionUpdated;
  session_archived: SessionArchived;
  session_unarchived: SessionUnarchived;
  session_deleted: SessionDeleted;
  state_snapshot: StateSnapshot;
  session_synced: SessionSynced;
  session_state: SessionState;
  turn_started: TurnStarted;
  text_delta: TextDelta;
  turn_complete: TurnComplete;
  turn_stopped: TurnStopped;
  turn_error: TurnError;
  steered: Steered;
  "thinking.start": ThinkingStart;
  "thinking.progress": ThinkingProgress;
  "thinking.complete": ThinkingComplete;
  tool_call_start: ToolCallStart;
  tool_call_delta: ToolCallDelta;
  tool_call: ToolCall;
  tool_result: ToolResult;
  tool_error: ToolError;
  question_requested: QuestionRequested;
  permission_requested: PermissionRequested;
  question_answered: QuestionAnswered;
  approval_resolved: ApprovalResolved;
  "terminal.stream": TerminalStream;
  "terminal.complete": TerminalComplete;
  "sandbox.provisioning": SandboxProvisioning;
  "sandbox.init": SandboxInit;
  "sandbox.removed": SandboxRemoved;
  "plan.updated": PlanUpdated;
  "commands.updated": CommandsUpdated;
  "settings.updated": SettingsUpdated;
  "usage.updated": UsageUpdated;
  file_changed: FileChanged;
  history: History;
  events: Events;
  file_list: FileList;
  file_content: FileContent;
  file_history: FileHistory;
  member_list: MemberList;
  member_updated: MemberUpdated;
  automation_run: AutomationRun;
  inbox_item: InboxItem;
}

/** The `type` of an event. */
export type EventType = keyof EventMap;

/** Everything that the gateway may send. */
export type ServerEvent = EventMap[EventType];

/** The events of a session's log, by `type`. */
export type DurableEventMap = Pick<
  EventMap,
  | "session_state"
  | "turn_started"
  | "text_delta"
  | "turn_complete"
  | "turn_stopped"
  | "turn_error"
  | "steered"
  | "thinking.start"
  | "thinking.progress"
  | "thinking.complete"
  | "tool_call_start"
  | "tool_call_delta"
  | "tool_call"
  | "tool_result"
  | "tool_error"
  | "question_requested"
  | "permission_requested"
  | "question_answered"
  | "approval_resolved"
  | "terminal.stream"
  | "terminal.complete"
  | "sandbox.provisioning"
  | "sandbox.init"
  | "sandbox.removed"
  | "plan.updated"
  | "commands.updated"
  | "settings.updated"
  | "usage.updated"
  | "file_changed"
>;
