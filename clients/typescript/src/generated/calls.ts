// Generated from spec/gateway/client-messages.tsp by `npm run generate`. Do not edit.

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

/** Everything that a client may send, by `type`, with the event that answers it. */
export interface Calls {
  authenticate: { message: Authenticate; reply: Authenticated };
  list_sessions: { message: ListSessions; reply: SessionList };
  create_session: { message: CreateSession; reply: SessionCreated };
  rename_session: { message: RenameSession; reply: SessionUpdated };
  archive_session: { message: ArchiveSession; reply: SessionArchived };
  unarchive_session: { message: UnarchiveSession; reply: SessionUnarchived };
  delete_session: { message: DeleteSession; reply: SessionDeleted };
  join_session: { message: JoinSession; reply: StateSnapshot };
  leave_session: { message: LeaveSession; reply: Ack };
  run_turn: { message: RunTurn; reply: Ack };
  stop_turn: { message: StopTurn; reply: Ack };
  steer: { message: Steer; reply: Ack };
  answer_question: { message: AnswerQuestion; reply: Ack };
  get_history: { message: GetHistory; reply: History };
  get_events: { message: GetEvents; reply: Events };
  ping: { message: Ping; reply: Pong };
  list_files: { message: ListFiles; reply: FileList };
  read_file: { message: ReadFile; reply: FileContent };
  file_history: { message: GetFileHistory; reply: FileHistory };
  file_at_iteration: { message: GetFileAtIteration; reply: FileContent };
  manage_members: { message: ManageMembers; reply: MemberList };
}

/** The `type` of a message. */
export type MessageType = keyof Calls;

/** What a message says, without what every message has. */
export type Fields<Type extends MessageType> = Omit<Calls[Type]["message"], "type" | "ref">;

/** The event that answers a message. */
export type ReplyTo<Type extends MessageType> = Calls[Type]["reply"];

/**
 * The messages that change nothing, so that one whose answer was lost may be sent again. Where that depends on a
 * property, its values are listed.
 */
export const READS: { readonly [type: string]: true | { readonly property: string; readonly values: readonly unknown[] } } = {
  list_sessions: true,
  join_session: true,
  leave_session: true,
  get_history: true,
  get_events: true,
  ping: true,
  list_files: true,
  read_file: true,
  file_history: true,
  file_at_iteration: true,
  manage_members: {"property":"action","values":["list"]},
};
