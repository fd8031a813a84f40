import { expectTypeOf, test } from "vitest";
import { type BatchResult, type Change, ConcordanceClient, type Entry, type EntryPage, type Watch } from "./index.ts";

/** Never called: the compiler is what is tested. */
export async function wrongUses(client: ConcordanceClient, watch: Watch): Promise<void> {
  // @ts-expect-error: there is no such consistency
  await client.get("a", "k", { consistency: "eventual" });
  // @ts-expect-error: a value is needed
  await client.set("a", "k");
  // @ts-expect-error: a check needs a version
  await client.batch([{ op: "check", namespace: "a", key: "k" }]);
  // @ts-expect-error: which node a call goes to is the client's affair
  await client.call("kv/get", { namespace: "a", key: "k", forward: true });
  // @ts-expect-error: subscriptions belong to watches
  await client.call("watch/subscribe", { namespace: "a" });
  // @ts-expect-error: there is no such method
  await client.call("kv/rename", {});
  // @ts-expect-error: it is not for the caller to say how far a watch is
  watch.revision = 3;
}

test("results have the types of the spec", () => {
  const client = new ConcordanceClient({ addresses: ["127.0.0.1:1"], apiKey: "dev" });
  expectTypeOf(client.get).returns.resolves.toEqualTypeOf<Entry | null>();
  expectTypeOf(client.list).returns.resolves.toEqualTypeOf<EntryPage>();
  expectTypeOf(client.batch).returns.resolves.toEqualTypeOf<BatchResult>();
  expectTypeOf(client.call<"kv/batch">).returns.resolves.toEqualTypeOf<BatchResult>();
  expectTypeOf<Awaited<ReturnType<Watch["next"]>>>().toEqualTypeOf<IteratorResult<Change, undefined>>();
  // What is left out may be undefined, too.
  const cas: number | undefined = undefined;
  expectTypeOf(client.set).toBeCallableWith("a", "k", 1, { cas });
  client.close();
});
