// Generated from spec/main.tsp by `npm run generate`. Do not edit.

import type { LogBody, Untyped } from "../runtime/handler-types.ts";

import type {
  Ack,
  ActiveTurn,
  Agent,
  AgentCommand,
  AgentPage,
  AnswerReceipt,
  ApprovalResolved,
  Authenticated,
  AutomationRun,
  CommandsUpdated,
  ConfigBatchResult,
  ConfigDeleted,
  ConfigItem,
  ConfigPage,
  ConfigSubscribed,
  ConfigUpdate,
  ConfigValue,
  ConfigWritten,
  Connected,
  Cost,
  DependencyCheck,
  Device,
  DevicePage,
  DiffBlock,
  DurableEvent,
  Error,
  ErrorDetail,
  EventPage,
  Events,
  FileChanged,
  FileContent,
  FileContents,
  FileEntry,
  FileHistory,
  FileIteration,
  FileIterationPage,
  FileList,
  FilePage,
  Health,
  Heartbeat,
  History,
  HistoryMessage,
  HistoryToolCall,
  Identity,
  InboxItem,
  Member,
  MemberList,
  MemberUpdated,
  MessagePage,
  PendingRequest,
  PermissionOption,
  PermissionRequested,
  PlanEntry,
  PlanUpdated,
  Pong,
  Preferences,
  ProblemDetails,
  Project,
  ProjectPage,
  QuestionAnswered,
  QuestionOption,
  QuestionRequested,
  Readiness,
  SandboxInit,
  SandboxProvisioning,
  SandboxRemoved,
  ServerInfo,
  ServerShutdown,
  Session,
  SessionArchived,
  SessionCreated,
  SessionDeleted,
  SessionList,
  SessionMode,
  SessionModes,
  SessionOption,
  SessionOptionChoice,
  SessionPage,
  SessionState,
  SessionSynced,
  SessionUnarchived,
  SessionUpdated,
  SessionUsage,
  Settings,
  SettingsUpdated,
  StateSnapshot,
  Steered,
  TerminalBlock,
  TerminalComplete,
  TerminalStream,
  TextBlock,
  TextDelta,
  ThinkingComplete,
  ThinkingProgress,
  ThinkingStart,
  ToolCall,
  ToolCallDelta,
  ToolCallStart,
  ToolContent,
  ToolError,
  ToolLocation,
  ToolResult,
  TurnComplete,
  TurnError,
  TurnReceipt,
  TurnReference,
  TurnStarted,
  TurnStopped,
  TurnUsage,
  UsageUpdated,
  Welcome,
} from "./types.ts";

export function serializeWelcome(value: Untyped<Welcome>): string {
  let json = "{\"type\":" + "\"welcome\"";
  json += ",\"protocolVersion\":" + value.protocolVersion;
  json += ",\"supportedVersions\":" + (JSON.stringify(value.supportedVersions) ?? "null");
  json += ",\"requiresAuth\":" + value.requiresAuth;
  json += ",\"server\":" + serializeServerInfo(value.server);
  return `${json}}`;
}

export function serializeConnected(value: Untyped<Connected>): string {
  let json = "{\"type\":" + "\"connected\"";
  json += ",\"clientId\":" + `"${value.clientId}"`;
  json += ",\"heartbeatIntervalMs\":" + value.heartbeatIntervalMs;
  json += ",\"ts\":" + value.ts;
  return `${json}}`;
}

export function serializeAuthenticated(value: Untyped<Authenticated>): string {
  let json = "{\"type\":" + "\"authenticated\"";
  json += ",\"identity\":" + serializeIdentity(value.identity);
  if (value.ref !== undefined) json += ",\"ref\":" + JSON.stringify(value.ref);
  return `${json}}`;
}

export function serializeHeartbeat(value: Untyped<Heartbeat>): string {
  let json = "{\"type\":" + "\"heartbeat\"";
  json += ",\"ts\":" + value.ts;
  return `${json}}`;
}

export function serializePong(value: Untyped<Pong>): string {
  let json = "{\"type\":" + "\"pong\"";
  json += ",\"ts\":" + value.ts;
  if (value.ref !== undefined) json += ",\"ref\":" + JSON.stringify(value.ref);
  if (value.clientTs !== undefined) json += ",\"clientTs\":" + value.clientTs;
  return `${json}}`;
}

export function serializeAck(value: Untyped<Ack>): string {
  let json = "{\"type\":" + "\"ack\"";
  json += ",\"messageType\":" + JSON.stringify(value.messageType);
  if (value.ref !== undefined) json += ",\"ref\":" + JSON.stringify(value.ref);
  if (value.sessionId !== undefined) json += ",\"sessionId\":" + `"${value.sessionId}"`;
  if (value.turnId !== undefined) json += ",\"turnId\":" + `"${value.turnId}"`;
  if (value.duplicate !== undefined) json += ",\"duplicate\":" + value.duplicate;
  if (value.queued !== undefined) json += ",\"queued\":" + value.queued;
  if (value.position !== undefined) json += ",\"position\":" + value.position;
  return `${json}}`;
}

export function serializeError(value: Untyped<Error>): string {
  let json = "{\"type\":" + "\"error\"";
  json += ",\"code\":" + `"${value.code}"`;
  json += ",\"message\":" + JSON.stringify(value.message);
  if (value.ref !== undefined) json += ",\"ref\":" + JSON.stringify(value.ref);
  if (value.messageType !== undefined) json += ",\"messageType\":" + JSON.stringify(value.messageType);
  if (value.sessionId !== undefined) json += ",\"sessionId\":" + `"${value.sessionId}"`;
  if (value.retryAfterMs !== undefined) json += ",\"retryAfterMs\":" + value.retryAfterMs;
  if (value.details !== undefined) json += ",\"details\":" + `[${value.details.map(serializeErrorDetail).join(",")}]`;
  return `${json}}`;
}

export function serializeServerShutdown(value: Untyped<ServerShutdown>): string {
  let json = "{\"type\":" + "\"server_shutdown\"";
  json += ",\"reason\":" + JSON.stringify(value.reason);
  json += ",\"reconnectAfterMs\":" + value.reconnectAfterMs;
  return `${json}}`;
}

export function serializeSessionList(value: Untyped<SessionList>): string {
  let json = "{\"type\":" + "\"session_list\"";
  json += ",\"sessions\":" + `[${value.sessions.map(serializeSession).join(",")}]`;
  json += ",\"nextCursor\":" + (value.nextCursor === null ? "null" : JSON.stringify(value.nextCursor));
  if (value.ref !== undefined) json += ",\"ref\":" + JSON.stringify(value.ref);
  return `${json}}`;
}

export function serializeSessionCreated(value: Untyped<SessionCreated>): string {
  let json = "{\"type\":" + "\"session_created\"";
  json += ",\"session\":" + serializeSession(value.session);
  if (value.ref !== undefined) json += ",\"ref\":" + JSON.stringify(value.ref);
  return `${json}}`;
}

export function serializeSessionUpdated(value: Untyped<SessionUpdated>): string {
  let json = "{\"type\":" + "\"session_updated\"";
  json += ",\"session\":" + serializeSession(value.session);
  if (value.ref !== undefined) json += ",\"ref\":" + JSON.stringify(value.ref);
  return `${json}}`;
}

export function serializeSessionArchived(value: Untyped<SessionArchived>): string {
  let json = "{\"type\":" + "\"session_archived\"";
  json += ",\"session\":" + serializeSession(value.session);
  if (value.ref !== undefined) json += ",\"ref\":" + JSON.stringify(value.ref);
  return `${json}}`;
}

export function serializeSessionUnarchived(value: Untyped<SessionUnarchived>): string {
  let json = "{\"type\":" + "\"session_unarchived\"";
  json += ",\"session\":" + serializeSession(value.session);
  if (value.ref !== undefined) json += ",\"ref\":" + JSON.stringify(value.ref);
  return `${json}}`;
}

export function serializeSessionDeleted(value: Untyped<SessionDeleted>): string {
  let json = "{\"type\":" + "\"session_deleted\"";
  json += ",\"sessionId\":" + `"${value.sessionId}"`;
  if (value.ref !== undefined) json += ",\"ref\":" + JSON.stringify(value.ref);
  return `${json}}`;
}

export function serializeStateSnapshot(value: Untyped<StateSnapshot>): string {
  let json = "{\"type\":" + "\"state_snapshot\"";
  json += ",\"session\":" + serializeSession(value.session);
  json += ",\"epoch\":" + JSON.stringify(value.epoch);
  json += ",\"lastSeq\":" + value.lastSeq;
  json += ",\"resume\":" + `"${value.resume}"`;
  json += ",\"replayFrom\":" + value.replayFrom;
  json += ",\"activeTurn\":" + (value.activeTurn === null ? "null" : serializeActiveTurn(value.activeTurn));
  json += ",\"pendingRequests\":" + `[${value.pendingRequests.map(serializePendingRequest).join(",")}]`;
  json += ",\"participants\":" + value.participants;
  if (value.ref !== undefined) json += ",\"ref\":" + JSON.stringify(value.ref);
  return `${json}}`;
}

export function serializeSessionSynced(value: Untyped<SessionSynced>): string {
  let json = "{\"type\":" + "\"session_synced\"";
  json += ",\"sessionId\":" + `"${value.sessionId}"`;
  json += ",\"seq\":" + value.seq;
  return `${json}}`;
}

export function serializeHistory(value: Untyped<History>): string {
  let json = "{\"type\":" + "\"history\"";
  json += ",\"sessionId\":" + `"${value.sessionId}"`;
  json += ",\"messages\":" + `[${value.messages.map(serializeHistoryMessage).join(",")}]`;
  json += ",\"nextBeforeSeq\":" + (value.nextBeforeSeq === null ? "null" : value.nextBeforeSeq);
  if (value.ref !== undefined) json += ",\"ref\":" + JSON.stringify(value.ref);
  return `${json}}`;
}

export function serializeEvents(value: Untyped<Events>): string {
  let json = "{\"type\":" + "\"events\"";
  json += ",\"sessionId\":" + `"${value.sessionId}"`;
  json += ",\"events\":" + `[${value.events.map(serializeDurableEvent).join(",")}]`;
  json += ",\"lastSeq\":" + value.lastSeq;
  json += ",\"hasMore\":" + value.hasMore;
  if (value.ref !== undefined) json += ",\"ref\":" + JSON.stringify(value.ref);
  return `${json}}`;
}

export function serializeFileList(value: Untyped<FileList>): string {
  let json = "{\"type\":" + "\"file_list\"";
  json += ",\"sessionId\":" + `"${value.sessionId}"`;
  json += ",\"path\":" + JSON.stringify(value.path);
  json += ",\"entries\":" + `[${value.entries.map(serializeFileEntry).join(",")}]`;
  if (value.ref !== undefined) json += ",\"ref\":" + JSON.stringify(value.ref);
  return `${json}}`;
}

export function serializeFileContent(value: Untyped<FileContent>): string {
  let json = "{\"type\":" + "\"file_content\"";
  json += ",\"sessionId\":" + `"${value.sessionId}"`;
  json += ",\"path\":" + JSON.stringify(value.path);
  json += ",\"content\":" + JSON.stringify(value.content);
  json += ",\"encoding\":" + `"${value.encoding}"`;
  json += ",\"size\":" + value.size;
  json += ",\"hash\":" + JSON.stringify(value.hash);
  if (value.ref !== undefined) json += ",\"ref\":" + JSON.stringify(value.ref);
  if (value.iteration !== undefined) json += ",\"iteration\":" + value.iteration;
  return `${json}}`;
}

export function serializeFileHistory(value: Untyped<FileHistory>): string {
  let json = "{\"type\":" + "\"file_history\"";
  json += ",\"sessionId\":" + `"${value.sessionId}"`;
  json += ",\"path\":" + JSON.stringify(value.path);
  json += ",\"iterations\":" + `[${value.iterations.map(serializeFileIteration).join(",")}]`;
  if (value.ref !== undefined) json += ",\"ref\":" + JSON.stringify(value.ref);
  return `${json}}`;
}

export function serializeMemberList(value: Untyped<MemberList>): string {
  let json = "{\"type\":" + "\"member_list\"";
  json += ",\"members\":" + `[${value.members.map(serializeMember).join(",")}]`;
  if (value.ref !== undefined) json += ",\"ref\":" + JSON.stringify(value.ref);
  return `${json}}`;
}

export function serializeMemberUpdated(value: Untyped<MemberUpdated>): string {
  let json = "{\"type\":" + "\"member_updated\"";
  json += ",\"userId\":" + JSON.stringify(value.userId);
  json += ",\"role\":" + (value.role === null ? "null" : `"${value.role}"`);
  return `${json}}`;
}

export function serializeAutomationRun(value: Untyped<AutomationRun>): string {
  let json = "{\"type\":" + "\"automation_run\"";
  json += ",\"runId\":" + `"${value.runId}"`;
  json += ",\"automationId\":" + `"${value.automationId}"`;
  json += ",\"status\":" + `"${value.status}"`;
  if (value.sessionId !== undefined) json += ",\"sessionId\":" + `"${value.sessionId}"`;
  if (value.turnId !== undefined) json += ",\"turnId\":" + `"${value.turnId}"`;
  if (value.startedAt !== undefined) json += ",\"startedAt\":" + `"${value.startedAt}"`;
  if (value.endedAt !== undefined) json += ",\"endedAt\":" + `"${value.endedAt}"`;
  return `${json}}`;
}

export function serializeInboxItem(value: Untyped<InboxItem>): string {
  let json = "{\"type\":" + "\"inbox_item\"";
  json += ",\"itemId\":" + `"${value.itemId}"`;
  json += ",\"title\":" + JSON.stringify(value.title);
  json += ",\"createdAt\":" + `"${value.createdAt}"`;
  if (value.runId !== undefined) json += ",\"runId\":" + `"${value.runId}"`;
  if (value.sessionId !== undefined) json += ",\"sessionId\":" + `"${value.sessionId}"`;
  return `${json}}`;
}

export function serializeProblemDetails(value: ProblemDetails): string {
  let json = "{\"type\":" + JSON.stringify(value.type);
  json += ",\"title\":" + JSON.stringify(value.title);
  json += ",\"status\":" + value.status;
  json += ",\"code\":" + `"${value.code}"`;
  json += ",\"detail\":" + JSON.stringify(value.detail);
  json += ",\"instance\":" + JSON.stringify(value.instance);
  if (value.details !== undefined) json += ",\"details\":" + `[${value.details.map(serializeErrorDetail).join(",")}]`;
  if (value.retryAfterMs !== undefined) json += ",\"retryAfterMs\":" + value.retryAfterMs;
  return `${json}}`;
}

export function serializeSessionPage(value: SessionPage): string {
  let json = "{\"items\":" + `[${value.items.map(serializeSession).join(",")}]`;
  json += ",\"nextCursor\":" + (value.nextCursor === null ? "null" : JSON.stringify(value.nextCursor));
  return `${json}}`;
}

export function serializeSession(value: Session): string {
  let json = "{\"id\":" + `"${value.id}"`;
  json += ",\"name\":" + JSON.stringify(value.name);
  json += ",\"agentType\":" + JSON.stringify(value.agentType);
  json += ",\"status\":" + `"${value.status}"`;
  json += ",\"projectId\":" + (value.projectId === null ? "null" : `"${value.projectId}"`);
  json += ",\"metadata\":" + (JSON.stringify(value.metadata) ?? "null");
  json += ",\"archived\":" + value.archived;
  json += ",\"createdAt\":" + `"${value.createdAt}"`;
  json += ",\"updatedAt\":" + `"${value.updatedAt}"`;
  json += ",\"lastSeq\":" + value.lastSeq;
  json += ",\"createdBy\":" + JSON.stringify(value.createdBy);
  json += ",\"usage\":" + serializeSessionUsage(value.usage);
  if (value.cwd !== undefined) json += ",\"cwd\":" + JSON.stringify(value.cwd);
  return `${json}}`;
}

export function serializeMessagePage(value: MessagePage): string {
  let json = "{\"items\":" + `[${value.items.map(serializeHistoryMessage).join(",")}]`;
  json += ",\"nextCursor\":" + (value.nextCursor === null ? "null" : JSON.stringify(value.nextCursor));
  return `${json}}`;
}

export function serializeTurnReceipt(value: TurnReceipt): string {
  let json = "{\"turnId\":" + `"${value.turnId}"`;
  if (value.duplicate !== undefined) json += ",\"duplicate\":" + value.duplicate;
  if (value.queued !== undefined) json += ",\"queued\":" + value.queued;
  if (value.position !== undefined) json += ",\"position\":" + value.position;
  return `${json}}`;
}

export function serializeTurnReference(value: TurnReference): string {
  let json = "{\"turnId\":" + `"${value.turnId}"`;
  return `${json}}`;
}

export function serializeAnswerReceipt(value: AnswerReceipt): string {
  let json = "{\"requestId\":" + JSON.stringify(value.requestId);
  return `${json}}`;
}

export function serializeEventPage(value: EventPage): string {
  let json = "{\"items\":" + `[${value.items.map(serializeDurableEvent).join(",")}]`;
  json += ",\"nextCursor\":" + (value.nextCursor === null ? "null" : JSON.stringify(value.nextCursor));
  json += ",\"lastSeq\":" + value.lastSeq;
  json += ",\"epoch\":" + JSON.stringify(value.epoch);
  return `${json}}`;
}

export function serializeFilePage(value: FilePage): string {
  let json = "{\"items\":" + `[${value.items.map(serializeFileEntry).join(",")}]`;
  json += ",\"nextCursor\":" + (value.nextCursor === null ? "null" : JSON.stringify(value.nextCursor));
  return `${json}}`;
}

export function serializeFileContents(value: FileContents): string {
  let json = "{\"path\":" + JSON.stringify(value.path);
  json += ",\"content\":" + JSON.stringify(value.content);
  json += ",\"encoding\":" + `"${value.encoding}"`;
  json += ",\"size\":" + value.size;
  json += ",\"hash\":" + JSON.stringify(value.hash);
  if (value.iteration !== undefined) json += ",\"iteration\":" + value.iteration;
  return `${json}}`;
}

export function serializeFileIterationPage(value: FileIterationPage): string {
  let json = "{\"items\":" + `[${value.items.map(serializeFileIteration).join(",")}]`;
  json += ",\"nextCursor\":" + (value.nextCursor === null ? "null" : JSON.stringify(value.nextCursor));
  return `${json}}`;
}

export function serializeAgentPage(value: AgentPage): string {
  let json = "{\"items\":" + `[${value.items.map(serializeAgent).join(",")}]`;
  json += ",\"nextCursor\":" + (value.nextCursor === null ? "null" : JSON.stringify(value.nextCursor));
  return `${json}}`;
}

export function serializeIdentity(value: Identity): string {
  let json = "{\"userId\":" + JSON.stringify(value.userId);
  json += ",\"email\":" + JSON.stringify(value.email);
  json += ",\"tenantId\":" + JSON.stringify(value.tenantId);
  json += ",\"role\":" + `"${value.role}"`;
  json += ",\"permissions\":" + (JSON.stringify(value.permissions) ?? "null");
  return `${json}}`;
}

export function serializePreferences(value: Preferences): string {
  let json = "{\"preferences\":" + (JSON.stringify(value.preferences) ?? "null");
  return `${json}}`;
}

export function serializeDevicePage(value: DevicePage): string {
  let json = "{\"items\":" + `[${value.items.map(serializeDevice).join(",")}]`;
  json += ",\"nextCursor\":" + (value.nextCursor === null ? "null" : JSON.stringify(value.nextCursor));
  return `${json}}`;
}

export function serializeDevice(value: Device): string {
  let json = "{\"id\":" + JSON.stringify(value.id);
  json += ",\"name\":" + JSON.stringify(value.name);
  json += ",\"updatedAt\":" + `"${value.updatedAt}"`;
  if (value.platform !== undefined) json += ",\"platform\":" + JSON.stringify(value.platform);
  if (value.pushToken !== undefined) json += ",\"pushToken\":" + JSON.stringify(value.pushToken);
  if (value.capabilities !== undefined) json += ",\"capabilities\":" + (JSON.stringify(value.capabilities) ?? "null");
  return `${json}}`;
}

export function serializeSettings(value: Settings): string {
  let json = "{\"settings\":" + (JSON.stringify(value.settings) ?? "null");
  return `${json}}`;
}

export function serializeProjectPage(value: ProjectPage): string {
  let json = "{\"items\":" + `[${value.items.map(serializeProject).join(",")}]`;
  json += ",\"nextCursor\":" + (value.nextCursor === null ? "null" : JSON.stringify(value.nextCursor));
  return `${json}}`;
}

export function serializeProject(value: Project): string {
  let json = "{\"id\":" + `"${value.id}"`;
  json += ",\"name\":" + JSON.stringify(value.name);
  json += ",\"description\":" + JSON.stringify(value.description);
  json += ",\"metadata\":" + (JSON.stringify(value.metadata) ?? "null");
  json += ",\"createdAt\":" + `"${value.createdAt}"`;
  json += ",\"createdBy\":" + JSON.stringify(value.createdBy);
  json += ",\"updatedAt\":" + `"${value.updatedAt}"`;
  return `${json}}`;
}

export function serializeHealth(_value: Health): string {
  let json = "{\"status\":" + "\"ok\"";
  return `${json}}`;
}

export function serializeReadiness(value: Readiness): string {
  let json = "{\"status\":" + `"${value.status}"`;
  json += ",\"checks\":" + `[${value.checks.map(serializeDependencyCheck).join(",")}]`;
  return `${json}}`;
}

export function serializeConfigValue(value: ConfigValue): string {
  let json = "{\"value\":" + (JSON.stringify(value.value) ?? "null");
  json += ",\"version\":" + value.version;
  if (value.stale !== undefined) json += ",\"stale\":" + value.stale;
  return `${json}}`;
}

export function serializeConfigWritten(value: ConfigWritten): string {
  let json = "{\"version\":" + value.version;
  return `${json}}`;
}

export function serializeConfigDeleted(value: ConfigDeleted): string {
  let json = "{\"deleted\":" + value.deleted;
  return `${json}}`;
}

export function serializeConfigPage(value: ConfigPage): string {
  let json = "{\"items\":" + `[${value.items.map(serializeConfigItem).join(",")}]`;
  json += ",\"revision\":" + value.revision;
  if (value.nextCursor !== undefined) json += ",\"nextCursor\":" + JSON.stringify(value.nextCursor);
  return `${json}}`;
}

export function serializeConfigBatchResult(value: ConfigBatchResult): string {
  let json = "{\"versions\":" + (JSON.stringify(value.versions) ?? "null");
  return `${json}}`;
}

export function serializeConfigSubscribed(value: ConfigSubscribed): string {
  let json = "{\"subscribed\":" + value.subscribed;
  if (value.revision !== undefined) json += ",\"revision\":" + value.revision;
  return `${json}}`;
}

export function serializeConfigUpdate(value: ConfigUpdate): string {
  let json = "{\"scope\":" + `"${value.scope}"`;
  json += ",\"key\":" + JSON.stringify(value.key);
  json += ",\"value\":" + (JSON.stringify(value.value) ?? "null");
  json += ",\"version\":" + value.version;
  json += ",\"revision\":" + value.revision;
  json += ",\"op\":" + `"${value.op}"`;
  json += ",\"updatedBy\":" + JSON.stringify(value.updatedBy);
  if (value.sessionId !== undefined) json += ",\"sessionId\":" + `"${value.sessionId}"`;
  if (value.projectId !== undefined) json += ",\"projectId\":" + `"${value.projectId}"`;
  if (value.deviceId !== undefined) json += ",\"deviceId\":" + JSON.stringify(value.deviceId);
  return `${json}}`;
}

export function serializeTurnUsage(value: TurnUsage): string {
  let json = "{\"inputTokens\":" + value.inputTokens;
  json += ",\"outputTokens\":" + value.outputTokens;
  if (value.cost !== undefined) json += ",\"cost\":" + serializeCost(value.cost);
  return `${json}}`;
}

export function serializeToolLocation(value: ToolLocation): string {
  let json = "{\"path\":" + JSON.stringify(value.path);
  if (value.line !== undefined) json += ",\"line\":" + value.line;
  return `${json}}`;
}

export function serializeToolContent(value: ToolContent): string {
  switch (value.type) {
    case "text":
      return serializeTextBlock(value);
    case "diff":
      return serializeDiffBlock(value);
    case "terminal":
      return serializeTerminalBlock(value);
  }
}

export function serializeQuestionOption(value: QuestionOption): string {
  let json = "{\"optionId\":" + JSON.stringify(value.optionId);
  json += ",\"name\":" + JSON.stringify(value.name);
  if (value.description !== undefined) json += ",\"description\":" + JSON.stringify(value.description);
  return `${json}}`;
}

export function serializePermissionOption(value: PermissionOption): string {
  let json = "{\"optionId\":" + JSON.stringify(value.optionId);
  json += ",\"name\":" + JSON.stringify(value.name);
  json += ",\"kind\":" + `"${value.kind}"`;
  return `${json}}`;
}

export function serializePlanEntry(value: PlanEntry): string {
  let json = "{\"content\":" + JSON.stringify(value.content);
  json += ",\"priority\":" + `"${value.priority}"`;
  json += ",\"status\":" + `"${value.status}"`;
  return `${json}}`;
}

export function serializeAgentCommand(value: AgentCommand): string {
  let json = "{\"name\":" + JSON.stringify(value.name);
  json += ",\"description\":" + JSON.stringify(value.description);
  if (value.hint !== undefined) json += ",\"hint\":" + JSON.stringify(value.hint);
  return `${json}}`;
}

export function serializeSessionModes(value: SessionModes): string {
  let json = "{\"currentModeId\":" + JSON.stringify(value.currentModeId);
  json += ",\"available\":" + `[${value.available.map(serializeSessionMode).join(",")}]`;
  return `${json}}`;
}

export function serializeSessionOption(value: SessionOption): string {
  let json = "{\"optionId\":" + JSON.stringify(value.optionId);
  json += ",\"name\":" + JSON.stringify(value.name);
  json += ",\"kind\":" + `"${value.kind}"`;
  json += ",\"value\":" + (JSON.stringify(value.value) ?? "null");
  if (value.description !== undefined) json += ",\"description\":" + JSON.stringify(value.description);
  if (value.category !== undefined) json += ",\"category\":" + JSON.stringify(value.category);
  if (value.choices !== undefined) json += ",\"choices\":" + `[${value.choices.map(serializeSessionOptionChoice).join(",")}]`;
  return `${json}}`;
}

export function serializeCost(value: Cost): string {
  let json = "{\"amount\":" + JSON.stringify(value.amount);
  json += ",\"currency\":" + JSON.stringify(value.currency);
  return `${json}}`;
}

export function serializeServerInfo(value: ServerInfo): string {
  let json = "{\"name\":" + JSON.stringify(value.name);
  json += ",\"version\":" + JSON.stringify(value.version);
  return `${json}}`;
}

export function serializeErrorDetail(value: ErrorDetail): string {
  let json = "{\"path\":" + JSON.stringify(value.path);
  json += ",\"message\":" + JSON.stringify(value.message);
  return `${json}}`;
}

export function serializeActiveTurn(value: ActiveTurn): string {
  let json = "{\"turnId\":" + `"${value.turnId}"`;
  json += ",\"startedAt\":" + value.startedAt;
  json += ",\"text\":" + JSON.stringify(value.text);
  return `${json}}`;
}

export function serializePendingRequest(value: PendingRequest): string {
  return serializeDurable(value, logHead(value.sessionId, value.seq, value.ts));
}

export function serializeHistoryMessage(value: HistoryMessage): string {
  let json = "{\"seq\":" + value.seq;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"role\":" + `"${value.role}"`;
  json += ",\"text\":" + JSON.stringify(value.text);
  json += ",\"ts\":" + value.ts;
  if (value.toolCalls !== undefined) json += ",\"toolCalls\":" + `[${value.toolCalls.map(serializeHistoryToolCall).join(",")}]`;
  if (value.stopReason !== undefined) json += ",\"stopReason\":" + `"${value.stopReason}"`;
  return `${json}}`;
}

export function serializeDurableEvent(value: DurableEvent): string {
  return serializeDurable(value, logHead(value.sessionId, value.seq, value.ts));
}

export function serializeFileEntry(value: FileEntry): string {
  let json = "{\"path\":" + JSON.stringify(value.path);
  json += ",\"type\":" + `"${value.type}"`;
  json += ",\"size\":" + value.size;
  json += ",\"modifiedAt\":" + `"${value.modifiedAt}"`;
  if (value.iteration !== undefined) json += ",\"iteration\":" + value.iteration;
  return `${json}}`;
}

export function serializeFileIteration(value: FileIteration): string {
  let json = "{\"iteration\":" + value.iteration;
  json += ",\"timestamp\":" + value.timestamp;
  json += ",\"size\":" + value.size;
  json += ",\"hash\":" + JSON.stringify(value.hash);
  return `${json}}`;
}

export function serializeMember(value: Member): string {
  let json = "{\"userId\":" + JSON.stringify(value.userId);
  json += ",\"role\":" + `"${value.role}"`;
  json += ",\"createdAt\":" + `"${value.createdAt}"`;
  json += ",\"updatedAt\":" + `"${value.updatedAt}"`;
  if (value.email !== undefined) json += ",\"email\":" + JSON.stringify(value.email);
  return `${json}}`;
}

export function serializeSessionUsage(value: SessionUsage): string {
  let json = "{\"inputTokens\":" + value.inputTokens;
  json += ",\"outputTokens\":" + value.outputTokens;
  json += ",\"cost\":" + (value.cost === null ? "null" : serializeCost(value.cost));
  return `${json}}`;
}

export function serializeAgent(value: Agent): string {
  let json = "{\"agentType\":" + JSON.stringify(value.agentType);
  json += ",\"title\":" + JSON.stringify(value.title);
  json += ",\"description\":" + JSON.stringify(value.description);
  json += ",\"runtime\":" + `"${value.runtime}"`;
  return `${json}}`;
}

export function serializeDependencyCheck(value: DependencyCheck): string {
  let json = "{\"name\":" + JSON.stringify(value.name);
  json += ",\"status\":" + `"${value.status}"`;
  json += ",\"latencyMs\":" + value.latencyMs;
  json += ",\"required\":" + value.required;
  return `${json}}`;
}

export function serializeConfigItem(value: ConfigItem): string {
  let json = "{\"key\":" + JSON.stringify(value.key);
  json += ",\"value\":" + (JSON.stringify(value.value) ?? "null");
  json += ",\"version\":" + value.version;
  return `${json}}`;
}

export function serializeTextBlock(value: TextBlock): string {
  let json = "{\"type\":" + "\"text\"";
  json += ",\"text\":" + JSON.stringify(value.text);
  return `${json}}`;
}

export function serializeDiffBlock(value: DiffBlock): string {
  let json = "{\"type\":" + "\"diff\"";
  json += ",\"path\":" + JSON.stringify(value.path);
  json += ",\"oldText\":" + (value.oldText === null ? "null" : JSON.stringify(value.oldText));
  json += ",\"newText\":" + JSON.stringify(value.newText);
  return `${json}}`;
}

export function serializeTerminalBlock(value: TerminalBlock): string {
  let json = "{\"type\":" + "\"terminal\"";
  json += ",\"terminalId\":" + JSON.stringify(value.terminalId);
  return `${json}}`;
}

export function serializeSessionMode(value: SessionMode): string {
  let json = "{\"modeId\":" + JSON.stringify(value.modeId);
  json += ",\"name\":" + JSON.stringify(value.name);
  if (value.description !== undefined) json += ",\"description\":" + JSON.stringify(value.description);
  return `${json}}`;
}

export function serializeSessionOptionChoice(value: SessionOptionChoice): string {
  let json = "{\"value\":" + JSON.stringify(value.value);
  json += ",\"name\":" + JSON.stringify(value.name);
  if (value.description !== undefined) json += ",\"description\":" + JSON.stringify(value.description);
  if (value.group !== undefined) json += ",\"group\":" + JSON.stringify(value.group);
  return `${json}}`;
}

export function serializeHistoryToolCall(value: HistoryToolCall): string {
  let json = "{\"toolCallId\":" + JSON.stringify(value.toolCallId);
  json += ",\"toolName\":" + JSON.stringify(value.toolName);
  json += ",\"status\":" + `"${value.status}"`;
  if (value.title !== undefined) json += ",\"title\":" + JSON.stringify(value.title);
  return `${json}}`;
}

function logSessionState(value: LogBody<SessionState>, head: string): string {
  let json = "{\"type\":\"session_state\"" + head;
  json += ",\"status\":" + `"${value.status}"`;
  json += ",\"previous\":" + `"${value.previous}"`;
  if (value.reason !== undefined) json += ",\"reason\":" + JSON.stringify(value.reason);
  return `${json}}`;
}

function logTurnStarted(value: LogBody<TurnStarted>, head: string): string {
  let json = "{\"type\":\"turn_started\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"text\":" + JSON.stringify(value.text);
  json += ",\"userId\":" + JSON.stringify(value.userId);
  if (value.clientTurnId !== undefined) json += ",\"clientTurnId\":" + JSON.stringify(value.clientTurnId);
  return `${json}}`;
}

function logTextDelta(value: LogBody<TextDelta>, head: string): string {
  let json = "{\"type\":\"text_delta\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"text\":" + JSON.stringify(value.text);
  return `${json}}`;
}

function logTurnComplete(value: LogBody<TurnComplete>, head: string): string {
  let json = "{\"type\":\"turn_complete\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"finalText\":" + JSON.stringify(value.finalText);
  json += ",\"stopReason\":" + `"${value.stopReason}"`;
  json += ",\"usage\":" + serializeTurnUsage(value.usage);
  return `${json}}`;
}

function logTurnStopped(value: LogBody<TurnStopped>, head: string): string {
  let json = "{\"type\":\"turn_stopped\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"partialText\":" + JSON.stringify(value.partialText);
  json += ",\"usage\":" + serializeTurnUsage(value.usage);
  return `${json}}`;
}

function logTurnError(value: LogBody<TurnError>, head: string): string {
  let json = "{\"type\":\"turn_error\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"code\":" + `"${value.code}"`;
  json += ",\"message\":" + JSON.stringify(value.message);
  json += ",\"retryable\":" + value.retryable;
  return `${json}}`;
}

function logSteered(value: LogBody<Steered>, head: string): string {
  let json = "{\"type\":\"steered\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"content\":" + JSON.stringify(value.content);
  json += ",\"userId\":" + JSON.stringify(value.userId);
  return `${json}}`;
}

function logThinkingStart(value: LogBody<ThinkingStart>, head: string): string {
  let json = "{\"type\":\"thinking.start\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  return `${json}}`;
}

function logThinkingProgress(value: LogBody<ThinkingProgress>, head: string): string {
  let json = "{\"type\":\"thinking.progress\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"text\":" + JSON.stringify(value.text);
  return `${json}}`;
}

function logThinkingComplete(value: LogBody<ThinkingComplete>, head: string): string {
  let json = "{\"type\":\"thinking.complete\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"text\":" + JSON.stringify(value.text);
  return `${json}}`;
}

function logToolCallStart(value: LogBody<ToolCallStart>, head: string): string {
  let json = "{\"type\":\"tool_call_start\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"toolCallId\":" + JSON.stringify(value.toolCallId);
  json += ",\"toolName\":" + JSON.stringify(value.toolName);
  if (value.title !== undefined) json += ",\"title\":" + JSON.stringify(value.title);
  if (value.kind !== undefined) json += ",\"kind\":" + `"${value.kind}"`;
  return `${json}}`;
}

function logToolCallDelta(value: LogBody<ToolCallDelta>, head: string): string {
  let json = "{\"type\":\"tool_call_delta\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"toolCallId\":" + JSON.stringify(value.toolCallId);
  json += ",\"delta\":" + JSON.stringify(value.delta);
  return `${json}}`;
}

function logToolCall(value: LogBody<ToolCall>, head: string): string {
  let json = "{\"type\":\"tool_call\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"toolCallId\":" + JSON.stringify(value.toolCallId);
  json += ",\"toolName\":" + JSON.stringify(value.toolName);
  json += ",\"input\":" + (JSON.stringify(value.input) ?? "null");
  if (value.locations !== undefined) json += ",\"locations\":" + `[${value.locations.map(serializeToolLocation).join(",")}]`;
  return `${json}}`;
}

function logToolResult(value: LogBody<ToolResult>, head: string): string {
  let json = "{\"type\":\"tool_result\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"toolCallId\":" + JSON.stringify(value.toolCallId);
  json += ",\"output\":" + (JSON.stringify(value.output) ?? "null");
  if (value.content !== undefined) json += ",\"content\":" + `[${value.content.map(serializeToolContent).join(",")}]`;
  if (value.durationMs !== undefined) json += ",\"durationMs\":" + value.durationMs;
  return `${json}}`;
}

function logToolError(value: LogBody<ToolError>, head: string): string {
  let json = "{\"type\":\"tool_error\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"toolCallId\":" + JSON.stringify(value.toolCallId);
  json += ",\"message\":" + JSON.stringify(value.message);
  return `${json}}`;
}

function logQuestionRequested(value: LogBody<QuestionRequested>, head: string): string {
  let json = "{\"type\":\"question_requested\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"requestId\":" + JSON.stringify(value.requestId);
  json += ",\"question\":" + JSON.stringify(value.question);
  if (value.fields !== undefined) json += ",\"fields\":" + (JSON.stringify(value.fields) ?? "null");
  if (value.options !== undefined) json += ",\"options\":" + `[${value.options.map(serializeQuestionOption).join(",")}]`;
  return `${json}}`;
}

function logPermissionRequested(value: LogBody<PermissionRequested>, head: string): string {
  let json = "{\"type\":\"permission_requested\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"requestId\":" + JSON.stringify(value.requestId);
  json += ",\"title\":" + JSON.stringify(value.title);
  json += ",\"options\":" + `[${value.options.map(serializePermissionOption).join(",")}]`;
  if (value.toolCallId !== undefined) json += ",\"toolCallId\":" + JSON.stringify(value.toolCallId);
  return `${json}}`;
}

function logQuestionAnswered(value: LogBody<QuestionAnswered>, head: string): string {
  let json = "{\"type\":\"question_answered\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"requestId\":" + JSON.stringify(value.requestId);
  json += ",\"dismissed\":" + value.dismissed;
  json += ",\"userId\":" + JSON.stringify(value.userId);
  if (value.answers !== undefined) json += ",\"answers\":" + (JSON.stringify(value.answers) ?? "null");
  return `${json}}`;
}

function logApprovalResolved(value: LogBody<ApprovalResolved>, head: string): string {
  let json = "{\"type\":\"approval_resolved\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"requestId\":" + JSON.stringify(value.requestId);
  json += ",\"approved\":" + value.approved;
  json += ",\"userId\":" + JSON.stringify(value.userId);
  if (value.optionId !== undefined) json += ",\"optionId\":" + JSON.stringify(value.optionId);
  return `${json}}`;
}

function logTerminalStream(value: LogBody<TerminalStream>, head: string): string {
  let json = "{\"type\":\"terminal.stream\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"terminalId\":" + JSON.stringify(value.terminalId);
  json += ",\"stream\":" + `"${value.stream}"`;
  json += ",\"data\":" + JSON.stringify(value.data);
  return `${json}}`;
}

function logTerminalComplete(value: LogBody<TerminalComplete>, head: string): string {
  let json = "{\"type\":\"terminal.complete\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"terminalId\":" + JSON.stringify(value.terminalId);
  if (value.exitCode !== undefined) json += ",\"exitCode\":" + value.exitCode;
  if (value.signal !== undefined) json += ",\"signal\":" + JSON.stringify(value.signal);
  return `${json}}`;
}

function logSandboxProvisioning(value: LogBody<SandboxProvisioning>, head: string): string {
  let json = "{\"type\":\"sandbox.provisioning\"" + head;
  json += ",\"sandboxId\":" + JSON.stringify(value.sandboxId);
  if (value.turnId !== undefined) json += ",\"turnId\":" + `"${value.turnId}"`;
  if (value.message !== undefined) json += ",\"message\":" + JSON.stringify(value.message);
  return `${json}}`;
}

function logSandboxInit(value: LogBody<SandboxInit>, head: string): string {
  let json = "{\"type\":\"sandbox.init\"" + head;
  json += ",\"sandboxId\":" + JSON.stringify(value.sandboxId);
  if (value.turnId !== undefined) json += ",\"turnId\":" + `"${value.turnId}"`;
  if (value.message !== undefined) json += ",\"message\":" + JSON.stringify(value.message);
  return `${json}}`;
}

function logSandboxRemoved(value: LogBody<SandboxRemoved>, head: string): string {
  let json = "{\"type\":\"sandbox.removed\"" + head;
  json += ",\"sandboxId\":" + JSON.stringify(value.sandboxId);
  if (value.turnId !== undefined) json += ",\"turnId\":" + `"${value.turnId}"`;
  if (value.message !== undefined) json += ",\"message\":" + JSON.stringify(value.message);
  return `${json}}`;
}

function logPlanUpdated(value: LogBody<PlanUpdated>, head: string): string {
  let json = "{\"type\":\"plan.updated\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"entries\":" + `[${value.entries.map(serializePlanEntry).join(",")}]`;
  return `${json}}`;
}

function logCommandsUpdated(value: LogBody<CommandsUpdated>, head: string): string {
  let json = "{\"type\":\"commands.updated\"" + head;
  json += ",\"commands\":" + `[${value.commands.map(serializeAgentCommand).join(",")}]`;
  return `${json}}`;
}

function logSettingsUpdated(value: LogBody<SettingsUpdated>, head: string): string {
  let json = "{\"type\":\"settings.updated\"" + head;
  json += ",\"modes\":" + (value.modes === null ? "null" : serializeSessionModes(value.modes));
  json += ",\"options\":" + `[${value.options.map(serializeSessionOption).join(",")}]`;
  if (value.userId !== undefined) json += ",\"userId\":" + JSON.stringify(value.userId);
  return `${json}}`;
}

function logUsageUpdated(value: LogBody<UsageUpdated>, head: string): string {
  let json = "{\"type\":\"usage.updated\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"inputTokens\":" + value.inputTokens;
  json += ",\"outputTokens\":" + value.outputTokens;
  if (value.cost !== undefined) json += ",\"cost\":" + serializeCost(value.cost);
  if (value.creditsReserved !== undefined) json += ",\"creditsReserved\":" + JSON.stringify(value.creditsReserved);
  if (value.creditsSpent !== undefined) json += ",\"creditsSpent\":" + JSON.stringify(value.creditsSpent);
  return `${json}}`;
}

function logFileChanged(value: LogBody<FileChanged>, head: string): string {
  let json = "{\"type\":\"file_changed\"" + head;
  json += ",\"turnId\":" + `"${value.turnId}"`;
  json += ",\"path\":" + JSON.stringify(value.path);
  json += ",\"iteration\":" + value.iteration;
  json += ",\"size\":" + value.size;
  json += ",\"hash\":" + JSON.stringify(value.hash);
  json += ",\"change\":" + `"${value.change}"`;
  return `${json}}`;
}

/** A durable event without what the log fills in. */
export type DurableEventBody = LogBody<DurableEvent>;

/**
 * Writes a durable event as JSON.
 *
 * @param head the fields that the log fills in, as `logHead` writes them
 */
export function serializeDurable(event: DurableEventBody, head: string): string {
  switch (event.type) {
    case "session_state":
      return logSessionState(event, head);
    case "turn_started":
      return logTurnStarted(event, head);
    case "text_delta":
      return logTextDelta(event, head);
    case "turn_complete":
      return logTurnComplete(event, head);
    case "turn_stopped":
      return logTurnStopped(event, head);
    case "turn_error":
      return logTurnError(event, head);
    case "steered":
      return logSteered(event, head);
    case "thinking.start":
      return logThinkingStart(event, head);
    case "thinking.progress":
      return logThinkingProgress(event, head);
    case "thinking.complete":
      return logThinkingComplete(event, head);
    case "tool_call_start":
      return logToolCallStart(event, head);
    case "tool_call_delta":
      return logToolCallDelta(event, head);
    case "tool_call":
      return logToolCall(event, head);
    case "tool_result":
      return logToolResult(event, head);
    case "tool_error":
      return logToolError(event, head);
    case "question_requested":
      return logQuestionRequested(event, head);
    case "permission_requested":
      return logPermissionRequested(event, head);
    case "question_answered":
      return logQuestionAnswered(event, head);
    case "approval_resolved":
      return logApprovalResolved(event, head);
    case "terminal.stream":
      return logTerminalStream(event, head);
    case "terminal.complete":
      return logTerminalComplete(event, head);
    case "sandbox.provisioning":
      return logSandboxProvisioning(event, head);
    case "sandbox.init":
      return logSandboxInit(event, head);
    case "sandbox.removed":
      return logSandboxRemoved(event, head);
    case "plan.updated":
      return logPlanUpdated(event, head);
    case "commands.updated":
      return logCommandsUpdated(event, head);
    case "settings.updated":
      return logSettingsUpdated(event, head);
    case "usage.updated":
      return logUsageUpdated(event, head);
    case "file_changed":
      return logFileChanged(event, head);
  }
}

/** The fields that the log fills in. */
export function logHead(sessionId: string, seq: number, ts: number): string {
  return `,"sessionId":"${sessionId}","seq":${seq},"ts":${ts}`;
}
