import { onTestFinished } from "vitest";
import { type ClientOptions, ConcordanceClient } from "../client.ts";

/** A client that is closed when the test is over. */
export function testClient(addresses: readonly string[], options: Partial<ClientOptions> = {}): ConcordanceClient {
  const client = new ConcordanceClient({ addresses, apiKey: "dev", timeoutMs: 5000, ...options });
  onTestFinished(() => client.close());
  return client;
}

/** For `expect.poll`: what takes so long hangs. */
export const PATIENTLY = { timeout: 100_000 } as const;
