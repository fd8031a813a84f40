import type { Check } from "../../runner/check.ts";
import { verify, verifyEqual, verifyMatch } from "../../runner/line.ts";
import type { Scene } from "../../runner/scene.ts";
import type { JsonObject } from "../../trace/format.ts";
import { eachMessage } from "./each-message.ts";
import { createSession, readLog } from "./play.ts";

const NOBODY = "00000000-0000-4000-8000-000000000000";

/** What a client can see of a tenant and one of its sessions, to tell that nothing has changed. */
async function stateOf(scene: Scene, sessionId: string): Promise<unknown> {
  const line = await scene.connect();
  const sessions = await line.ask({ type: "list_sessions", includeArchived: true }, "WS-SESSION-3");
  const members = await line.ask({ type: "manage_members", action: "list" }, "WS-MEMBER-2");
  const log = await readLog(line, sessionId);
  line.peer.close(1000);
  return { sessions: sessions["sessions"], members: members["members"], log };
}

/** What holds for every message of the spec. */
export const MESSAGE_CHECKS: readonly Check[] = [
  {
    id: "gateway-v1/messages/answered-once",
    covers: ["WS-REPLY-1", "WS-REF-1", "WS-REF-2"],
    about: "Every message gets exactly one answer, with its ref and without one.",
    needs: {},
    async run(scene) {
      const setUp = await scene.connect();
      for (const ref of ["mine", undefined]) {
        const sessionId = await createSession(setUp, "echo");
        for (const { message, reply } of eachMessage(scene, sessionId)) {
          const line = await scene.connect();
          const before = line.frames.length;
          const token = message.type === "authenticate" ? { token: await scene.stage.token("owner", "gateway") } : {};
          line.send({ ...message, ...token, ...(ref === undefined ? {} : { ref }) });
          line.send({ type: "ping", ref: "after" });
          await line.until({ type: "pong", ref: "after" }, "WS-REPLY-1");
          const answers = line.frames.slice(before, -1).filter((frame) => frame["type"] === reply || frame["type"] === "error");
          verifyEqual(answers.length, 1, "WS-REPLY-1", `\`${message.type}\` is not answered once.`);
          const [answer] = answers;
          const rule = answer?.["type"] === "error" ? "WS-REF-2" : "WS-REF-1";
          verifyEqual(answer?.["ref"], ref, rule, `The answer to \`${message.type}\` has another ref.`);
          line.peer.close(1000);
        }
      }
    },
  },
  {
    id: "gateway-v1/messages/before-authentication",
    covers: ["WS-AUTH-4"],
    about: "Before authentication no message but one is heard.",
    needs: {},
    async run(scene) {
      const owner = await scene.connect();
      const sessionId = await createSession(owner, "echo");
      const before = await stateOf(scene, sessionId);
      const line = await scene.open({ path: "/ws", as: null }, "WS-AUTH-4");
      await line.until({ type: "connected" }, "WS-AUTH-4");
      const early = new Set(scene.spec.gateway.messages.filter((one) => one.beforeAuthentication).map(({ type }) => type));
      for (const { message } of eachMessage(scene, sessionId).filter((sample) => !early.has(sample.message.type))) {
        const answer = await line.ask(message, "WS-AUTH-4");
        verifyMatch({ type: "error", code: "UNAUTHENTICATED", messageType: message.type }, answer, "WS-AUTH-4");
      }
      verifyEqual(await stateOf(scene, sessionId), before, "WS-AUTH-4", "Something has changed.");
    },
  },
  {
    id: "gateway-v1/messages/unknown-session",
    covers: ["WS-SESSION-8", "WS-TENANT-1"],
    about: "No message reaches a session of another tenant, and none tells that there is one.",
    needs: {},
    async run(scene) {
      const owner = await scene.connect();
      const sessionId = await createSession(owner, "echo");
      const before = await stateOf(scene, sessionId);
      const stranger = await scene.connect("stranger");
      const answerTo = async (message: JsonObject) => {
        const { ref: _ref, sessionId: _session, ...answer } = await stranger.ask(message, "WS-SESSION-8");
        return answer;
      };
      for (const { message } of eachMessage(scene, sessionId).filter((sample) => sample.isAboutSession)) {
        const unknown = await answerTo({ ...message, sessionId: NOBODY });
        verifyMatch({ type: "error", code: "SESSION_NOT_FOUND", messageType: message.type }, unknown, "WS-SESSION-8");
        verifyEqual(await answerTo(message), unknown, "WS-TENANT-1", `\`${message.type}\` tells the sessions of others apart.`);
      }
      verifyEqual(await stateOf(scene, sessionId), before, "WS-TENANT-1", "Something has changed.");
    },
  },
  ...["owner", "admin", "billing_admin", "member", "viewer"].map(
    (role): Check => ({
      id: `gateway-v1/messages/role-${role.replaceAll("_", "-")}`,
      covers: ["WS-ROLE-1", "WS-ROLE-2"],
      about: `What the table of roles says of "${role}" holds for every message.`,
      needs: {},
      async run(scene) {
        const granted = scene.spec.gateway.roles.find(({ name }) => name === role)?.permissions ?? [];
        const owner = await scene.connect();
        const sessionId = await createSession(owner, "echo");
        const line = await scene.connect(role);
        const samples = eachMessage(scene, sessionId).filter(({ permission }) => permission !== null);
        const isGranted = ({ permission }: (typeof samples)[number]) => permission !== null && granted.includes(permission);
        const before = await stateOf(scene, sessionId);
        for (const { message, permission } of samples.filter((sample) => !isGranted(sample))) {
          const answer = await line.ask(message, "WS-ROLE-1");
          verifyMatch({ type: "error", code: "FORBIDDEN", messageType: message.type }, answer, "WS-ROLE-1");
          verify(!line.isClosed, "WS-ROLE-1", `The connection ends for want of ${String(permission)}.`);
        }
        verifyEqual(await stateOf(scene, sessionId), before, "WS-ROLE-1", "Something has changed.");
        for (const { message } of samples.filter(isGranted)) {
          const { type, code } = await line.ask(message, "WS-ROLE-2");
          verify(code !== "FORBIDDEN" && code !== "INVALID_MESSAGE", "WS-ROLE-2", `"${role}" may not \`${message.type}\`.`, {
            type: type ?? null,
            code: code ?? null,
          });
        }
      },
    }),
  ),
];
