import { percentile } from "../result.ts";
import type { Store } from "./store.ts";

/** 100 bytes. */
export const VALUE = "x".repeat(100);
/** Each client has so many keys of its own, so that the store neither grows nor has a hot spot. */
const KEYS_PER_CLIENT = 100;

export interface Rate {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Some clients that each do one operation after the other, for a while. Times in ms. */
export async function rate(clients: number, seconds: number, operation: (key: string) => Promise<unknown>): Promise<Rate> {
  const times: number[] = [];
  const began = performance.now();
  const end = began + seconds * 1000;
  const client = async (_: unknown, number: number): Promise<void> => {
    for (let count = 0; ; count += 1) {
      const start = performance.now();
      if (start >= end) return;
      await operation(`${number}-${count % KEYS_PER_CLIENT}`);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const perSecond = times.length / ((performance.now() - began) / 1000);
  return { perSecond, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

/** From the call of a put to its arrival at each watcher, one put at a time. Times in ms. */
export async function putToWatcher(store: Store, watchers: number, puts: number): Promise<{ p50: number; p99: number }> {
  const times: number[] = [];
  let start = 0;
  let missing = 0;
  let arrived = Promise.withResolvers<void>();
  const onChange = () => {
    times.push(performance.now() - start);
    missing -= 1;
    if (missing === 0) arrived.resolve();
  };
  for (let count = 0; count < watchers; count += 1) await store.watch(onChange);
  for (let count = 0; count < puts; count += 1) {
    arrived = Promise.withResolvers();
    missing = watchers;
    start = performance.now();
    await Promise.all([store.put(`w${count}`, VALUE), arrived.promise]);
  }
  await store.unwatch();
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}
