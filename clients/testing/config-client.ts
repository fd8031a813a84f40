import { onTestFinished } from "vitest";
import { ConfigClient, type ConfigClientOptions, type ConfigSubscription, type ConfigUpdate } from "../typescript/src/index.ts";

/** A client that loses no time between attempts and is closed with the test. */
export function testConfigClient(url: string, options: Partial<ConfigClientOptions> = {}): ConfigClient {
  const client = new ConfigClient({ url, reconnect: { minDelayMs: 1, maxDelayMs: 20 }, ...options });
  onTestFinished(() => client.close());
  return client;
}

/** The next so many updates of a subscription. */
export async function take(subscription: ConfigSubscription, count: number): Promise<ConfigUpdate[]> {
  const taken: ConfigUpdate[] = [];
  while (taken.length < count) {
    const { value, done } = await subscription.next();
    if (done) throw new Error(`The subscription ended after ${taken.length} updates.`);
    taken.push(value);
  }
  return taken;
}
