// Generated from spec/gateway/client-messages.tsp by `npm run generate`. Do not edit.

import type { ReplyBody, WithDefaults } from "../runtime/handler-types.ts";

import type {
  Ack,
  AnswerQuestion,
  ArchiveSession,
  Authenticate,
  Authenticated,
  CreateSession,
  DeleteSession,
  Events,
  FileContent,
  FileHistory,
  FileList,
  GetEvents,
  GetFileAtIteration,
  GetFileHistory,
  GetHistory,
  History,
  JoinSession,
  LeaveSession,
  ListFiles,
  ListSessions,
  ManageMembers,
  MemberList,
  Ping,
  Pong,
  ReadFile,
  RenameSession,
  RunTurn,
  SessionArchived,
  SessionCreated,
  SessionDeleted,
  SessionList,
  SessionUnarchived,
  SessionUpdated,
  StateSnapshot,
  Steer,
  StopTurn,
  UnarchiveSession,
} from "./types.ts";

/** `authenticate` as its handler receives it: checked, and with its defaults. */
export type AuthenticateReceived = Authenticate;

/** `list_sessions` as its handler receives it: checked, and with its defaults. */
export type ListSessionsReceived = WithDefaults<ListSessions, "includeArchived" | "limit">;

/** `create_session` as its handler receives it: checked, and with its defaults. */
export type CreateSessionReceived = WithDefaults<CreateSession, "name">;

/** `rename_session` as its handler receives it: checked, and with its defaults. */
export type RenameSessionReceived = RenameSession;

/** `archive_session` as its handler receives it: checked, and with its defaults. */
export type ArchiveSessionReceived = ArchiveSession;

/** `unarchive_session` as its handler receives it: checked, and with its defaults. */
export type UnarchiveSessionReceived = UnarchiveSession;

/** `delete_session` as its handler receives it: checked, and with its defaults. */
export type DeleteSessionReceived = DeleteSession;

/** `join_session` as its handler receives it: checked, and with its defaults. */
export type JoinSessionReceived = JoinSession;

/** `leave_session` as its handler receives it: checked, and with its defaults. */
export type LeaveSessionReceived = LeaveSession;

/** `run_turn` as its handler receives it: checked, and with its defaults. */
export type RunTurnReceived = WithDefaults<RunTurn, "whenBusy">;

/** `stop_turn` as its handler receives it: checked, and with its defaults. */
export type StopTurnReceived = StopTurn;

/** `steer` as its handler receives it: checked, and with its defaults. */
export type SteerReceived = Steer;

/** `answer_question` as its handler receives it: checked, and with its defaults. */
export type AnswerQuestionReceived = WithDefaults<AnswerQuestion, "dismissed">;

/** `get_history` as its handler receives it: checked, and with its defaults. */
export type GetHistoryReceived = WithDefaults<GetHistory, "limit">;

/** `get_events` as its handler receives it: checked, and with its defaults. */
export type GetEventsReceived = WithDefaults<GetEvents, "afterSeq" | "limit">;

/** `ping` as its handler receives it: checked, and with its defaults. */
export type PingReceived = Ping;

/** `list_files` as its handler receives it: checked, and with its defaults. */
export type ListFilesReceived = WithDefaults<ListFiles, "path" | "depth">;

/** `read_file` as its handler receives it: checked, and with its defaults. */
export type ReadFileReceived = ReadFile;

/** `file_history` as its handler receives it: checked, and with its defaults. */
export type GetFileHistoryReceived = GetFileHistory;

/** `file_at_iteration` as its handler receives it: checked, and with its defaults. */
export type GetFileAtIterationReceived = GetFileAtIteration;

/** `manage_members` as its handler receives it: checked, and with its defaults. */
export type ManageMembersReceived = ManageMembers;

export interface ConnectionHandlers<Call> {
  /** Says who the client is. In dev mode any token is answered with the same identity. */
  readonly authenticate: (message: AuthenticateReceived, call: Call) => Promise<ReplyBody<Authenticated>>;

  /**
   * Joins a session: the snapshot comes first, then the events after `afterSeq` in order and each exactly once, then
   * `session_synced`, then live events. Without `afterSeq` only live events follow. Joining a session again starts over
   * from the cursor that is given. A log that cannot be read is an `error` with this `messageType` and without a `ref`, in
   * place of `session_synced`: the connection has left the session then.
   */
  readonly joinSession: (message: JoinSessionReceived, call: Call) => Promise<ReplyBody<StateSnapshot>>;

  /** Leaves a session. Leaving one that was not joined changes nothing. */
  readonly leaveSession: (message: LeaveSessionReceived, call: Call) => Promise<ReplyBody<Ack>>;

  /** Asks whether the gateway is there. */
  readonly ping: (message: PingReceived, call: Call) => Promise<ReplyBody<Pong>>;
}

export interface SessionsHandlers<Call> {
  /** Lists the tenant's sessions, the most recently updated first. */
  readonly listSessions: (message: ListSessionsReceived, call: Call) => Promise<ReplyBody<SessionList>>;

  /** Creates a session. Its agent is not started before the first turn. */
  readonly createSession: (message: CreateSessionReceived, call: Call) => Promise<ReplyBody<SessionCreated>>;

  /** Gives a session another name. */
  readonly renameSession: (message: RenameSessionReceived, call: Call) => Promise<ReplyBody<SessionUpdated>>;

  /**
   * Puts a session away: it takes no turns and is left out of lists. An agent that is idle is shut down. While a turn
   * runs or waits it is `TURN_IN_PROGRESS`. Archiving an archived session changes nothing.
   */
  readonly archiveSession: (message: ArchiveSessionReceived, call: Call) => Promise<ReplyBody<SessionArchived>>;

  /** Takes an archived session back. Doing so to one that is not archived changes nothing. */
  readonly unarchiveSession: (message: UnarchiveSessionReceived, call: Call) => Promise<ReplyBody<SessionUnarchived>>;

  /** Deletes a session, its log and its workspace, for good. A running turn is stopped and its agent killed. */
  readonly deleteSession: (message: DeleteSessionReceived, call: Call) => Promise<ReplyBody<SessionDeleted>>;
}

export interface TurnsHandlers<Call> {
  /**
   * Runs a turn. `ack` means accepted and recorded; it leaves before the turn's `turn_started`. The turn has exactly one
   * `turn_started` and exactly one end: `turn_complete`, `turn_stopped` or `turn_error`.
   */
  readonly runTurn: (message: RunTurnReceived, call: Call) => Promise<ReplyBody<Ack>>;

  /** Stops the running turn. The agent is asked first and killed if it does not end in time. */
  readonly stopTurn: (message: StopTurnReceived, call: Call) => Promise<ReplyBody<Ack>>;

  /** Guides the running turn. An agent that cannot be guided while it works is stopped and goes on with the guidance. */
  readonly steer: (message: SteerReceived, call: Call) => Promise<ReplyBody<Ack>>;

  /**
   * Answers a question or a permission request. The first answer counts; later ones are `QUESTION_NOT_FOUND`.
   * A question takes `answers`, or `optionId` where it offers options; a permission takes `optionId`.
   * `dismissed` declines the question or rejects the permission.
   */
  readonly answerQuestion: (message: AnswerQuestionReceived, call: Call) => Promise<ReplyBody<Ack>>;
}

export interface HistoryHandlers<Call> {
  /** Reads what was said, the newest first by page, within a page in the order it was said. */
  readonly getHistory: (message: GetHistoryReceived, call: Call) => Promise<ReplyBody<History>>;

  /** Reads the log. */
  readonly getEvents: (message: GetEventsReceived, call: Call) => Promise<ReplyBody<Events>>;
}

export interface FilesHandlers<Call> {
  /** Lists a folder of the session's workspace. */
  readonly listFiles: (message: ListFilesReceived, call: Call) => Promise<ReplyBody<FileList>>;

  /** Reads a file of the session's workspace as it is now. */
  readonly readFile: (message: ReadFileReceived, call: Call) => Promise<ReplyBody<FileContent>>;

  /**
   * Lists the kept versions of a file, the oldest first. Also of one that is deleted by now. Of a file that `file_changed`
   * passes over there are none.
   */
  readonly fileHistory: (message: GetFileHistoryReceived, call: Call) => Promise<ReplyBody<FileHistory>>;

  /** Reads a kept version of a file. */
  readonly fileAtIteration: (message: GetFileAtIterationReceived, call: Call) => Promise<ReplyBody<FileContent>>;
}

export interface MembersHandlers<Call> {
  /** Lists, adds and removes members of the tenant and sets their roles. */
  readonly manageMembers: (message: ManageMembersReceived, call: Call) => Promise<ReplyBody<MemberList>>;
}

/** A handler for every message: what a gateway must implement. `Call` is what the gateway knows of the caller. */
export interface Handlers<Call> {
  readonly connection: ConnectionHandlers<Call>;
  readonly sessions: SessionsHandlers<Call>;
  readonly turns: TurnsHandlers<Call>;
  readonly history: HistoryHandlers<Call>;
  readonly files: FilesHandlers<Call>;
  readonly members: MembersHandlers<Call>;
}
