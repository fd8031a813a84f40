import { CLOSE_CODES } from "../../generated/gateway/close-codes.ts";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { JsonObject } from "../trace/format.ts";
import { isObject } from "../trace/match.ts";
import type { Mutant } from "./mutant.ts";
import { changed, hears, onSocket, says, takesFor } from "./tamper.ts";

/** Servers that break the rules of turns, files and members. */
export const TURN_MUTANTS: readonly Mutant[] = [
  onSocket({ name: "ack-after-start", rule: "WS-TURN-1", about: "A turn starts before it is acknowledged." }, () => {
    let ack: JsonObject | null = null;
    return {
      toClient(frame) {
        if (frame["type"] === "ack" && frame["messageType"] === "run_turn" && frame["queued"] !== true && frame["duplicate"] !== true) {
          ack = frame;
          return null;
        }
        if (ack === null || frame["type"] !== "turn_started") return frame;
        const held = ack;
        ack = null;
        return [frame, held];
      },
    };
  }),
  onSocket({ name: "delta-after-complete", rule: "WS-TURN-2", about: "A text comes after the end of its turn." }, () => {
    let more = 0;
    return {
      toClient(frame) {
        if (typeof frame["seq"] !== "number") return frame;
        const moved = { ...frame, seq: frame["seq"] + more };
        if (frame["type"] !== "turn_complete") return moved;
        more += 1;
        const { sessionId = "", turnId = "", ts = 0 } = frame;
        return [moved, { type: "text_delta", sessionId, turnId, ts, text: "late", seq: moved.seq + 1 }];
      },
    };
  }),
  onSocket({ name: "text-before-start", rule: "WS-TURN-2", about: "A turn begins with something else than its start." }, () => {
    let held: JsonObject[] = [];
    return {
      toClient(frame) {
        const [start] = held;
        if (start === undefined && frame["type"] !== "turn_started") return frame;
        if (typeof frame["seq"] !== "number") return frame;
        if (start === undefined || frame["turnId"] !== start["turnId"]) {
          held.push(frame);
          return null;
        }
        const places = [...held, frame].map(({ seq }) => seq ?? 0);
        const turned = [frame, ...held].map((one, index) => ({ ...one, seq: places[index] ?? 0 }));
        held = [];
        return turned;
      },
    };
  }),
  hears({ name: "client-turn-id-ignored", rule: "WS-TURN-3", about: "A turn that is sent again runs again." }, (frame) =>
    frame["type"] === "run_turn" ? changed(frame, { clientTurnId: undefined }) : frame,
  ),
  hears({ name: "busy-queues", rule: "WS-TURN-4", about: "A turn that should be refused waits." }, (frame) =>
    frame["type"] === "run_turn" && (frame["whenBusy"] ?? "reject") === "reject" ? changed(frame, { whenBusy: "queue" }) : frame,
  ),
  says({ name: "position-from-two", rule: "WS-TURN-5", about: "Positions in the queue count from 2." }, (frame) =>
    frame["queued"] === true ? changed(frame, { position: Number(frame["position"]) + 1 }) : frame,
  ),
  onSocket({ name: "queue-one-less", rule: "WS-TURN-6", about: "The queue is full one turn too early." }, () => {
    let asked = 0;
    return {
      toServer(frame, wire) {
        if (frame["type"] !== "run_turn" || frame["whenBusy"] !== "queue") return frame;
        asked += 1;
        if (asked !== LIMITS.queuedTurns) return frame;
        const error = { type: "error", code: "QUEUE_FULL", message: "The queue is full.", messageType: "run_turn" };
        wire.answer(changed(error, { ref: frame["ref"], sessionId: frame["sessionId"] }));
        return null;
      },
    };
  }),
  hears({ name: "interrupt-waits", rule: "WS-TURN-7", about: "A turn that should interrupt waits." }, (frame) =>
    frame["whenBusy"] === "interrupt" ? changed(frame, { whenBusy: "queue" }) : frame,
  ),
  says({ name: "archived-other-code", rule: "WS-TURN-9", about: "A turn in an archived session gets another code." }, (frame) =>
    frame["code"] === "SESSION_ARCHIVED" ? changed(frame, { code: "INVALID_STATE" }) : frame,
  ),
  says({ name: "final-text-cut", rule: "WS-TURN-11", about: "The end of a turn repeats only part of its text." }, (frame) =>
    frame["type"] === "turn_complete" ? changed(frame, { finalText: String(frame["finalText"]).slice(1) }) : frame,
  ),
  says({ name: "delta-without-turn", rule: "WS-TURN-13", about: "Texts do not say of which turn they are." }, (frame) =>
    frame["type"] === "text_delta" ? changed(frame, { turnId: undefined }) : frame,
  ),
  says({ name: "no-turn-is-fine", rule: "WS-STOP-TURN-1", about: "To stop a turn that is not there is acknowledged." }, (frame) =>
    frame["code"] === "NO_ACTIVE_TURN" && frame["messageType"] === "stop_turn"
      ? changed({ type: "ack", messageType: "stop_turn" }, { ref: frame["ref"] })
      : frame,
  ),
  says({ name: "steer-not-recorded", rule: "WS-STEER-1", about: "Guidance does not stand in the log." }, (frame) =>
    frame["type"] === "steered" ? changed(frame, { content: "" }) : frame,
  ),
  says({ name: "answers-lost", rule: "WS-ASK-1", about: "The log does not tell what a question was answered." }, (frame) =>
    frame["type"] === "question_answered"
      ? changed(frame, { answers: {} })
      : frame["type"] === "approval_resolved"
        ? changed(frame, { approved: frame["approved"] !== true })
        : frame,
  ),
  says({ name: "answers-again", rule: "WS-ASK-2", about: "A question can be answered twice." }, (frame) =>
    frame["code"] === "QUESTION_NOT_FOUND" ? changed({ type: "ack", messageType: "answer_question" }, { ref: frame["ref"] }) : frame,
  ),
  says({ name: "requests-not-in-snapshot", rule: "WS-ASK-4", about: "Who joins is not told what an agent asks." }, (frame) =>
    frame["type"] === "state_snapshot" ? changed(frame, { pendingRequests: [] }) : frame,
  ),
  says({ name: "crash-completes", rule: "WS-AGENT-1", about: "A turn whose agent has crashed gets another code." }, (frame) =>
    frame["type"] === "turn_error" ? changed(frame, { code: "INTERNAL" }) : frame,
  ),
  onSocket({ name: "thinking-without-start", rule: "WS-AGENT-2", about: "Thinking ends that was not begun." }, () => ({
    toClient: (frame) => (frame["type"] === "thinking.start" ? changed(frame, { type: "sandbox.init", sandboxId: "none" }) : frame),
  })),
  says({ name: "tool-result-of-another", rule: "WS-AGENT-3", about: "A result names a tool call that there was not." }, (frame) =>
    frame["type"] === "tool_result" ? changed(frame, { toolCallId: "none" }) : frame,
  ),
  hears({ name: "depth-ignored", rule: "WS-FILE-1", about: "Files are listed one level deep only." }, (frame) =>
    frame["type"] === "list_files" ? changed(frame, { depth: 1 }) : frame,
  ),
  says({ name: "other-hash", rule: "WS-FILE-2", about: "The hash is of another content." }, (frame) =>
    frame["type"] === "file_content"
      ? changed(frame, { hash: String(frame["hash"]).replace(/.$/, (last) => (last === "0" ? "1" : "0")) })
      : frame,
  ),
  hears({ name: "always-first-iteration", rule: "WS-FILE-3", about: "Every iteration of a file is the first." }, (frame) =>
    frame["type"] === "file_at_iteration" ? changed(frame, { iteration: 1 }) : frame,
  ),
  says({ name: "iteration-other-code", rule: "WS-FILE-4", about: "A missing iteration gets the code of a missing file." }, (frame) =>
    frame["code"] === "ITERATION_NOT_FOUND" ? changed(frame, { code: "FILE_NOT_FOUND" }) : frame,
  ),
  says({ name: "outside-other-code", rule: "WS-FILE-5", about: "A path that leaves the workspace is told whether it exists." }, (frame) =>
    frame["code"] === "PATH_OUTSIDE_WORKSPACE" ? changed(frame, { code: "FILE_NOT_FOUND" }) : frame,
  ),
  says({ name: "changes-not-told", rule: "WS-FILE-7", about: "A changed file is told without its size." }, (frame) =>
    frame["type"] === "file_changed" ? changed(frame, { size: 0 }) : frame,
  ),
  takesFor({ name: "everyone-owns", rule: "WS-MEMBER-1", about: "Every newcomer owns the tenant." }, { newcomer: "owner" }),
  says({ name: "members-not-announced", rule: "WS-MEMBER-2", about: "Changes of members are not announced." }, (frame) =>
    frame["type"] === "member_updated" ? null : frame,
  ),
  says({ name: "last-owner-may-go", rule: "WS-MEMBER-3", about: "The last owner can be removed." }, (frame) =>
    frame["code"] === "LAST_OWNER" ? changed({ type: "member_list", members: [] }, { ref: frame["ref"] }) : frame,
  ),
  says({ name: "unknown-member-is-fine", rule: "WS-MEMBER-4", about: "To remove somebody who is no member succeeds." }, (frame) =>
    frame["code"] === "MEMBER_NOT_FOUND" ? changed({ type: "member_list", members: [] }, { ref: frame["ref"] }) : frame,
  ),
  takesFor({ name: "admin-is-owner", rule: "WS-MEMBER-5", about: "An admin may do what only an owner may." }, { admin: "owner" }),
  takesFor({ name: "viewer-writes", rule: "WS-ROLE-1", about: "Permissions are not checked." }, { viewer: "owner" }),
  takesFor({ name: "member-views", rule: "WS-ROLE-2", about: "A member may only read." }, { member: "viewer" }),
  onSocket({ name: "removed-stays", rule: "WS-MEMBER-6", about: "A member who was removed is closed with a code to come back." }, () => ({
    closing: (code) => (code === CLOSE_CODES.FORBIDDEN ? CLOSE_CODES.SHUTDOWN : code),
  })),
  hears({ name: "dismissal-allows", rule: "WS-ASK-3", about: "To dismiss a permission allows it." }, (frame) =>
    frame["type"] === "answer_question" && frame["dismissed"] === true && frame["optionId"] === undefined
      ? changed(frame, { dismissed: false, optionId: "yes" })
      : frame,
  ),
  says({ name: "usage-missing", rule: "WS-FRAME-7", about: "The end of a turn tells no usage." }, (frame) =>
    frame["type"] === "turn_complete" && isObject(frame["usage"]) ? changed(frame, { usage: undefined }) : frame,
  ),
];
