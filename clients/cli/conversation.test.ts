import { expect, test } from "vitest";
import { delta, type ScriptedConnection, ScriptedGateway, SESSION_ID, TURN_ID } from "../testing/scripted-gateway.ts";
import { testClient, until } from "../testing/test-client.ts";
import type { StateSnapshot } from "../typescript/src/index.ts";
import { Conversation } from "./conversation.ts";
import { plain } from "./style.ts";

interface Held {
  gateway: ScriptedGateway;
  connection: ScriptedConnection;
  conversation: Conversation;
  /** What was printed. */
  printed: () => string;
  /** What is asked for at the moment. */
  asked: () => string | null;
  wait: (holds: () => boolean) => Promise<void>;
}

/** A conversation with a person at a terminal, and a gateway that does what the test says. */
async function converse(snapshot: Partial<StateSnapshot> = {}): Promise<Held> {
  const gateway = await ScriptedGateway.start();
  const client = testClient(gateway.url);
  void client.connect();
  const connection = await gateway.open();
  const joined = client.join(SESSION_ID);
  await connection.admit(snapshot);
  let printed = "";
  let asked: string | null = null;
  const screen = {
    interactive: true,
    print: (text: string) => {
      printed += text;
    },
    ask: (label: string | null) => {
      asked = label;
    },
  };
  const conversation = new Conversation(client, await joined, screen, plain);
  conversation.start();
  return { gateway, connection, conversation, printed: () => printed, asked: () => asked, wait: until };
}

const usage = { inputTokens: 1, outputTokens: 2 };
const started = (seq: number, clientTurnId: unknown) => ({ ...delta(seq), type: "turn_started", text: "hello", userId: "u", clientTurnId });
const completed = (seq: number) => ({ ...delta(seq), type: "turn_complete", finalText: "", stopReason: "end_turn", usage });
const permission = (seq: number) => ({
  ...delta(seq),
  type: "permission_requested",
  requestId: "r",
  title: "Run it",
  options: [{ optionId: "allow", name: "Yes", kind: "allow_once" }],
});

test("what a person typed is not printed again, and nothing is asked for while the turn runs", async () => {
  const { connection, conversation, printed, asked, wait } = await converse();
  expect(asked()).toBe("> ");
  conversation.line("hello");
  expect(asked()).toBeNull();
  const message = await connection.next("run_turn");
  expect(message).toMatchObject({ text: "hello", whenBusy: "queue" });
  connection.ack(message, { turnId: TURN_ID });
  connection.send(started(1, message["clientTurnId"]), delta(2));
  await wait(() => printed() === "text 2");
  expect(asked()).toBeNull();
  connection.send(completed(3));
  await wait(() => asked() === "> ");
  expect(printed()).toBe("text 2\n— 1 tokens in, 2 out\n");
});

test("a turn of someone else is printed with its text, and takes the place of the prompt", async () => {
  const { connection, printed, asked, wait } = await converse();
  connection.send(started(1, "theirs"));
  await wait(() => printed() === "> hello  u\n");
  expect(asked()).toBeNull();
});

test("a line that is typed while a turn runs is the next turn, and the place in the queue is told", async () => {
  const { connection, conversation, printed, wait } = await converse();
  connection.send(started(1, "theirs"));
  await wait(() => printed() !== "");
  conversation.line("me too");
  connection.ack(await connection.next("run_turn"), { turnId: TURN_ID, queued: true, position: 1 });
  await wait(() => printed().endsWith("Queued, at place 1.\n"));
});

test("a request is asked for by its label until it is answered, here or elsewhere", async () => {
  const { connection, conversation, printed, asked, wait } = await converse();
  connection.send(started(1, "theirs"), permission(2));
  await wait(() => asked() === "answer [1-1]: ");
  conversation.line("7");
  expect(printed()).toContain("Type a number from 1 to 1");
  connection.send({ ...delta(3), type: "approval_resolved", requestId: "r", approved: true, userId: "someone else" });
  await wait(() => asked() === null);
  conversation.line("1");
  expect((await connection.next("run_turn"))["text"]).toBe("1");
});

test("a command may be given while something is asked for", async () => {
  const { connection, conversation, asked, wait } = await converse();
  connection.send(started(1, "theirs"), permission(2));
  await wait(() => asked() === "answer [1-1]: ");
  conversation.line("/steer left");
  connection.ack(await connection.next("steer"), { turnId: TURN_ID });
  conversation.line("1");
  expect(await connection.next("answer_question")).toMatchObject({ requestId: "r", optionId: "allow" });
});

test("a request that was open before is asked for, and the turn that it is of goes on", async () => {
  const pendingRequests = [permission(2)] as unknown as StateSnapshot["pendingRequests"];
  const activeTurn = { turnId: TURN_ID, startedAt: 1, text: "So far" };
  const { connection, printed, asked, wait } = await converse({ lastSeq: 2, activeTurn, pendingRequests });
  expect(asked()).toBe("answer [1-1]: ");
  expect(printed()).toBe("A turn is running. Its answer so far:\nSo far\n? Run it\n  1) Yes\n");
  connection.send({ ...delta(3), type: "turn_stopped", partialText: "", usage });
  await wait(() => asked() === "> ");
});

test("text of a turn that was joined in its middle goes on in the same line", async () => {
  const activeTurn = { turnId: TURN_ID, startedAt: 1, text: "So far" };
  const { connection, printed, wait } = await converse({ lastSeq: 2, activeTurn });
  connection.send(delta(3, { text: ", so good" }));
  await wait(() => printed().endsWith("\nSo far, so good"));
});

test("Ctrl-C stops the running turn, twice in a row it ends the conversation; a line in between is no row", async () => {
  const { connection, conversation, printed, wait } = await converse();
  connection.send(started(1, "theirs"));
  await wait(() => printed() !== "");
  conversation.interrupt();
  connection.ack(await connection.next("stop_turn"), { turnId: TURN_ID });
  conversation.line("/help");
  conversation.interrupt();
  connection.ack(await connection.next("stop_turn"), { turnId: TURN_ID });
  conversation.interrupt();
  expect(await conversation.over).toBe(true);
});

test("a lost connection is told once, and so is its return", async () => {
  const { gateway, connection, printed, wait } = await converse();
  connection.drop();
  (await gateway.accept()).drop();
  (await gateway.accept()).drop();
  const back = await gateway.open();
  await back.admit();
  await wait(() => printed().includes("Connected again."));
  expect(printed().match(/The connection is lost/g)).toHaveLength(1);
});

test("nothing is printed once the conversation is over", async () => {
  const { connection, conversation, printed } = await converse();
  conversation.line("/quit");
  expect(await conversation.over).toBe(true);
  connection.send(started(1, "theirs"), delta(2));
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(printed()).toBe("");
});

test("a session that cannot be followed any more ends the conversation as a failure", async () => {
  const { gateway, connection, conversation, printed } = await converse();
  connection.drop();
  const back = await gateway.open();
  back.refuse(await back.next("join_session"), "FORBIDDEN");
  expect(await conversation.over).toBe(false);
  expect(printed()).toContain("The session cannot be followed any more: refused with FORBIDDEN (FORBIDDEN)");
});
