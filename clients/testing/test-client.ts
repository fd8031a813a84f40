import { onTestFinished } from "vitest";
import { type ClientOptions, type ClientState, DiminuendoClient, type StateChange } from "../typescript/src/index.ts";

/** A client that loses no time between attempts and is closed with the test. It is not connected yet. */
export function testClient(url: string, options: Partial<ClientOptions> = {}): DiminuendoClient {
  const client = new DiminuendoClient({ url, reconnect: { minDelayMs: 1, maxDelayMs: 20 }, ...options });
  onTestFinished(() => client.close());
  return client;
}

/** The next time that a client comes into a state. */
export function nextState(client: DiminuendoClient, state: ClientState): Promise<StateChange> {
  return new Promise((resolve) => {
    const stop = client.on("state", (change) => {
      if (change.state !== state) return;
      stop();
      resolve(change);
    });
  });
}

/** A window for clients to hear of the network by, until the test ends. */
export function pretendWindow(): EventTarget {
  const page = new EventTarget();
  const names = ["addEventListener", "removeEventListener"] as const;
  for (const name of names) Object.assign(globalThis, { [name]: page[name].bind(page) });
  onTestFinished(() => {
    for (const name of names) Reflect.deleteProperty(globalThis, name);
  });
  return page;
}

/** Waits until something holds that no event tells of. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => {
      throw new Error("It was not rejected.");
    },
    (error: Error) => error,
  );
}

/** Everything that a loop yields. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const taken: Item[] = [];
  for await (const item of items) taken.push(item);
  return taken;
}
