import { call } from "../wire/http.ts";
import type { Case, Verdict } from "./case.ts";
import { bearer, type Server } from "./conversation.ts";
import { type Answer, errorAnswer, judge, membersOf } from "./judge.ts";
import { inLanes } from "./lanes.ts";

/** Makes the requests of the cases. */
export async function runRest(server: Server, cases: readonly Case[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  await inLanes(cases, async (one) => {
    verdicts.push(judge(one, await ask(server, one)));
  });
  return verdicts;
}

async function ask(server: Server, { sent }: Case): Promise<Answer> {
  if (!("path" in sent)) throw new Error("The case is no request.");
  const { method, path, headers, body } = sent;
  const text = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await call({ url: server.url + path, method, headers: { ...bearer(server), ...headers }, ...text });
  if (answer.status < 400) return { code: null, number: answer.status, paths: [] };
  const told = membersOf(answer.body);
  // The gateway's errors are their own body; Concordance's stand in it.
  return errorAnswer("error" in told ? membersOf(told["error"]) : told, answer.status);
}
