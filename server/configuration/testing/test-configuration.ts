import { onTestFinished } from "vitest";
import type { Role } from "../../../generated/gateway/types.ts";
import { Membership } from "../../members/membership.ts";
import { createLogger } from "../../observability/logger.ts";
import type { SessionFinder } from "../../pipeline/authorize.ts";
import { sessionNotFound } from "../../sessions/session-directory.ts";
import type { SessionRuntime } from "../../sessions/session-runtime.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import type { ConfigCaller } from "../config-caller.ts";
import { ConfigStore } from "../config-store.ts";
import { ConfigurationService } from "../configuration-service.ts";

export interface Update {
  readonly scope: string;
  readonly key: string;
  readonly value: unknown;
  readonly version: number;
  readonly revision: number;
  readonly op: string;
  readonly updatedBy: string;
}

/** A caller that keeps the updates that it is sent. */
export interface TestCaller extends ConfigCaller {
  readonly updates: Update[];
}

export interface TestConfiguration {
  readonly store: ConfigStore;
  readonly service: ConfigurationService;
  /** What was noted that no client is told of. */
  readonly notes: string[];
}

/** What no session of a test is called. */
const NO_SESSION = "00000000-0000-4000-8000-000000000000";

/** Every session exists but one: whether a session does is not this service's affair. */
const sessions: SessionFinder = {
  async find(_tenantId, sessionId) {
    if (sessionId === NO_SESSION) throw sessionNotFound(sessionId);
    return {} as SessionRuntime;
  },
};

/** The configuration of one gateway, which ends with the test. @param addresses of the store; its own without them */
export async function testConfiguration(addresses?: readonly string[], now = Date.now): Promise<TestConfiguration> {
  const notes: string[] = [];
  const concordance = addresses === undefined ? null : { addresses, apiKey: "dev" };
  const store = new ConfigStore({ config: { concordance, dataDir: await temporaryFolder() }, now, log: createLogger("silent") });
  onTestFinished(() => store.close());
  return {
    store,
    notes,
    service: new ConfigurationService({ store, sessions, note: (...note) => notes.push(note.slice(0, 3).join(" ")) }),
  };
}

export function testCaller(userId = "ada", tenantId = "acme", role: Role = "owner"): TestCaller {
  const updates: Update[] = [];
  return {
    membership: new Membership(userId, tenantId, `${userId}@example.com`, role),
    subscriber: { notify: (notification) => void updates.push((JSON.parse(notification) as { params: Update }).params) },
    updates,
  };
}

/** What a call is refused with. @throws Error when it is not refused */
export async function refusal(call: Promise<unknown>): Promise<{ code: string; facts: Record<string, unknown> }> {
  const result = await call.then(
    () => undefined,
    (error: unknown) => error as { code: string; facts: Record<string, unknown> },
  );
  if (result === undefined) throw new Error("The call was not refused.");
  return result;
}
