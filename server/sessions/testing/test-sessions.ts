import { onTestFinished } from "vitest";
import type { DurableEvent } from "../../../generated/gateway/types.ts";
import { ScriptedAgents } from "../../agents/testing/scripted-agents.ts";
import { openTestStorage, storedEvents, type TestStorage } from "../../storage/testing/test-storage.ts";
import { SessionDirectory } from "../session-directory.ts";
import type { SessionRuntime, TurnAcceptance } from "../session-runtime.ts";
import type { TurnCredits } from "../turn-charges.ts";

const FREE: TurnCredits = { reserve: async () => null, spent: () => "0", settle: async () => undefined };

export interface TestSessions extends TestStorage {
  agents: ScriptedAgents;
  directory: SessionDirectory;
  /** A session of the agent `scripted`. */
  session: SessionRuntime;
  /** Accepts a turn of a user; it has not begun yet. */
  accept(userId?: string, whenBusy?: "reject" | "queue" | "interrupt"): Promise<TurnAcceptance>;
  /** Everything that stands in the session's log. */
  events(): Promise<DurableEvent[]>;
  /** The log in short: the types of its events, and the states that the session moved to. */
  story(): Promise<string[]>;
}

/** Sessions on real files, without a gateway around them. */
export async function openTestSessions(): Promise<TestSessions> {
  const stored = await openTestStorage();
  const agents = new ScriptedAgents();
  const directory = new SessionDirectory({
    storage: stored.storage,
    log: stored.log,
    catalogue: agents.catalogue,
    creditsFor: () => FREE,
    releaseCredits: async () => undefined,
    isWatched: () => true,
    now: Date.now,
    onTurn: () => () => undefined,
    note: () => undefined,
  });
  const session = await directory.create("acme", {
    agentType: "scripted",
    name: "Test",
    projectId: null,
    metadata: {},
    cwd: null,
    createdBy: "ada",
  });
  onTestFinished(() => session.close("shutdown"));
  const events = async () => {
    await session.log.committed(session.log.lastSeq);
    return (await storedEvents(stored.storage, session.record.id)) as unknown as DurableEvent[];
  };
  return {
    ...stored,
    agents,
    directory,
    session,
    accept: (userId = "ada", whenBusy = "reject") =>
      session.accept({ type: "run_turn", sessionId: session.record.id, text: "go", whenBusy }, userId),
    events,
    story: async () => (await events()).map((event) => (event.type === "session_state" ? event.status : event.type)),
  };
}
