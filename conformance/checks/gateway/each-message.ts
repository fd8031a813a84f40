import type { MessageModel } from "@diminuendo/typespec-protocol/model";
import type { Scene } from "../../runner/scene.ts";
import type { JsonObject } from "../../trace/format.ts";

/** A message that is valid, and the permission that it needs. */
export interface Sample {
  message: JsonObject & { type: string };
  reply: string;
  /** Null when everyone may send it. */
  permission: string | null;
  isAboutSession: boolean;
}

/** The least that a message has beside `type` and `sessionId`. A message of the spec that is not named here has nothing. */
const FIELDS: Readonly<Record<string, JsonObject>> = {
  authenticate: { token: "no.such.token" },
  create_session: { agentType: "echo" },
  rename_session: { name: "Another name" },
  run_turn: { text: "Hello" },
  steer: { content: "Hello" },
  answer_question: { requestId: "nobody-asked", dismissed: true },
  read_file: { path: "none.txt" },
  file_history: { path: "none.txt" },
  file_at_iteration: { path: "none.txt", iteration: 1 },
};
/** What each action of `manage_members` needs. */
const ACTIONS: Readonly<Record<string, JsonObject>> = {
  list: {},
  add: { userId: "somebody-new", role: "viewer" },
  set_role: { userId: "nobody-here", role: "viewer" },
  remove: { userId: "nobody-here" },
};

/** Every message of the spec, once for each permission that it may need; the one that deletes the session comes last. */
export function eachMessage({ spec }: Scene, sessionId: string): Sample[] {
  const samples = spec.gateway.messages.flatMap((message) => samplesOf(message, sessionId));
  const isLast = ({ message }: Sample) => message.type === "delete_session";
  return [...samples.filter((sample) => !isLast(sample)), ...samples.filter(isLast)];
}

function samplesOf({ type, reply, permission, permissionWhen, sessionProperty }: MessageModel, sessionId: string): Sample[] {
  const isAboutSession = sessionProperty !== null;
  const bare = { type, ...(isAboutSession ? { [sessionProperty]: sessionId } : {}), ...FIELDS[type] };
  if (permissionWhen === null) return [{ message: bare, reply, permission, isAboutSession }];
  return Object.entries(permissionWhen.byValue).map(([value, needed]) => ({
    message: { ...bare, [permissionWhen.property]: value, ...ACTIONS[value] },
    reply,
    permission: needed,
    isAboutSession,
  }));
}
