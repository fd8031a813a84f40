import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { CLOSE_CODES } from "../../generated/concordance/close-codes.ts";
import { LIMITS } from "../../generated/concordance/limits.ts";
import { NodeProcess } from "../testing/node-process.ts";
import { rest } from "../testing/rest.ts";
import { Stream } from "../testing/stream.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

test("a subscriber that does not read is closed with a reason once its buffer is full, disturbs nobody, and resumes without loss", async () => {
  const node = await NodeProcess.start({ dataDir: join(await temporaryFolder(), "n1"), args: ["--bootstrap", "--log-level", "silent"] });
  onTestFinished(() => node.kill());
  const [sleeper, reader, writer] = await Promise.all([Stream.open(node.address), Stream.open(node.address), Stream.open(node.address)]);
  for (const stream of [sleeper, reader]) await stream.call("watch/subscribe", { namespace: "t" });
  sleeper.socket.pause();
  const value = "x".repeat(500_000);
  // The system itself takes a few megabytes for a reader that sleeps.
  const writes = Math.ceil((LIMITS.subscriberBufferBytes * 5) / value.length);
  for (let at = 0; at < writes; at += 1) await writer.result("kv/set", { namespace: "t", key: String(at), value });
  await reader.find(() => (reader.notifications.length === writes ? true : undefined));
  const metrics = await rest(node.address, "GET", "/metrics");
  expect(metrics.text).toMatch(/^concordance_subscriptions 1$/m);
  const resident = Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics.text)?.[1]);
  expect(resident).toBeLessThan(400 * 2 ** 20);
  sleeper.socket.resume();
  expect(await sleeper.close()).toMatchObject({ code: CLOSE_CODES.SLOW_CONSUMER, reason: expect.stringContaining("read") });
  const had = sleeper.notifications.length;
  expect(had).toBeLessThan(writes);
  const again = await Stream.open(node.address);
  const sinceRevision = sleeper.notifications.at(-1)?.params["revision"] ?? 0;
  await again.result("watch/subscribe", { namespace: "t", sinceRevision });
  await again.find(() => (again.notifications.length === writes - had ? true : undefined));
  const keys = [...sleeper.notifications, ...again.notifications].map(({ params }) => params["key"]);
  expect(keys).toEqual(Array.from({ length: writes }, (_, at) => String(at)));
  for (const stream of [reader, writer, again]) stream.end();
});
