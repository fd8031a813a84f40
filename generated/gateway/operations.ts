// Generated from spec/rest/*.tsp by `npm run generate`. Do not edit.

import type { ByteStream } from "../runtime/operation-types.ts";
import type { WithDefaults } from "../runtime/handler-types.ts";

import type {
  AgentPage,
  AnswerReceipt,
  Count,
  Cursor,
  Device,
  DeviceId,
  DevicePage,
  Epoch,
  EventPage,
  FileContents,
  FileIterationPage,
  FilePage,
  Fork,
  Guidance,
  Health,
  Identity,
  Iteration,
  MessagePage,
  NewAnswer,
  NewDevice,
  NewProject,
  NewSession,
  NewTurn,
  Preferences,
  PreferencesPatch,
  Project,
  ProjectId,
  ProjectPage,
  ProjectPatch,
  Readiness,
  Session,
  SessionId,
  SessionPage,
  SessionPatch,
  Settings,
  SettingsPatch,
  TurnReceipt,
  TurnReference,
  WorkspacePath,
} from "./types.ts";

export interface SessionsListInput {
  limit: number;
  /** `nextCursor` of the page before. */
  cursor?: Cursor;
  includeArchived: boolean;
  /** Only sessions of this project. */
  projectId?: ProjectId;
}

export type SessionsListResult = { status: 200; body: SessionPage };

export interface SessionsCreateInput {
  /**
   * Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
   * with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
   */
  idempotencyKey?: string;
  body: WithDefaults<NewSession, "name">;
}

export type SessionsCreateResult = { status: 201; body: Session; headers: { location: string; etag: string } };

export interface SessionsReadInput {
  sessionId: SessionId;
}

export type SessionsReadResult = { status: 200; body: Session; headers: { etag: string } };

export interface SessionsUpdateInput {
  sessionId: SessionId;
  /** The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`. */
  ifMatch?: string;
  body: SessionPatch;
}

export type SessionsUpdateResult = { status: 200; body: Session; headers: { etag: string } };

export interface SessionsDeleteInput {
  sessionId: SessionId;
  /** The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`. */
  ifMatch?: string;
}

export type SessionsDeleteResult = { status: 204 };

export interface SessionsArchiveInput {
  sessionId: SessionId;
  /**
   * Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
   * with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
   */
  idempotencyKey?: string;
}

export type SessionsArchiveResult = { status: 200; body: Session; headers: { etag: string } };

export interface SessionsUnarchiveInput {
  sessionId: SessionId;
  /**
   * Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
   * with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
   */
  idempotencyKey?: string;
}

export type SessionsUnarchiveResult = { status: 200; body: Session; headers: { etag: string } };

export interface SessionsMessagesInput {
  sessionId: SessionId;
  limit: number;
  /** `nextCursor` of the page before. */
  cursor?: Cursor;
}

export type SessionsMessagesResult = { status: 200; body: MessagePage };

export interface SessionsRunTurnInput {
  sessionId: SessionId;
  /**
   * Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
   * with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
   */
  idempotencyKey?: string;
  body: WithDefaults<NewTurn, "whenBusy">;
}

export type SessionsRunTurnResult = { status: 202; body: TurnReceipt };

export interface SessionsStopInput {
  sessionId: SessionId;
  /**
   * Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
   * with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
   */
  idempotencyKey?: string;
}

export type SessionsStopResult = { status: 202; body: TurnReference };

export interface SessionsSteerInput {
  sessionId: SessionId;
  /**
   * Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
   * with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
   */
  idempotencyKey?: string;
  body: Guidance;
}

export type SessionsSteerResult = { status: 202; body: TurnReference };

export interface SessionsAnswerInput {
  sessionId: SessionId;
  /**
   * Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
   * with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
   */
  idempotencyKey?: string;
  body: WithDefaults<NewAnswer, "dismissed">;
}

export type SessionsAnswerResult = { status: 202; body: AnswerReceipt };

export interface SessionsEventsInput {
  sessionId: SessionId;
  limit: number;
  /** `nextCursor` of the page before. */
  cursor?: Cursor;
  /** Where to begin; `cursor` and `Last-Event-ID` go before it. */
  afterSeq?: Count;
  /** The log that the cursor was counted in. With another one everything follows from 1. */
  epoch?: Epoch;
  /** `seq` of the last event that the client has. */
  lastEventId?: Count;
}

export type SessionsEventsResult = { status: 200; body: EventPage } | { status: 200; contentType: "text/event-stream"; body: ByteStream };

export interface SessionsExportInput {
  sessionId: SessionId;
  format: "jsonl" | "markdown";
}

export type SessionsExportResult = { status: 200; contentType: "application/x-ndjson"; body: ByteStream } | { status: 200; contentType: "text/markdown"; body: ByteStream };

export interface SessionsForkInput {
  sessionId: SessionId;
  /**
   * Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
   * with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
   */
  idempotencyKey?: string;
  body: Fork;
}

export type SessionsForkResult = { status: 201; body: Session; headers: { location: string; etag: string } };

export interface SessionFilesListInput {
  sessionId: SessionId;
  limit: number;
  /** `nextCursor` of the page before. */
  cursor?: Cursor;
  /** The folder; empty for the workspace itself. */
  path: WorkspacePath;
  /** How many levels deep. */
  depth: number;
}

export type SessionFilesListResult = { status: 200; body: FilePage };

export interface SessionFilesContentInput {
  sessionId: SessionId;
  path: string;
}

export type SessionFilesContentResult = { status: 200; body: FileContents };

export interface SessionFilesHistoryInput {
  sessionId: SessionId;
  limit: number;
  /** `nextCursor` of the page before. */
  cursor?: Cursor;
  path: string;
}

export type SessionFilesHistoryResult = { status: 200; body: FileIterationPage };

export interface SessionFilesAtInput {
  sessionId: SessionId;
  iteration: Iteration;
  path: string;
}

export type SessionFilesAtResult = { status: 200; body: FileContents };

export interface AgentsListInput {
  limit: number;
  /** `nextCursor` of the page before. */
  cursor?: Cursor;
}

export type AgentsListResult = { status: 200; body: AgentPage };

export type MeReadInput = Record<string, never>;

export type MeReadResult = { status: 200; body: Identity };

export type MeReadPreferencesInput = Record<string, never>;

export type MeReadPreferencesResult = { status: 200; body: Preferences; headers: { etag: string } };

export interface MeUpdatePreferencesInput {
  /** The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`. */
  ifMatch?: string;
  body: PreferencesPatch;
}

export type MeUpdatePreferencesResult = { status: 200; body: Preferences; headers: { etag: string } };

export interface MeListDevicesInput {
  limit: number;
  /** `nextCursor` of the page before. */
  cursor?: Cursor;
}

export type MeListDevicesResult = { status: 200; body: DevicePage };

export interface MeReadDeviceInput {
  deviceId: DeviceId;
}

export type MeReadDeviceResult = { status: 200; body: Device; headers: { etag: string } };

export interface MeWriteDeviceInput {
  deviceId: DeviceId;
  /** The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`. */
  ifMatch?: string;
  body: NewDevice;
}

export type MeWriteDeviceResult = { status: 200; body: Device; headers: { etag: string } } | { status: 201; body: Device; headers: { location: string; etag: string } };

export interface MeDeleteDeviceInput {
  deviceId: DeviceId;
  /** The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`. */
  ifMatch?: string;
}

export type MeDeleteDeviceResult = { status: 204 };

export type TenantSettingsReadInput = Record<string, never>;

export type TenantSettingsReadResult = { status: 200; body: Settings; headers: { etag: string } };

export interface TenantSettingsUpdateInput {
  /** The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`. */
  ifMatch?: string;
  body: SettingsPatch;
}

export type TenantSettingsUpdateResult = { status: 200; body: Settings; headers: { etag: string } };

export interface ProjectsListInput {
  limit: number;
  /** `nextCursor` of the page before. */
  cursor?: Cursor;
}

export type ProjectsListResult = { status: 200; body: ProjectPage };

export interface ProjectsCreateInput {
  /**
   * Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
   * with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
   */
  idempotencyKey?: string;
  body: WithDefaults<NewProject, "description">;
}

export type ProjectsCreateResult = { status: 201; body: Project; headers: { location: string; etag: string } };

export interface ProjectsReadInput {
  projectId: ProjectId;
}

export type ProjectsReadResult = { status: 200; body: Project; headers: { etag: string } };

export interface ProjectsUpdateInput {
  projectId: ProjectId;
  /** The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`. */
  ifMatch?: string;
  body: ProjectPatch;
}

export type ProjectsUpdateResult = { status: 200; body: Project; headers: { etag: string } };

export interface ProjectsDeleteInput {
  projectId: ProjectId;
  /** The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`. */
  ifMatch?: string;
}

export type ProjectsDeleteResult = { status: 204 };

export type OperationsHealthInput = Record<string, never>;

export type OperationsHealthResult = { status: 200; body: Health };

export type OperationsReadyInput = Record<string, never>;

export type OperationsReadyResult = { status: 200; body: Readiness } | { status: 503; body: Readiness };

export type OperationsMetricsInput = Record<string, never>;

export type OperationsMetricsResult = { status: 200; contentType: "text/plain"; body: ByteStream };

export type OperationsOpenapiInput = Record<string, never>;

export type OperationsOpenapiResult = { status: 200; body: Record<string, unknown> };

export interface SessionsOperations<Call> {
  /** Lists the tenant's sessions, the most recently updated first. */
  readonly list: (input: SessionsListInput, call: Call) => Promise<SessionsListResult>;

  /** Creates a session. */
  readonly create: (input: SessionsCreateInput, call: Call) => Promise<SessionsCreateResult>;

  /** Reads a session. */
  readonly read: (input: SessionsReadInput, call: Call) => Promise<SessionsReadResult>;

  /** Changes a session. */
  readonly update: (input: SessionsUpdateInput, call: Call) => Promise<SessionsUpdateResult>;

  /** Deletes a session, its log and its workspace. */
  readonly delete: (input: SessionsDeleteInput, call: Call) => Promise<SessionsDeleteResult>;

  /** Puts a session away. */
  readonly archive: (input: SessionsArchiveInput, call: Call) => Promise<SessionsArchiveResult>;

  /** Takes an archived session back. */
  readonly unarchive: (input: SessionsUnarchiveInput, call: Call) => Promise<SessionsUnarchiveResult>;

  /** Reads what was said: the newest page first, each page in the order it was said. */
  readonly messages: (input: SessionsMessagesInput, call: Call) => Promise<SessionsMessagesResult>;

  /** Runs a turn. Its events are in `/events`. */
  readonly runTurn: (input: SessionsRunTurnInput, call: Call) => Promise<SessionsRunTurnResult>;

  /** Stops the running turn. */
  readonly stop: (input: SessionsStopInput, call: Call) => Promise<SessionsStopResult>;

  /** Guides the running turn. */
  readonly steer: (input: SessionsSteerInput, call: Call) => Promise<SessionsSteerResult>;

  /** Answers a question or permission request. */
  readonly answer: (input: SessionsAnswerInput, call: Call) => Promise<SessionsAnswerResult>;

  /**
   * Reads the log by page, or follows it. With `Accept: text/event-stream` it is a stream: `state_snapshot` first, then
   * the events after `Last-Event-ID` (or `afterSeq`), each with its `seq` as `id` and its `type` as `event`, then
   * `session_synced`, then live events. Without a cursor only live events follow. What a stream ends for comes last in
   * it: `session_deleted`, `server_shutdown`, or `error` when the log cannot be read.
   */
  readonly events: (input: SessionsEventsInput, call: Call) => Promise<SessionsEventsResult>;

  /** Exports the session: every event as one line of JSON, or what was said as Markdown. */
  readonly export: (input: SessionsExportInput, call: Call) => Promise<SessionsExportResult>;

  /** Makes a new session with the log up to an event, the files as they were then, and an epoch of its own. */
  readonly fork: (input: SessionsForkInput, call: Call) => Promise<SessionsForkResult>;
}

export interface SessionFilesOperations<Call> {
  /** Lists a folder of the session's workspace. */
  readonly list: (input: SessionFilesListInput, call: Call) => Promise<SessionFilesListResult>;

  /** Reads a file as it is now. */
  readonly content: (input: SessionFilesContentInput, call: Call) => Promise<SessionFilesContentResult>;

  /** Lists the kept versions of a file. Of one that `file_changed` passes over there are none. */
  readonly history: (input: SessionFilesHistoryInput, call: Call) => Promise<SessionFilesHistoryResult>;

  /** Reads a kept version of a file. */
  readonly at: (input: SessionFilesAtInput, call: Call) => Promise<SessionFilesAtResult>;
}

export interface AgentsOperations<Call> {
  /** Lists the agents that sessions can be created with. */
  readonly list: (input: AgentsListInput, call: Call) => Promise<AgentsListResult>;
}

export interface MeOperations<Call> {
  /** Who the caller is, and what they may do. */
  readonly read: (input: MeReadInput, call: Call) => Promise<MeReadResult>;

  /**
   * Reads the caller's preferences. The `ETag` is made of the versions of all of them. More than `listBytes` of them are
   * `MESSAGE_TOO_LARGE`: `config/list` reads them page by page.
   */
  readonly readPreferences: (input: MeReadPreferencesInput, call: Call) => Promise<MeReadPreferencesResult>;

  /**
   * Changes the caller's preferences, all or nothing. With `If-Match` nothing changes if another request has changed any of
   * them since, or `config/*` one that was there; a key that `config/*` has added meanwhile goes unnoticed.
   */
  readonly updatePreferences: (input: MeUpdatePreferencesInput, call: Call) => Promise<MeUpdatePreferencesResult>;

  /** Lists the caller's devices by their ids. */
  readonly listDevices: (input: MeListDevicesInput, call: Call) => Promise<MeListDevicesResult>;

  /** Reads a device. */
  readonly readDevice: (input: MeReadDeviceInput, call: Call) => Promise<MeReadDeviceResult>;

  /** Registers a device, or replaces what is known of it. */
  readonly writeDevice: (input: MeWriteDeviceInput, call: Call) => Promise<MeWriteDeviceResult>;

  /** Removes a device and what was kept for it. */
  readonly deleteDevice: (input: MeDeleteDeviceInput, call: Call) => Promise<MeDeleteDeviceResult>;
}

export interface TenantSettingsOperations<Call> {
  /**
   * Reads the tenant's settings. The `ETag` is made of the versions of all of them. More than `listBytes` of them are
   * `MESSAGE_TOO_LARGE`: `config/list` reads them page by page.
   */
  readonly read: (input: TenantSettingsReadInput, call: Call) => Promise<TenantSettingsReadResult>;

  /** Changes the tenant's settings, all or nothing. `If-Match` is as with preferences. */
  readonly update: (input: TenantSettingsUpdateInput, call: Call) => Promise<TenantSettingsUpdateResult>;
}

export interface ProjectsOperations<Call> {
  /** Lists the tenant's projects. */
  readonly list: (input: ProjectsListInput, call: Call) => Promise<ProjectsListResult>;

  /** Creates a project. */
  readonly create: (input: ProjectsCreateInput, call: Call) => Promise<ProjectsCreateResult>;

  /** Reads a project. */
  readonly read: (input: ProjectsReadInput, call: Call) => Promise<ProjectsReadResult>;

  /** Changes a project. */
  readonly update: (input: ProjectsUpdateInput, call: Call) => Promise<ProjectsUpdateResult>;

  /** Deletes a project and its configuration. Its sessions stay, and keep its id. */
  readonly delete: (input: ProjectsDeleteInput, call: Call) => Promise<ProjectsDeleteResult>;
}

export interface OperationsOperations<Call> {
  /** Whether the process lives. Asks nothing of anyone. */
  readonly health: (input: OperationsHealthInput, call: Call) => Promise<OperationsHealthResult>;

  /** Whether the gateway can serve: every dependency with its state and latency. */
  readonly ready: (input: OperationsReadyInput, call: Call) => Promise<OperationsReadyResult>;

  /** Metrics in the text format of Prometheus. */
  readonly metrics: (input: OperationsMetricsInput, call: Call) => Promise<OperationsMetricsResult>;

  /** This API as an OpenAPI document. */
  readonly openapi: (input: OperationsOpenapiInput, call: Call) => Promise<OperationsOpenapiResult>;
}

/** A handler for every endpoint: what a gateway must implement. `Call` is what the gateway knows of the caller. */
export interface Operations<Call> {
  readonly sessions: SessionsOperations<Call>;
  readonly sessionFiles: SessionFilesOperations<Call>;
  readonly agents: AgentsOperations<Call>;
  readonly me: MeOperations<Call>;
  readonly tenantSettings: TenantSettingsOperations<Call>;
  readonly projects: ProjectsOperations<Call>;
  readonly operations: OperationsOperations<Call>;
}
