import type { AnyClientMessage } from "../../generated/gateway/events.ts";

const sessionId = "8c2f0a4e-5b7d-4c1e-9a3f-2d6b8e0f1a2c";
const ref = "r-1234";

/** One of each client message, as clients send them. */
export const SAMPLE_MESSAGES: readonly AnyClientMessage[] = [
  { type: "authenticate", ref, token: `eyJhbGciOiJSUzI1NiJ9.${"a".repeat(400)}.${"b".repeat(342)}` },
  { type: "list_sessions", ref, limit: 50 },
  {
    type: "create_session",
    ref,
    agentType: "coding-agent",
    name: "Fix the login form",
    metadata: { ticket: "WEB-42", labels: ["bug", "ui"] },
  },
  { type: "rename_session", ref, sessionId, name: "Fix the login form for good" },
  { type: "archive_session", ref, sessionId },
  { type: "unarchive_session", ref, sessionId },
  { type: "delete_session", ref, sessionId },
  { type: "join_session", ref, sessionId, afterSeq: 1042, epoch: "0d9f7c1e-1b2a-4f3c-8e5d-6a7b8c9d0e1f" },
  { type: "leave_session", ref, sessionId },
  {
    type: "run_turn",
    ref,
    sessionId,
    text: "The form loses its input when the server answers with 422. Please find out why, and mend it.",
    clientTurnId: "t-77",
    whenBusy: "queue",
  },
  { type: "stop_turn", ref, sessionId },
  { type: "steer", ref, sessionId, content: "Leave the styles as they are." },
  { type: "answer_question", ref, sessionId, requestId: "q-9", answers: { framework: "react", confirm: true } },
  { type: "get_history", ref, sessionId, limit: 100 },
  { type: "get_events", ref, sessionId, afterSeq: 1000, limit: 500 },
  { type: "ping", ref, ts: 1_795_000_000_000 },
  { type: "list_files", ref, sessionId, path: "src/components", depth: 2 },
  { type: "read_file", ref, sessionId, path: "src/components/login-form.tsx" },
  { type: "file_history", ref, sessionId, path: "src/components/login-form.tsx" },
  { type: "file_at_iteration", ref, sessionId, path: "src/components/login-form.tsx", iteration: 3 },
  { type: "manage_members", ref, action: "set_role", userId: "auth0|5f7c8ec7c33c6c004bbafe82", role: "admin" },
];
