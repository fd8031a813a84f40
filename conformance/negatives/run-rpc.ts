import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { Case, Verdict } from "./case.ts";
import { Conversation, type Server } from "./conversation.ts";
import { type Answer, errorAnswer, membersOf } from "./judge.ts";
import { tryOver } from "./lanes.ts";
import { casesPerConnection, pathOf } from "./run-ws.ts";

/** A call that is always right, and changes nothing. */
interface Harmless {
  method: string;
  params: object;
}

/** Makes the calls of the cases on `/acp`. */
export function runAcp(protocol: ProtocolModel, server: Server, cases: readonly Case[]): Promise<Verdict[]> {
  const open = async () => {
    const conversation = await Conversation.open(server, pathOf(protocol.sockets, "acp"));
    const begun = await answered(conversation, "begin", "initialize", { protocolVersion: 1, clientCapabilities: {} });
    if (begun?.["result"] === undefined) throw new Error("/acp did not initialize.");
    return conversation;
  };
  return run(open, { method: "config/list", params: { scope: "user", limit: 1 } }, cases, casesPerConnection(protocol));
}

/** Makes the calls of the cases on `/stream`. */
export function runStream(protocol: ProtocolModel, server: Server, cases: readonly Case[]): Promise<Verdict[]> {
  const open = () => Conversation.open(server, pathOf(protocol.sockets, "stream"));
  return run(open, { method: "cluster/status", params: {} }, cases, casesPerConnection(protocol));
}

function run(open: () => Promise<Conversation>, harmless: Harmless, cases: readonly Case[], perConnection: number): Promise<Verdict[]> {
  const isUsable = async (conversation: Conversation, number: number) => {
    const answer = await answered(conversation, `check-${number}`, harmless.method, harmless.params);
    return answer?.["result"] !== undefined;
  };
  return tryOver({ open, ask, isUsable }, cases, perConnection);
}

async function ask(conversation: Conversation, { sent, expected }: Case, number: number): Promise<Answer> {
  if (!("params" in sent)) throw new Error("The case is no call.");
  // An error about no field is about a frame that could not be read: its id is not known.
  const isUnreadable = expected.verdict === "refused" && expected.paths.length === 0;
  const answer = await answered(conversation, `case-${number}`, sent.method, sent.params, isUnreadable);
  if (answer === undefined) return { code: null, number: null, paths: [], problem: "no answer with the call's id" };
  if (answer["error"] === undefined) return { code: null, number: null, paths: [] };
  const error = membersOf(answer["error"]);
  return errorAnswer(membersOf(error["data"]), Number(error["code"]));
}

function answered(conversation: Conversation, id: string, method: string, params: unknown, isUnreadable = false) {
  conversation.say({ jsonrpc: "2.0", id, method, params });
  return conversation.hear((frame) => frame["id"] === id || (isUnreadable && frame["id"] === null));
}
