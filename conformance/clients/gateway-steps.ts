import { expand, greeting, placed, snapshot } from "./events.ts";
import { departure, show } from "./pattern.ts";
import type { Json } from "./protocol.ts";
import type { AcceptRules, Step } from "./scenario.ts";
import type { Stage } from "./stage.ts";

/** Plays a step of what the gateway does and sees. Returns whether it is one. */
export async function playGatewayStep(stage: Stage, step: Step): Promise<boolean> {
  if ("accept" in step) await accept(stage, step.accept);
  else if ("refuse" in step) stage.gateway.refuse(await stage.gateway.knock(), step.refuse);
  else if ("greet" in step) send(stage, greeting(stage.fill(step.greet)));
  else if ("expect" in step) await expect(stage, step);
  else if ("expectAll" in step) await expectAll(stage, step.expectAll);
  else if ("reply" in step) send(stage, [{ ...stage.fill(step.with), ref: messageOf(stage, step.reply)["ref"] }]);
  else if ("snapshot" in step) answerJoin(stage, step.snapshot, stage.fill(step.with ?? {}));
  else if ("send" in step) send(stage, expand(stage.fill(step.send)) as Json[]);
  else if ("text" in step) stage.connection.write(step.text);
  else if ("binary" in step) stage.connection.writeBinary(step.binary);
  else if ("closed" in step) await stage.connection.closed();
  else if ("drop" in step) lose(stage, () => stage.connection.drop());
  else if ("close" in step) lose(stage, () => stage.connection.close(step.close));
  else return false;
  return true;
}

async function accept(stage: Stage, { atLeastMs = 0, atMostMs = Number.POSITIVE_INFINITY, ...headers }: AcceptRules): Promise<void> {
  const upgrade = await stage.gateway.knock();
  const after = performance.now() - stage.lostAt;
  // Timers of two processes may differ by the fraction of a millisecond that each rounds to.
  if (after < atLeastMs - 1) throw new Error(`the client came back after ${Math.round(after)} ms, not ${atLeastMs}`);
  if (after > atMostMs) throw new Error(`the client took ${Math.round(after)} ms to come back, not ${atMostMs} at the most`);
  const { authorization, "sec-websocket-protocol": subprotocol } = upgrade.request.headers;
  stage.match(headers, { ...(authorization && { authorization }), ...(subprotocol && { subprotocol }) }, "the upgrade");
  const connection = await stage.gateway.letIn(upgrade);
  stage.connection = connection;
}

async function expect(stage: Stage, { expect: pattern, as, after, atLeastMs = 0 }: Extract<Step, { expect: unknown }>): Promise<void> {
  const received = await stage.connection.next();
  stage.match(pattern, received.message, "the message");
  const since = after === undefined ? undefined : stage.times.get(after);
  if (since !== undefined && received.at - since < atLeastMs) {
    throw new Error(`the message came ${Math.round(received.at - since)} ms after ${after}, not ${atLeastMs}`);
  }
  stage.remember(as, received);
}

async function expectAll(stage: Stage, patterns: readonly { readonly is: unknown; readonly as: string }[]): Promise<void> {
  const remaining = [...patterns];
  while (remaining.length > 0) {
    const received = await stage.connection.next();
    const index = remaining.findIndex(({ is }) => departure(stage.fill(is), received.message) === null);
    const [found] = index < 0 ? [] : remaining.splice(index, 1);
    if (found === undefined) throw new Error(`a message came that is none of them: ${show(received.message)}`);
    stage.remember(found.as, received);
  }
}

function answerJoin(stage: Stage, name: string, fields: Json): void {
  const message = messageOf(stage, name);
  send(stage, [{ ...snapshot(message, fields), ref: message["ref"] }]);
}

function send({ connection }: Stage, events: readonly Json[]): void {
  for (const event of events) connection.write(JSON.stringify(placed(event)));
}

function messageOf(stage: Stage, name: string): Json {
  const message = stage.names.get(name);
  if (message === undefined) throw new Error(`no message is named ${name}`);
  return message as Json;
}

function lose(stage: Stage, end: () => void): void {
  stage.lostAt = performance.now();
  end();
}
