import { Readable, Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { agent, methods, ndJsonStream } from "@agentclientprotocol/sdk";
import { DEEDS, type Scene } from "./deeds.ts";

/*
 * The agent that checks are played with: each line of a prompt is a deed, done in turn. `conformance/README.md` lists them.
 * A line that is none is said back.
 */

const PROTOCOL_VERSION = 1;
const cancels = new Map<string, AbortController>();
const folders = new Map<string, string>();
let sessions = 0;

agent({ name: "conformance-agent" })
  .onRequest(methods.agent.initialize, () => ({
    protocolVersion: PROTOCOL_VERSION,
    agentCapabilities: { loadSession: false, promptCapabilities: { image: true, embeddedContext: true } },
    authMethods: [],
  }))
  .onRequest(methods.agent.session.new, ({ params }) => {
    sessions += 1;
    const sessionId = `scripted-${sessions}`;
    folders.set(sessionId, params.cwd);
    return { sessionId };
  })
  .onNotification(methods.agent.session.cancel, ({ params }) => cancels.get(params.sessionId)?.abort())
  .onRequest(methods.agent.session.prompt, async ({ params, client }) => {
    const { sessionId, prompt } = params;
    const cancel = new AbortController();
    cancels.set(sessionId, cancel);
    const scene: Scene = {
      client,
      sessionId,
      folder: folders.get(sessionId) ?? "",
      prompt,
      cancelled: cancel.signal,
      update: (update) => client.notify(methods.client.session.update, { sessionId, update }),
      say: (text) =>
        client.notify(methods.client.session.update, {
          sessionId,
          update: { sessionUpdate: "agent_message_chunk", content: { type: "text", text } },
        }),
    };
    for (const line of textOf(prompt).split("\n")) {
      const [word = "", rest = ""] = line.split(/ (.*)/s);
      const deed = DEEDS[word];
      const end = deed === undefined ? await scene.say(line) : await deed(scene, rest);
      if (cancel.signal.aborted) return { stopReason: "cancelled" };
      if (end) return end;
    }
    return { stopReason: "end_turn" };
  })
  .connect(ndJsonStream(Writable.toWeb(process.stdout), Readable.toWeb(process.stdin) as ReadableStream<Uint8Array>));

// A cancelled deed may wait for good otherwise.
process.stdin.once("end", () => void delay(0).then(() => process.exit(0)));

function textOf(prompt: Scene["prompt"]): string {
  return prompt.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("\n");
}
