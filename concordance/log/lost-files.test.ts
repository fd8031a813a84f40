import { copyFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { openLog } from "./log-file.ts";
import { LogFolder } from "./log-folder.ts";
import { MarkFile } from "./mark.ts";
import { createLog } from "./opening.ts";
import { RaftDb } from "./raft-db.ts";
import { copyLog, crashImage } from "./testing/crash-image.ts";
import { bytesOf, readFolder, refusalOf } from "./testing/read-folder.ts";
import { commands, openTestLog, persist } from "./testing/test-log.ts";

const ignore = { onPersisted: () => undefined, onFailure: () => undefined };

/** A log as it was in the middle of three generations, one after the other, with one more entry each time. */
const templates: string[] = [];

let third: string;
let fourth: string;
let fifth: string;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "concordance-"));
  for (let id = 1; id <= 3; id += 1) {
    const { log, persisted } = await openTestLog(folder);
    log.persist(persist(id, { hardState: { term: id, vote: null }, entries: commands(id, id, [`${id}`]) }));
    await persisted(id);
    const template = await mkdtemp(join(tmpdir(), "concordance-"));
    templates.push(template);
    await copyLog(folder, template);
    await log.close();
  }
  templates.push(folder);
});

afterAll(async () => {
  for (const folder of templates) await rm(folder, { recursive: true });
});

beforeEach(async () => {
  [third = "", fourth = "", fifth = ""] = await Promise.all(templates.slice(0, 3).map(crashImage));
});

function replace(file: string, from: string): void {
  copyFileSync(join(from, file), join(fifth, file));
}

test("a write-ahead log that is gone, or empty, is missed", async () => {
  expect(readFolder(fifth)).toMatchObject({ entries: ["1 1 command 1", "2 2 command 2", "3 3 command 3"] });
  rmSync(join(fifth, "raft.db-wal"));
  const before = bytesOf(fifth);
  expect(refusalOf(fifth)).toMatch(
    /^missing: raft\.db-wal is missing, although raft\.db needs it: that is of generation \d, and raft\.mark of \d\./,
  );
  expect(bytesOf(fifth)).toEqual(before);
  writeFileSync(join(fifth, "raft.db-wal"), "");
  expect(refusalOf(fifth)).toMatch(/^missing: raft\.db-wal is empty, although raft\.db needs it/);
});

test.each([
  ["raft.db-wal", "fourth", /^damaged: raft\.db and raft\.db-wal do not belong together/],
  ["raft.db-wal", "third", /^damaged: raft\.db and raft\.db-wal do not belong together/],
  ["raft.db", "fourth", /^damaged: raft\.db and raft\.db-wal do not belong together/],
  ["raft.db", "third", /^damaged: raft\.db and raft\.db-wal do not belong together/],
  ["raft.mark", "fourth", /^damaged: raft\.db-wal is not the one that raft\.mark knows/],
  ["raft.mark", "third", /^damaged: raft\.db-wal is not the one that raft\.mark knows/],
])("a %s of the %s generation among files of the fifth is noticed", (file, generation, refusal) => {
  replace(file, generation === "third" ? third : fourth);
  expect(refusalOf(fifth)).toMatch(refusal);
});

test("a copy of all files of one moment is a log as it was at that moment", async () => {
  const { log, stored } = await openTestLog(third);
  expect(stored.entries).toEqual(commands(1, 1, ["1"]));
  await log.close();
});

test.each([
  [["raft.db"], "missing: raft.db is missing, although raft.mark is there."],
  [["raft.db", "raft.db-wal"], "missing: raft.db is missing, although raft.mark is there."],
  [["raft.mark"], "missing: raft.mark is missing, although raft.db is there."],
  [["raft.mark", "raft.db"], "missing: raft.db and raft.mark are missing, although raft.db-wal is there."],
])("without %s the log is refused", async (files, message) => {
  for (const file of files) rmSync(join(fifth, file));
  expect(refusalOf(fifth)).toMatch(message);
});

test("a state without a log is refused, unless the log was announced before the state was made", async () => {
  const lost = await temporaryFolder();
  writeFileSync(join(lost, "state.db"), "state");
  await expect(openLog(lost, ignore)).rejects.toThrow("raft.db and raft.mark are missing, although state.db is there.");
  expect(existsSync(join(lost, "raft.mark"))).toBe(false);

  const announced = await temporaryFolder();
  const first = await openLog(announced, ignore);
  writeFileSync(join(announced, "state.db"), "state");
  await first.log.close();
  const second = await openLog(announced, ignore);
  expect(second.stored.identity).toBeNull();
  await second.log.create({ cluster: "c", node: "n" });
  await second.log.close();
});

test("a creation that was interrupted anywhere leaves a folder that is new", async () => {
  const folder = await temporaryFolder();
  expect(readFolder(folder)).toBeNull();
  const announced = await crashImage(folder);
  createLog(new LogFolder(folder), { cluster: "c", node: "n" }).close(true);
  for (const files of [["raft.db"], ["raft.db", "raft.db-journal"], ["raft.db", "raft.db-wal"], []]) {
    for (const file of files) writeFileSync(join(announced, file), readFileSync(join(folder, "raft.db")).subarray(0, 5000));
    const { log, stored } = await openLog(announced, ignore);
    expect(stored.identity).toBeNull();
    expect(files.filter((file) => existsSync(join(announced, file)))).toEqual([]);
    await log.close();
  }
  // Of the mark there is nothing yet.
  truncateSync(join(announced, "raft.mark"));
  expect(readFolder(announced)).toBeNull();
});

test("whichever write of the mark is the last thing that happened, the log is whole", async () => {
  const folder = new LogFolder(await temporaryFolder());
  readFolder(folder.path);
  /** The folder before and after every one of them. */
  const moments: Record<string, string>[] = [];
  const mark = new MarkFile(folder.of("mark"), "r+");
  const write = mark.write.bind(mark);
  mark.write = (value) => {
    moments.push(bytesOf(folder.path));
    write(value);
    moments.push(bytesOf(folder.path));
  };
  const identity = { cluster: "c", node: "n" };
  const database = RaftDb.create(folder, mark, { identity, hardState: { term: 1, vote: null }, base: { index: 0, term: 0 } });
  for (let id = 1; id <= 3; id += 1) {
    database.write([["persist", id, null, null, null, id, [1, 1, [`${id}`]]]]);
    moments.length = 0;
    database.checkpoint();
    expect(moments).toHaveLength(4);
    for (const files of moments) {
      const image = await temporaryFolder();
      for (const [name, bytes] of Object.entries(files)) writeFileSync(join(image, name), Buffer.from(bytes, "base64"));
      expect(readFolder(image)?.entries).toHaveLength(id);
      const { log, persisted } = await openTestLog(image);
      log.persist(persist(1, { entries: commands(id + 1, 1, ["more"]) }));
      await persisted(1);
      const next = await crashImage(image);
      await log.close();
      expect(readFolder(next)?.entries).toHaveLength(id + 1);
    }
  }
  database.close(true);
});
