import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import { call } from "../wire/http.ts";
import type { Case, Surface, Verdict } from "./case.ts";
import { bearer, type Server } from "./conversation.ts";
import { readExamples } from "./examples.ts";
import { concordanceCases, gatewayCases } from "./generate.ts";
import { membersOf } from "./judge.ts";
import { runRest } from "./run-rest.ts";
import { runAcp, runStream } from "./run-rpc.ts";
import { runWs } from "./run-ws.ts";
import { concordanceState, gatewayState } from "./state.ts";

/** How the cases of one surface went. */
export interface SurfaceVerdicts {
  surface: Surface;
  verdicts: Verdict[];
}

type Execute = (cases: readonly Case[]) => Promise<Verdict[]>;

/**
 * Tries everything on a gateway, or on some of its surfaces. It creates a session, and leaves behind projects, devices and
 * settings: it wants a tenant whose content nobody needs.
 */
export async function runGateway(protocol: ProtocolModel, server: Server, surfaces?: readonly Surface[]): Promise<SurfaceVerdicts[]> {
  const cases = gatewayCases(protocol, await readExamples(protocol));
  const session = await newSession(server);
  const state = () => gatewayState(protocol, server, session);
  return await inTurn(
    cases.map((one) => aboutSession(one, session)),
    state,
    chosen(surfaces, {
      ws: (some) => runWs(protocol, server, some),
      acp: (some) => runAcp(protocol, server, some),
      "gateway-rest": (some) => runRest(server, some),
    }),
  );
}

/** Tries everything on a node of Concordance, or on some of its surfaces. It leaves entries behind. */
export async function runConcordance(protocol: ProtocolModel, server: Server, surfaces?: readonly Surface[]): Promise<SurfaceVerdicts[]> {
  const cases = concordanceCases(protocol, await readExamples(protocol));
  return await inTurn(
    cases,
    () => concordanceState(server),
    chosen(surfaces, {
      stream: (some) => runStream(protocol, server, some),
      "concordance-rest": (some) => runRest(server, some),
    }),
  );
}

function chosen(surfaces: readonly Surface[] | undefined, all: Partial<Record<Surface, Execute>>): Partial<Record<Surface, Execute>> {
  const entries = Object.entries(all).filter(([surface]) => surfaces?.includes(surface as Surface) ?? true);
  return Object.fromEntries(entries);
}

/** First everything that must be refused, and looks whether that changed anything; then what must be accepted. */
async function inTurn(
  cases: readonly Case[],
  state: () => Promise<string>,
  surfaces: Partial<Record<Surface, Execute>>,
): Promise<SurfaceVerdicts[]> {
  const found = new Map<Surface, Verdict[]>();
  for (const verdict of ["refused", "accepted"] as const) {
    for (const [surface, execute] of Object.entries(surfaces) as [Surface, Execute][]) {
      const some = cases.filter((one) => one.surface === surface && one.expected.verdict === verdict);
      const before = verdict === "refused" ? await state() : "";
      const verdicts = await execute(some);
      const isSame = verdict === "accepted" || (await state()) === before;
      found.set(surface, [...(found.get(surface) ?? []), ...verdicts, ...(isSame ? [] : [changed(surface)])]);
    }
  }
  return [...found].map(([surface, verdicts]) => ({ surface, verdicts }));
}

function changed(surface: Surface): Verdict {
  return { caseId: `${surface} nothing changed`, verdict: "failed", expected: "the same as before", received: "something else" };
}

/** What must be refused is about a session that is there; what is accepted about one that is not, and so does nothing. */
function aboutSession(one: Case, session: string): Case {
  if (one.session === null || one.expected.verdict === "accepted") return one;
  return { ...one, sent: JSON.parse(JSON.stringify(one.sent).replaceAll(one.session, session)) as Case["sent"] };
}

async function newSession(server: Server): Promise<string> {
  const headers = { ...bearer(server), "content-type": "application/json" };
  const agents = membersOf((await call({ url: `${server.url}/api/v1/agents`, method: "GET", headers })).body)["items"];
  const agentType = Array.isArray(agents) ? membersOf(agents[0])["agentType"] : undefined;
  const made = await call({ url: `${server.url}/api/v1/sessions`, method: "POST", headers, body: JSON.stringify({ agentType }) });
  const { id } = membersOf(made.body);
  if (typeof id !== "string") throw new Error(`No session could be created: ${made.status}.`);
  return id;
}
