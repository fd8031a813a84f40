import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { Case, Verdict } from "./case.ts";
import { Conversation, type Server } from "./conversation.ts";
import { type Answer, errorAnswer } from "./judge.ts";
import { tryOver } from "./lanes.ts";

const MESSAGE_OF_REF = "/ref";
const MESSAGE_OF_TYPE = "/type";

/** Sends the messages of the cases. */
export function runWs(protocol: ProtocolModel, server: Server, cases: readonly Case[]): Promise<Verdict[]> {
  return tryOver({ open: () => openWs(protocol, server), ask, isUsable }, cases, casesPerConnection(protocol));
}

/** How many cases one connection may try, each of two messages, below the rate limit. */
export function casesPerConnection({ limits }: ProtocolModel): number {
  const allowed = limits.find(({ name }) => name === "messagesPerWindow")?.value;
  return allowed === undefined ? 100 : Math.floor((allowed - 4) / 2);
}

/** A connection that has authenticated. */
export async function openWs({ sockets }: ProtocolModel, server: Server): Promise<Conversation> {
  const conversation = await Conversation.open(server, pathOf(sockets, "ws"));
  const frame = await conversation.hear(({ type }) => type === "authenticated" || type === "error");
  if (frame?.["type"] !== "authenticated") throw new Error(`/ws did not authenticate the client: ${frame?.["code"] ?? "no answer"}.`);
  return conversation;
}

/** Where a socket is. */
export function pathOf(sockets: ProtocolModel["sockets"], name: string): string {
  const socket = sockets.find((one) => one.name === name);
  if (socket === undefined) throw new Error(`There is no socket ${name}.`);
  return socket.path;
}

async function ask(conversation: Conversation, { sent, field, expected, target }: Case, number: number): Promise<Answer> {
  if (!("message" in sent)) throw new Error("The case is no message.");
  const isRef = field === MESSAGE_OF_REF;
  const ref = isRef ? sent.message["ref"] : `case-${number}`;
  conversation.say({ ...sent.message, ref });
  // What is no reference cannot come back.
  const isAnswer =
    isRef && expected.verdict === "refused"
      ? ({ type }: { type?: unknown }) => type === "error"
      : (frame: { ref?: unknown }) => frame.ref === ref;
  const frame = await conversation.hear(isAnswer);
  if (frame === undefined) return { code: null, number: null, paths: [], problem: "no answer with the message's ref" };
  if (frame["type"] !== "error") return { code: null, number: null, paths: [] };
  const answer = errorAnswer(frame, null);
  const isNamed = field === MESSAGE_OF_TYPE || frame["messageType"] === target;
  return isNamed ? answer : { ...answer, problem: `the error names the message type ${frame["messageType"]}` };
}

async function isUsable(conversation: Conversation, number: number): Promise<boolean> {
  const ref = `ping-${number}`;
  conversation.say({ type: "ping", ref });
  return (await conversation.hear((frame) => frame["ref"] === ref))?.["type"] === "pong";
}
