import { readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import type { Entry } from "../raft/entry.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { openLog } from "./log-file.ts";
import { crashImage } from "./testing/crash-image.ts";
import { plain, ScriptedLog } from "./testing/scripted-log.ts";
import { commands, openTestLog, persist } from "./testing/test-log.ts";

const ignore = { onPersisted: () => undefined, onFailure: () => undefined };

test("a folder without a log says so, also again when none was created", async () => {
  const folder = join(await temporaryFolder(), "new", "folder");
  for (let round = 0; round < 2; round += 1) {
    const { log, stored } = await openLog(folder, ignore);
    expect(stored).toEqual({ identity: null, hardState: { term: 0, vote: null }, base: { index: 0, term: 0 }, entries: [], notices: [] });
    await log.close();
  }
});

test("a log begins as it was created", async () => {
  const folder = await temporaryFolder();
  const first = await openLog(folder, ignore);
  await first.log.create({ cluster: "c ä", node: "n=1", base: { index: 70, term: 4 }, hardState: { term: 5, vote: "n2" } });
  await expect(first.log.create({ cluster: "c2", node: "n2" })).rejects.toThrow("A log can be created only in a folder");
  await first.log.close();
  const second = await openLog(folder, ignore);
  expect(second.stored).toEqual({
    identity: { cluster: "c ä", node: "n=1" },
    hardState: { term: 5, vote: "n2" },
    base: { index: 70, term: 4 },
    entries: [],
    notices: [],
  });
  await expect(second.log.create({ cluster: "c2", node: "n2" })).rejects.toThrow("A log can be created only in a folder");
  await second.log.close();
});

test("entries of all kinds come back as they were, whatever their size", async () => {
  const folder = await temporaryFolder();
  const { log } = await openTestLog(folder);
  const texts = [
    "",
    "{}",
    "ä€😀\u0000\u001f",
    "x".repeat(1_000_000),
    "y".repeat(4_000_000),
    ...Array.from({ length: 200 }, (_, n) => `${n}`),
  ];
  const entries: Entry[] = [
    { index: 1, term: 1, kind: "noop", payload: null },
    { index: 2, term: 1, kind: "membership", payload: [{ id: "n1", address: "a\ud800:1", role: "voter" }] },
    ...commands(3, 1, texts),
    { index: 3 + texts.length, term: 3, kind: "noop", payload: null },
  ];
  log.persist(persist(1, { hardState: { term: 3, vote: null }, entries }));
  await log.close();
  const again = await openTestLog(folder);
  expect(again.stored.entries).toEqual(entries);
  await again.log.close();
});

test("writes are reported in order, those that waited together at once, and all that was written is there after closing", async () => {
  const folder = await temporaryFolder();
  const { log, reports, failures } = await openTestLog(folder);
  const all = Array.from({ length: 1000 }, (_, n) => commands(n + 1, 1, [`${n}`])).flat();
  for (const entry of all) log.persist(persist(entry.index, { hardState: { term: 1, vote: "n1" }, entries: [entry] }));
  await log.close();
  expect(reports.at(-1)).toBe(1000);
  expect(reports).toEqual(reports.toSorted((one, other) => one - other));
  expect(reports.length).toBeLessThan(300);
  expect(failures).toEqual([]);
  const again = await openTestLog(folder);
  expect(again.stored.entries).toEqual(all);
  await again.log.close();
});

test("the log holds what the simulator's disk holds, after whatever writes, however it is closed", { timeout: 300_000 }, async () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    let folder = await temporaryFolder();
    let script = new ScriptedLog(seed);
    for (let round = 0; round < 4; round += 1) {
      const { log, stored, persisted } = await openTestLog(folder);
      expect(plain(stored), `seed ${seed}, round ${round}`).toEqual(plain(script.contents));
      script = new ScriptedLog(seed * 100 + round, script.contents);
      for (let step = 0; step < 60; step += 1) {
        const write = script.next();
        if (write.kind === "persist") log.persist(write);
        else log.compact(write.index, write.term);
        if (seed % 3 === 0 && step % 5 === 0) await persisted(script.lastId);
      }
      // The last one is reported, so that what came before is there, whether reported by itself or not.
      log.persist(persist(script.lastId + 1, {}));
      await persisted(script.lastId + 1);
      if (round % 2 === 0) folder = await crashImage(folder);
      await log.close();
    }
  }
});

test("a snapshot takes the place of the log, and what was compacted does not come back", async () => {
  const folder = await temporaryFolder();
  const { log, persisted } = await openTestLog(folder);
  const texts = Array.from({ length: 3000 }, (_, n) => `${n}`);
  log.persist(persist(1, { hardState: { term: 1, vote: null }, entries: commands(1, 1, texts) }));
  log.compact(2000, 1);
  log.compact(1500, 1);
  log.persist(persist(2, { snapshot: { index: 5000, term: 2, membership: [] }, hardState: { term: 2, vote: null } }));
  log.persist(persist(3, { entries: commands(5001, 2, ["after"]) }));
  await persisted(3);
  await log.close();
  const again = await openTestLog(folder);
  expect(again.stored).toMatchObject({ base: { index: 5000, term: 2 }, entries: commands(5001, 2, ["after"]) });
  await again.log.close();
});

test("compacted entries leave the file little by little, and the space is used again", async () => {
  const folder = await temporaryFolder();
  const { log, persisted } = await openTestLog(folder);
  log.persist(persist(1, { hardState: { term: 1, vote: null } }));
  const size = 300;
  for (let id = 2; id < 300; id += 1) {
    const first = (id - 2) * size + 1;
    log.persist(persist(id, { entries: commands(first, 1, new Array(size).fill("x".repeat(200))) }));
    if (id % 30 === 0) log.compact(first - 1, 1);
    await persisted(id);
  }
  await log.close();
  expect(readFileSync(join(folder, "raft.db")).length).toBeLessThan(8_000_000);
  const database = new Database(join(folder, "raft.db"), { readonly: true });
  expect(database.prepare("SELECT count(*) FROM entries").pluck().get()).toBeLessThan(12_000);
  database.close();
});

test.each([
  ["an entry that does not follow", { entries: commands(7, 1, ["x"]) }, "Entry 7 does not follow entry 2."],
  ["a truncation of what is compacted", { truncateFrom: 1 }, "Entry 1 is compacted, and cannot be truncated."],
])("%s is a failure, and nothing is reported afterwards", async (_, fields, message) => {
  const folder = await temporaryFolder();
  const { log, reports, failures, persisted } = await openTestLog(folder);
  log.persist(persist(1, { hardState: { term: 1, vote: null }, entries: commands(1, 1, ["a", "b"]) }));
  await persisted(1);
  // What is in one transaction with a failure is undone with it: the compaction is to be in one before.
  log.compact(1, 1);
  log.persist(persist(2, {}));
  await persisted(2);
  log.persist(persist(3, fields));
  log.persist(persist(4, { entries: commands(3, 1, ["c"]) }));
  await expect(persisted(4)).rejects.toThrow(message);
  await log.close();
  expect(reports).toEqual([1, 2]);
  expect(failures).toHaveLength(1);
  const again = await openTestLog(folder);
  expect(plain(again.stored).entries).toEqual(["2 1 command b"]);
  await again.log.close();
});

test("a write before the log was created is a failure", async () => {
  const failures: Error[] = [];
  const { log } = await openLog(await temporaryFolder(), { ...ignore, onFailure: (error) => failures.push(error) });
  log.persist(persist(1, {}));
  await log.close();
  expect(failures.map(({ message }) => message)).toEqual([expect.stringContaining("The log is not open.")]);
});
