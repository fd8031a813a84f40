// Generated from spec/rest/*.tsp by `npm run generate`. Do not edit.

import type { Answer, RequestOptions, RestCaller, RestPages } from "../rest/rest-caller.ts";

import type {
  Agent,
  AgentPage,
  AnswerReceipt,
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
  Fork,
  Guidance,
  Health,
  HistoryMessage,
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

export interface SessionsListParams {
  readonly limit?: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: Cursor;
  readonly includeArchived?: boolean;
  /** Only sessions of this project. */
  readonly projectId?: ProjectId;
}

export interface SessionsCreateParams {
  /**
   * Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
   * with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
   */
  readonly idempotencyKey?: string;
  readonly body: NewSession;
}

export interface SessionsReadParams {
  readonly sessionId: SessionId;
}

export interface SessionsUpdateParams {
  readonly sessionId: SessionId;
  /** The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`. */
  readonly ifMatch?: string;
  readonly body: SessionPatch;
}

export interface SessionsDeleteParams {
  readonly sessionId: SessionId;
  /** The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`. */
  readonly ifMatch?: string;
}

export interface SessionsArchiveParams {
  readonly sessionId: SessionId;
  /**
   * Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
   * with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
   */
  readonly idempotencyKey?: string;
}

export interface SessionsUnarchiveParams {
  readonly sessionId: SessionId;
  /**
   * Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
   * with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
   */
  readonly idempotencyKey?: string;
}

export interface SessionsMessagesParams {
  readonly sessionId: SessionId;
  readonly limit?: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: Cursor;
}

export interface SessionsRunTurnParams {
  readonly sessionId: SessionId;
  /**
   * Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
   * with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
   */
  readonly idempotencyKey?: string;
  readonly body: NewTurn;
}

export interface SessionsStopParams {
  readonly sessionId: SessionId;
  /**
   * Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
   * with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
   */
  readonly idempotencyKey?: string;
}

export interface SessionsSteerParams {
  readonly sessionId: SessionId;
  /**
   * Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
   * with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
   */
  readonly idempotencyKey?: string;
  readonly body: Guidance;
}

export interface SessionsAnswerParams {
  readonly sessionId: SessionId;
  /**
   * Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
   * with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
   */
  readonly idempotencyKey?: string;
  readonly body: NewAnswer;
}

export interface SessionsEventsParams {
  readonly sessionId: SessionId;
  readonly limit?: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: Cursor;
  /** Where to begin; `cursor` and `Last-Event-ID` go before it. */
  readonly afterSeq?: Count;
  /** The log that the cursor was counted in. With another one everything follows from 1. */
  readonly epoch?: Epoch;
  /** `seq` of the last event that the client has. */
  readonly lastEventId?: Count;
}

export interface SessionsExportParams {
  readonly sessionId: SessionId;
  readonly format?: "jsonl" | "markdown";
}

export interface SessionsForkParams {
  readonly sessionId: SessionId;
  /**
   * Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
   * with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
   */
  readonly idempotencyKey?: string;
  readonly body: Fork;
}

export interface SessionFilesListParams {
  readonly sessionId: SessionId;
  readonly limit?: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: Cursor;
  /** The folder; empty for the workspace itself. */
  readonly path?: WorkspacePath;
  /** How many levels deep. */
  readonly depth?: number;
}

export interface SessionFilesContentParams {
  readonly sessionId: SessionId;
  readonly path: string;
}

export interface SessionFilesHistoryParams {
  readonly sessionId: SessionId;
  readonly limit?: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: Cursor;
  readonly path: string;
}

export interface SessionFilesAtParams {
  readonly sessionId: SessionId;
  readonly iteration: Iteration;
  readonly path: string;
}

export interface AgentsListParams {
  readonly limit?: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: Cursor;
}

export type MeReadParams = Record<never, never>;

export type MeReadPreferencesParams = Record<never, never>;

export interface MeUpdatePreferencesParams {
  /** The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`. */
  readonly ifMatch?: string;
  readonly body: PreferencesPatch;
}

export interface MeListDevicesParams {
  readonly limit?: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: Cursor;
}

export interface MeReadDeviceParams {
  readonly deviceId: DeviceId;
}

export interface MeWriteDeviceParams {
  readonly deviceId: DeviceId;
  /** The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`. */
  readonly ifMatch?: string;
  readonly body: NewDevice;
}

export interface MeDeleteDeviceParams {
  readonly deviceId: DeviceId;
  /** The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`. */
  readonly ifMatch?: string;
}

export type TenantSettingsReadParams = Record<never, never>;

export interface TenantSettingsUpdateParams {
  /** The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`. */
  readonly ifMatch?: string;
  readonly body: SettingsPatch;
}

export interface ProjectsListParams {
  readonly limit?: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: Cursor;
}

export interface ProjectsCreateParams {
  /**
   * Chosen by the client, once per request. Within 24 hours the same key with the same body gets the stored answer,
   * with `Idempotency-Replayed: true`, and nothing is done twice; with another body it is `CONFLICT`.
   */
  readonly idempotencyKey?: string;
  readonly body: NewProject;
}

export interface ProjectsReadParams {
  readonly projectId: ProjectId;
}

export interface ProjectsUpdateParams {
  readonly projectId: ProjectId;
  /** The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`. */
  readonly ifMatch?: string;
  readonly body: ProjectPatch;
}

export interface ProjectsDeleteParams {
  readonly projectId: ProjectId;
  /** The `ETag` that the change is based on. When it is no longer the current one, nothing changes: `VERSION_CONFLICT`. */
  readonly ifMatch?: string;
}

export type OperationsHealthParams = Record<never, never>;

export type OperationsReadyParams = Record<never, never>;

export type OperationsMetricsParams = Record<never, never>;

export type OperationsOpenapiParams = Record<never, never>;

export class SessionsRest {
  readonly #rest: RestCaller;

  constructor(rest: RestCaller) {
    this.#rest = rest;
  }

  /**
   * Lists the tenant's sessions, the most recently updated first.
   *
   * Needs `session:read`. `GET /api/v1/sessions`.
   */
  list(input: SessionsListParams = {}, options?: RequestOptions): RestPages<SessionPage, Session> {
    return this.#rest.pages<SessionPage, Session>({"method":"GET","path":"/api/v1/sessions","body":"json","query":["limit","cursor","includeArchived","projectId"]}, input, options);
  }

  /**
   * Creates a session.
   *
   * Needs `session:create`. `POST /api/v1/sessions`.
   */
  create(input: SessionsCreateParams, options?: RequestOptions): Promise<Answer<Session>> {
    return this.#rest.request<Session>({"method":"POST","path":"/api/v1/sessions","body":"json","headers":{"idempotencyKey":"idempotency-key"}}, input, options);
  }

  /**
   * Reads a session.
   *
   * Needs `session:read`. `GET /api/v1/sessions/{sessionId}`.
   */
  read(input: SessionsReadParams, options?: RequestOptions): Promise<Answer<Session>> {
    return this.#rest.request<Session>({"method":"GET","path":"/api/v1/sessions/{sessionId}","body":"json"}, input, options);
  }

  /**
   * Changes a session.
   *
   * Needs `session:write`. `PATCH /api/v1/sessions/{sessionId}`.
   */
  update(input: SessionsUpdateParams, options?: RequestOptions): Promise<Answer<Session>> {
    return this.#rest.request<Session>({"method":"PATCH","path":"/api/v1/sessions/{sessionId}","body":"json","headers":{"ifMatch":"if-match"}}, input, options);
  }

  /**
   * Deletes a session, its log and its workspace.
   *
   * Needs `session:delete`. `DELETE /api/v1/sessions/{sessionId}`.
   */
  delete(input: SessionsDeleteParams, options?: RequestOptions): Promise<Answer<null>> {
    return this.#rest.request<null>({"method":"DELETE","path":"/api/v1/sessions/{sessionId}","body":"none","headers":{"ifMatch":"if-match"}}, input, options);
  }

  /**
   * Puts a session away.
   *
   * Needs `session:archive`. `POST /api/v1/sessions/{sessionId}/archive`.
   */
  archive(input: SessionsArchiveParams, options?: RequestOptions): Promise<Answer<Session>> {
    return this.#rest.request<Session>({"method":"POST","path":"/api/v1/sessions/{sessionId}/archive","body":"json","headers":{"idempotencyKey":"idempotency-key"}}, input, options);
  }

  /**
   * Takes an archived session back.
   *
   * Needs `session:archive`. `POST /api/v1/sessions/{sessionId}/unarchive`.
   */
  unarchive(input: SessionsUnarchiveParams, options?: RequestOptions): Promise<Answer<Session>> {
    return this.#rest.request<Session>({"method":"POST","path":"/api/v1/sessions/{sessionId}/unarchive","body":"json","headers":{"idempotencyKey":"idempotency-key"}}, input, options);
  }

  /**
   * Reads what was said: the newest page first, each page in the order it was said.
   *
   * Needs `session:read`. `GET /api/v1/sessions/{sessionId}/messages`.
   */
  messages(input: SessionsMessagesParams, options?: RequestOptions): RestPages<MessagePage, HistoryMessage> {
    return this.#rest.pages<MessagePage, HistoryMessage>({"method":"GET","path":"/api/v1/sessions/{sessionId}/messages","body":"json","query":["limit","cursor"]}, input, options);
  }

  /**
   * Runs a turn. Its events are in `/events`.
   *
   * Needs `session:write`. `POST /api/v1/sessions/{sessionId}/turns`.
   */
  runTurn(input: SessionsRunTurnParams, options?: RequestOptions): Promise<Answer<TurnReceipt>> {
    return this.#rest.request<TurnReceipt>({"method":"POST","path":"/api/v1/sessions/{sessionId}/turns","body":"json","headers":{"idempotencyKey":"idempotency-key"}}, input, options);
  }

  /**
   * Stops the running turn.
   *
   * Needs `session:write`. `POST /api/v1/sessions/{sessionId}/stop`.
   */
  stop(input: SessionsStopParams, options?: RequestOptions): Promise<Answer<TurnReference>> {
    return this.#rest.request<TurnReference>({"method":"POST","path":"/api/v1/sessions/{sessionId}/stop","body":"json","headers":{"idempotencyKey":"idempotency-key"}}, input, options);
  }

  /**
   * Guides the running turn.
   *
   * Needs `session:steer`. `POST /api/v1/sessions/{sessionId}/steer`.
   */
  steer(input: SessionsSteerParams, options?: RequestOptions): Promise<Answer<TurnReference>> {
    return this.#rest.request<TurnReference>({"method":"POST","path":"/api/v1/sessions/{sessionId}/steer","body":"json","headers":{"idempotencyKey":"idempotency-key"}}, input, options);
  }

  /**
   * Answers a question or permission request.
   *
   * Needs `session:write`. `POST /api/v1/sessions/{sessionId}/answers`.
   */
  answer(input: SessionsAnswerParams, options?: RequestOptions): Promise<Answer<AnswerReceipt>> {
    return this.#rest.request<AnswerReceipt>({"method":"POST","path":"/api/v1/sessions/{sessionId}/answers","body":"json","headers":{"idempotencyKey":"idempotency-key"}}, input, options);
  }

  /**
   * Reads the log by page, or follows it. With `Accept: text/event-stream` it is a stream: `state_snapshot` first, then
   * the events after `Last-Event-ID` (or `afterSeq`), each with its `seq` as `id` and its `type` as `event`, then
   * `session_synced`, then live events. Without a cursor only live events follow. What a stream ends for comes last in
   * it: `session_deleted`, `server_shutdown`, or `error` when the log cannot be read.
   *
   * Needs `session:read`. `GET /api/v1/sessions/{sessionId}/events`.
   */
  events(input: SessionsEventsParams, options?: RequestOptions): RestPages<EventPage, DurableEvent> {
    return this.#rest.pages<EventPage, DurableEvent>({"method":"GET","path":"/api/v1/sessions/{sessionId}/events","body":"json","query":["limit","cursor","afterSeq","epoch"],"headers":{"lastEventId":"last-event-id"}}, input, options);
  }

  /**
   * Exports the session: every event as one line of JSON, or what was said as Markdown.
   *
   * Needs `session:read`. `GET /api/v1/sessions/{sessionId}/export`.
   */
  export(input: SessionsExportParams, options?: RequestOptions): Promise<Answer<Response>> {
    return this.#rest.request<Response>({"method":"GET","path":"/api/v1/sessions/{sessionId}/export","body":"bytes","query":["format"]}, input, options);
  }

  /**
   * Makes a new session with the log up to an event, the files as they were then, and an epoch of its own.
   *
   * Needs `session:create`. `POST /api/v1/sessions/{sessionId}/fork`.
   */
  fork(input: SessionsForkParams, options?: RequestOptions): Promise<Answer<Session>> {
    return this.#rest.request<Session>({"method":"POST","path":"/api/v1/sessions/{sessionId}/fork","body":"json","headers":{"idempotencyKey":"idempotency-key"}}, input, options);
  }
}

export class SessionFilesRest {
  readonly #rest: RestCaller;

  constructor(rest: RestCaller) {
    this.#rest = rest;
  }

  /**
   * Lists a folder of the session's workspace.
   *
   * Needs `session:read`. `GET /api/v1/sessions/{sessionId}/files`.
   */
  list(input: SessionFilesListParams, options?: RequestOptions): RestPages<FilePage, FileEntry> {
    return this.#rest.pages<FilePage, FileEntry>({"method":"GET","path":"/api/v1/sessions/{sessionId}/files","body":"json","query":["limit","cursor","path","depth"]}, input, options);
  }

  /**
   * Reads a file as it is now.
   *
   * Needs `session:read`. `GET /api/v1/sessions/{sessionId}/files/content`.
   */
  content(input: SessionFilesContentParams, options?: RequestOptions): Promise<Answer<FileContents>> {
    return this.#rest.request<FileContents>({"method":"GET","path":"/api/v1/sessions/{sessionId}/files/content","body":"json","query":["path"]}, input, options);
  }

  /**
   * Lists the kept versions of a file. Of one that `file_changed` passes over there are none.
   *
   * Needs `session:read`. `GET /api/v1/sessions/{sessionId}/files/history`.
   */
  history(input: SessionFilesHistoryParams, options?: RequestOptions): RestPages<FileIterationPage, FileIteration> {
    return this.#rest.pages<FileIterationPage, FileIteration>({"method":"GET","path":"/api/v1/sessions/{sessionId}/files/history","body":"json","query":["limit","cursor","path"]}, input, options);
  }

  /**
   * Reads a kept version of a file.
   *
   * Needs `session:read`. `GET /api/v1/sessions/{sessionId}/files/at/{iteration}`.
   */
  at(input: SessionFilesAtParams, options?: RequestOptions): Promise<Answer<FileContents>> {
    return this.#rest.request<FileContents>({"method":"GET","path":"/api/v1/sessions/{sessionId}/files/at/{iteration}","body":"json","query":["path"]}, input, options);
  }
}

export class AgentsRest {
  readonly #rest: RestCaller;

  constructor(rest: RestCaller) {
    this.#rest = rest;
  }

  /**
   * Lists the agents that sessions can be created with.
   *
   * Needs `session:read`. `GET /api/v1/agents`.
   */
  list(input: AgentsListParams = {}, options?: RequestOptions): RestPages<AgentPage, Agent> {
    return this.#rest.pages<AgentPage, Agent>({"method":"GET","path":"/api/v1/agents","body":"json","query":["limit","cursor"]}, input, options);
  }
}

export class MeRest {
  readonly #rest: RestCaller;

  constructor(rest: RestCaller) {
    this.#rest = rest;
  }

  /**
   * Who the caller is, and what they may do.
   *
   * Needs `session:read`. `GET /api/v1/me`.
   */
  read(input: MeReadParams = {}, options?: RequestOptions): Promise<Answer<Identity>> {
    return this.#rest.request<Identity>({"method":"GET","path":"/api/v1/me","body":"json"}, input, options);
  }

  /**
   * Reads the caller's preferences. The `ETag` is made of the versions of all of them. More than `listBytes` of them are
   * `MESSAGE_TOO_LARGE`: `config/list` reads them page by page.
   *
   * Needs `config:read`. `GET /api/v1/me/preferences`.
   */
  readPreferences(input: MeReadPreferencesParams = {}, options?: RequestOptions): Promise<Answer<Preferences>> {
    return this.#rest.request<Preferences>({"method":"GET","path":"/api/v1/me/preferences","body":"json"}, input, options);
  }

  /**
   * Changes the caller's preferences, all or nothing. With `If-Match` nothing changes if another request has changed any of
   * them since, or `config/*` one that was there; a key that `config/*` has added meanwhile goes unnoticed.
   *
   * Needs `config:write`. `PATCH /api/v1/me/preferences`.
   */
  updatePreferences(input: MeUpdatePreferencesParams, options?: RequestOptions): Promise<Answer<Preferences>> {
    return this.#rest.request<Preferences>({"method":"PATCH","path":"/api/v1/me/preferences","body":"json","headers":{"ifMatch":"if-match"}}, input, options);
  }

  /**
   * Lists the caller's devices by their ids.
   *
   * Needs `config:read`. `GET /api/v1/me/devices`.
   */
  listDevices(input: MeListDevicesParams = {}, options?: RequestOptions): RestPages<DevicePage, Device> {
    return this.#rest.pages<DevicePage, Device>({"method":"GET","path":"/api/v1/me/devices","body":"json","query":["limit","cursor"]}, input, options);
  }

  /**
   * Reads a device.
   *
   * Needs `config:read`. `GET /api/v1/me/devices/{deviceId}`.
   */
  readDevice(input: MeReadDeviceParams, options?: RequestOptions): Promise<Answer<Device>> {
    return this.#rest.request<Device>({"method":"GET","path":"/api/v1/me/devices/{deviceId}","body":"json"}, input, options);
  }

  /**
   * Registers a device, or replaces what is known of it.
   *
   * Needs `config:write`. `PUT /api/v1/me/devices/{deviceId}`.
   */
  writeDevice(input: MeWriteDeviceParams, options?: RequestOptions): Promise<Answer<Device>> {
    return this.#rest.request<Device>({"method":"PUT","path":"/api/v1/me/devices/{deviceId}","body":"json","headers":{"ifMatch":"if-match"}}, input, options);
  }

  /**
   * Removes a device and what was kept for it.
   *
   * Needs `config:write`. `DELETE /api/v1/me/devices/{deviceId}`.
   */
  deleteDevice(input: MeDeleteDeviceParams, options?: RequestOptions): Promise<Answer<null>> {
    return this.#rest.request<null>({"method":"DELETE","path":"/api/v1/me/devices/{deviceId}","body":"none","headers":{"ifMatch":"if-match"}}, input, options);
  }
}

export class TenantSettingsRest {
  readonly #rest: RestCaller;

  constructor(rest: RestCaller) {
    this.#rest = rest;
  }

  /**
   * Reads the tenant's settings. The `ETag` is made of the versions of all of them. More than `listBytes` of them are
   * `MESSAGE_TOO_LARGE`: `config/list` reads them page by page.
   *
   * Needs `config:read`. `GET /api/v1/settings`.
   */
  read(input: TenantSettingsReadParams = {}, options?: RequestOptions): Promise<Answer<Settings>> {
    return this.#rest.request<Settings>({"method":"GET","path":"/api/v1/settings","body":"json"}, input, options);
  }

  /**
   * Changes the tenant's settings, all or nothing. `If-Match` is as with preferences.
   *
   * Needs `config:manage`. `PATCH /api/v1/settings`.
   */
  update(input: TenantSettingsUpdateParams, options?: RequestOptions): Promise<Answer<Settings>> {
    return this.#rest.request<Settings>({"method":"PATCH","path":"/api/v1/settings","body":"json","headers":{"ifMatch":"if-match"}}, input, options);
  }
}

export class ProjectsRest {
  readonly #rest: RestCaller;

  constructor(rest: RestCaller) {
    this.#rest = rest;
  }

  /**
   * Lists the tenant's projects.
   *
   * Needs `project:read`. `GET /api/v1/projects`.
   */
  list(input: ProjectsListParams = {}, options?: RequestOptions): RestPages<ProjectPage, Project> {
    return this.#rest.pages<ProjectPage, Project>({"method":"GET","path":"/api/v1/projects","body":"json","query":["limit","cursor"]}, input, options);
  }

  /**
   * Creates a project.
   *
   * Needs `project:write`. `POST /api/v1/projects`.
   */
  create(input: ProjectsCreateParams, options?: RequestOptions): Promise<Answer<Project>> {
    return this.#rest.request<Project>({"method":"POST","path":"/api/v1/projects","body":"json","headers":{"idempotencyKey":"idempotency-key"}}, input, options);
  }

  /**
   * Reads a project.
   *
   * Needs `project:read`. `GET /api/v1/projects/{projectId}`.
   */
  read(input: ProjectsReadParams, options?: RequestOptions): Promise<Answer<Project>> {
    return this.#rest.request<Project>({"method":"GET","path":"/api/v1/projects/{projectId}","body":"json"}, input, options);
  }

  /**
   * Changes a project.
   *
   * Needs `project:write`. `PATCH /api/v1/projects/{projectId}`.
   */
  update(input: ProjectsUpdateParams, options?: RequestOptions): Promise<Answer<Project>> {
    return this.#rest.request<Project>({"method":"PATCH","path":"/api/v1/projects/{projectId}","body":"json","headers":{"ifMatch":"if-match"}}, input, options);
  }

  /**
   * Deletes a project and its configuration. Its sessions stay, and keep its id.
   *
   * Needs `project:manage`. `DELETE /api/v1/projects/{projectId}`.
   */
  delete(input: ProjectsDeleteParams, options?: RequestOptions): Promise<Answer<null>> {
    return this.#rest.request<null>({"method":"DELETE","path":"/api/v1/projects/{projectId}","body":"none","headers":{"ifMatch":"if-match"}}, input, options);
  }
}

export class OperationsRest {
  readonly #rest: RestCaller;

  constructor(rest: RestCaller) {
    this.#rest = rest;
  }

  /**
   * Whether the process lives. Asks nothing of anyone.
   *
   * `GET /health`.
   */
  health(input: OperationsHealthParams = {}, options?: RequestOptions): Promise<Answer<Health>> {
    return this.#rest.request<Health>({"method":"GET","path":"/health","body":"json"}, input, options);
  }

  /**
   * Whether the gateway can serve: every dependency with its state and latency.
   *
   * `GET /ready`.
   */
  ready(input: OperationsReadyParams = {}, options?: RequestOptions): Promise<Answer<Readiness>> {
    return this.#rest.request<Readiness>({"method":"GET","path":"/ready","body":"json","expected":[503]}, input, options);
  }

  /**
   * Metrics in the text format of Prometheus.
   *
   * `GET /metrics`.
   */
  metrics(input: OperationsMetricsParams = {}, options?: RequestOptions): Promise<Answer<Response>> {
    return this.#rest.request<Response>({"method":"GET","path":"/metrics","body":"bytes"}, input, options);
  }

  /**
   * This API as an OpenAPI document.
   *
   * `GET /api/v1/openapi.json`.
   */
  openapi(input: OperationsOpenapiParams = {}, options?: RequestOptions): Promise<Answer<Record<string, unknown>>> {
    return this.#rest.request<Record<string, unknown>>({"method":"GET","path":"/api/v1/openapi.json","body":"json"}, input, options);
  }
}

/** Where a session's events are followed as they come. */
export const EVENT_STREAM_ROUTE = {"method":"GET","path":"/api/v1/sessions/{sessionId}/events","body":"json","query":["limit","cursor","afterSeq","epoch"],"headers":{"lastEventId":"last-event-id"}} as const;

/** Every endpoint, by its resource. */
export class RestResources {
  readonly sessions: SessionsRest;
  readonly sessionFiles: SessionFilesRest;
  readonly agents: AgentsRest;
  readonly me: MeRest;
  readonly tenantSettings: TenantSettingsRest;
  readonly projects: ProjectsRest;
  readonly operations: OperationsRest;

  constructor(rest: RestCaller) {
    this.sessions = new SessionsRest(rest);
    this.sessionFiles = new SessionFilesRest(rest);
    this.agents = new AgentsRest(rest);
    this.me = new MeRest(rest);
    this.tenantSettings = new TenantSettingsRest(rest);
    this.projects = new ProjectsRest(rest);
    this.operations = new OperationsRest(rest);
  }
}
