import type { Case, Verdict } from "./case.ts";
import type { Conversation } from "./conversation.ts";
import { type Answer, judge } from "./judge.ts";

/** How cases are tried over connections. */
export interface Line {
  open(): Promise<Conversation>;
  ask(conversation: Conversation, one: Case, number: number): Promise<Answer>;
  /** Whether the connection is still of use. */
  isUsable(conversation: Conversation, number: number): Promise<boolean>;
}

/** Connections at a time. */
const LANES = 4;

/** Shares work among some workers, in order. */
export async function inLanes<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const rest = items.values();
  const worker = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: LANES }, worker));
}

/** Tries cases one after the other over several connections, a new one before `perConnection` is reached. */
export async function tryOver(line: Line, cases: readonly Case[], perConnection: number): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const chunks = Array.from({ length: Math.ceil(cases.length / perConnection) }, (_, index) =>
    cases.slice(index * perConnection, (index + 1) * perConnection),
  );
  await inLanes(chunks, async (chunk) => {
    let conversation: Conversation | undefined;
    for (const [index, one] of chunk.entries()) {
      conversation ??= await line.open();
      const answer = await line.ask(conversation, one, index + 1);
      const isUsable = answer.problem === undefined && (await line.isUsable(conversation, index + 1));
      verdicts.push(judge(one, isUsable ? answer : { ...answer, problem: answer.problem ?? "the connection was of no use any more" }));
      if (!isUsable) {
        conversation.end();
        conversation = undefined;
      }
    }
    conversation?.end();
  });
  return verdicts;
}
