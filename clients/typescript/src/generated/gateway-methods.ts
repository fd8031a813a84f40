// Generated from spec/gateway/client-messages.tsp by `npm run generate`. Do not edit.

import type { Fields, MessageType, ReplyTo } from "./calls.ts";

/** One method for each message that a client may send. */
export abstract class GatewayMethods {
  /** Sends a message, and resolves with its reply. */
  abstract request<Type extends MessageType>(type: Type, fields: Fields<Type>): Promise<ReplyTo<Type>>;

  /**
   * Says who the client is. In dev mode any token is answered with the same identity.
   *
   * Answered by `authenticated`.
   */
  authenticate(fields: Fields<"authenticate">): Promise<ReplyTo<"authenticate">> {
    return this.request("authenticate", fields);
  }

  /**
   * Lists the tenant's sessions, the most recently updated first.
   *
   * Needs `session:read`. Answered by `session_list`.
   */
  listSessions(fields: Fields<"list_sessions"> = {}): Promise<ReplyTo<"list_sessions">> {
    return this.request("list_sessions", fields);
  }

  /**
   * Creates a session. Its agent is not started before the first turn.
   *
   * Needs `session:create`. Answered by `session_created`.
   */
  createSession(fields: Fields<"create_session">): Promise<ReplyTo<"create_session">> {
    return this.request("create_session", fields);
  }

  /**
   * Gives a session another name.
   *
   * Needs `session:write`. Answered by `session_updated`.
   */
  renameSession(fields: Fields<"rename_session">): Promise<ReplyTo<"rename_session">> {
    return this.request("rename_session", fields);
  }

  /**
   * Puts a session away: it takes no turns and is left out of lists. An agent that is idle is shut down. While a turn
   * runs or waits it is `TURN_IN_PROGRESS`. Archiving an archived session changes nothing.
   *
   * Needs `session:archive`. Answered by `session_archived`.
   */
  archiveSession(fields: Fields<"archive_session">): Promise<ReplyTo<"archive_session">> {
    return this.request("archive_session", fields);
  }

  /**
   * Takes an archived session back. Doing so to one that is not archived changes nothing.
   *
   * Needs `session:archive`. Answered by `session_unarchived`.
   */
  unarchiveSession(fields: Fields<"unarchive_session">): Promise<ReplyTo<"unarchive_session">> {
    return this.request("unarchive_session", fields);
  }

  /**
   * Deletes a session, its log and its workspace, for good. A running turn is stopped and its agent killed.
   *
   * Needs `session:delete`. Answered by `session_deleted`.
   */
  deleteSession(fields: Fields<"delete_session">): Promise<ReplyTo<"delete_session">> {
    return this.request("delete_session", fields);
  }

  /**
   * Joins a session: the snapshot comes first, then the events after `afterSeq` in order and each exactly once, then
   * `session_synced`, then live events. Without `afterSeq` only live events follow. Joining a session again starts over
   * from the cursor that is given. A log that cannot be read is an `error` with this `messageType` and without a `ref`, in
   * place of `session_synced`: the connection has left the session then.
   *
   * Needs `session:read`. Answered by `state_snapshot`.
   */
  joinSession(fields: Fields<"join_session">): Promise<ReplyTo<"join_session">> {
    return this.request("join_session", fields);
  }

  /**
   * Leaves a session. Leaving one that was not joined changes nothing.
   *
   * Needs `session:read`. Answered by `ack`.
   */
  leaveSession(fields: Fields<"leave_session">): Promise<ReplyTo<"leave_session">> {
    return this.request("leave_session", fields);
  }

  /**
   * Runs a turn. `ack` means accepted and recorded; it leaves before the turn's `turn_started`. The turn has exactly one
   * `turn_started` and exactly one end: `turn_complete`, `turn_stopped` or `turn_error`.
   *
   * Needs `session:write`. Answered by `ack`.
   */
  runTurn(fields: Fields<"run_turn">): Promise<ReplyTo<"run_turn">> {
    return this.request("run_turn", fields);
  }

  /**
   * Stops the running turn. The agent is asked first and killed if it does not end in time.
   *
   * Needs `session:write`. Answered by `ack`.
   */
  stopTurn(fields: Fields<"stop_turn">): Promise<ReplyTo<"stop_turn">> {
    return this.request("stop_turn", fields);
  }

  /**
   * Guides the running turn. An agent that cannot be guided while it works is stopped and goes on with the guidance.
   *
   * Needs `session:steer`. Answered by `ack`.
   */
  steer(fields: Fields<"steer">): Promise<ReplyTo<"steer">> {
    return this.request("steer", fields);
  }

  /**
   * Answers a question or a permission request. The first answer counts; later ones are `QUESTION_NOT_FOUND`.
   * A question takes `answers`, or `optionId` where it offers options; a permission takes `optionId`.
   * `dismissed` declines the question or rejects the permission.
   *
   * Needs `session:write`. Answered by `ack`.
   */
  answerQuestion(fields: Fields<"answer_question">): Promise<ReplyTo<"answer_question">> {
    return this.request("answer_question", fields);
  }

  /**
   * Reads what was said, the newest first by page, within a page in the order it was said.
   *
   * Needs `session:read`. Answered by `history`.
   */
  getHistory(fields: Fields<"get_history">): Promise<ReplyTo<"get_history">> {
    return this.request("get_history", fields);
  }

  /**
   * Reads the log.
   *
   * Needs `session:read`. Answered by `events`.
   */
  getEvents(fields: Fields<"get_events">): Promise<ReplyTo<"get_events">> {
    return this.request("get_events", fields);
  }

  /**
   * Asks whether the gateway is there.
   *
   * Answered by `pong`.
   */
  ping(fields: Fields<"ping"> = {}): Promise<ReplyTo<"ping">> {
    return this.request("ping", fields);
  }

  /**
   * Lists a folder of the session's workspace.
   *
   * Needs `session:read`. Answered by `file_list`.
   */
  listFiles(fields: Fields<"list_files">): Promise<ReplyTo<"list_files">> {
    return this.request("list_files", fields);
  }

  /**
   * Reads a file of the session's workspace as it is now.
   *
   * Needs `session:read`. Answered by `file_content`.
   */
  readFile(fields: Fields<"read_file">): Promise<ReplyTo<"read_file">> {
    return this.request("read_file", fields);
  }

  /**
   * Lists the kept versions of a file, the oldest first. Also of one that is deleted by now. Of a file that `file_changed`
   * passes over there are none.
   *
   * Needs `session:read`. Answered by `file_history`.
   */
  fileHistory(fields: Fields<"file_history">): Promise<ReplyTo<"file_history">> {
    return this.request("file_history", fields);
  }

  /**
   * Reads a kept version of a file.
   *
   * Needs `session:read`. Answered by `file_content`.
   */
  fileAtIteration(fields: Fields<"file_at_iteration">): Promise<ReplyTo<"file_at_iteration">> {
    return this.request("file_at_iteration", fields);
  }

  /**
   * Lists, adds and removes members of the tenant and sets their roles.
   *
   * Needs `member:read` to list, `member:write` to add, `member:write` to set role, `member:delete` to remove. Answered by `member_list`.
   */
  manageMembers(fields: Fields<"manage_members">): Promise<ReplyTo<"manage_members">> {
    return this.request("manage_members", fields);
  }
}
