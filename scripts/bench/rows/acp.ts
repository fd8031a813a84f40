import { LIMITS } from "../../../generated/gateway/limits.ts";
import { EventMapper } from "../../../server/agents/acp/event-mapper.ts";
import { isObject } from "../../../server/agents/acp/json-fields.ts";
import { LineSplitter } from "../../../server/agents/acp/line-splitter.ts";
import { classify } from "../../../server/agents/acp/rpc-message.ts";
import { UsageMeter } from "../../../server/agents/acp/usage-meter.ts";
import type { AgentEvent } from "../../../server/agents/agent-runtime.ts";
import { TurnWriter } from "../../../server/sessions/turn-writer.ts";
import { report } from "../result.ts";
import { SAMPLE_UPDATES } from "../sample-updates.ts";

/*
 * A turn of an agent of the Agent Client Protocol, over and over: its updates to the gateway's events, coalesced as in a
 * session. Once from the parsed updates, once from the bytes that the agent writes.
 */

const TURNS = 6_000;
const ROOT = "/workspace";

let events = 0;

/** Plays so many turns, each by a function that hands the mapper its updates. */
function play(turns: number, feed: (mapper: EventMapper) => void): void {
  for (let count = 0; count < turns; count++) {
    const turnId = `turn-${count}`;
    const writer = new TurnWriter({ turnId, append: () => events++, setTimer: () => () => undefined });
    const usage = new UsageMeter();
    usage.beginTurn();
    const output = {
      text: (text: string) => writer.text(text),
      thought: (text: string) => writer.thought(text),
      emit: (event: AgentEvent) => writer.emit(event),
    };
    const mapper = new EventMapper({ root: ROOT, output, usage, now: () => performance.now() });
    feed(mapper);
    mapper.endToolCalls("The turn ended.");
    writer.finish();
  }
}

function rateOf(feed: (mapper: EventMapper) => void): number {
  play(TURNS / 10, feed);
  const start = performance.now();
  play(TURNS, feed);
  return (TURNS * SAMPLE_UPDATES.length) / ((performance.now() - start) / 1000);
}

const lines = Buffer.from(
  SAMPLE_UPDATES.map(
    (update) => `${JSON.stringify({ jsonrpc: "2.0", method: "session/update", params: { sessionId: "s", update } })}\n`,
  ).join(""),
);

const fromUpdates = rateOf((mapper) => {
  for (const update of SAMPLE_UPDATES) mapper.update(update);
});
const fromBytes = rateOf((mapper) => {
  for (const line of new LineSplitter(LIMITS.agentLineBytes).push(lines)) {
    const message = classify(line.toString("utf8"));
    if (message.kind === "notification" && isObject(message.params)) mapper.update(message.params["update"]);
  }
});
if (events === 0) throw new Error("No event came out.");

report({
  row: "ACP updates to events",
  figures: [
    {
      name: "mapped and coalesced",
      value: fromUpdates,
      unit: "updates/s",
      target: { at: "least", value: 500_000 },
      note: `turns of ${SAMPLE_UPDATES.length} updates: text, thoughts, a plan, tool calls with diffs and terminals, usage`,
    },
    { name: "from the bytes of the agent's output", value: fromBytes, unit: "updates/s" },
  ],
});
