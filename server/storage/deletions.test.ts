import { existsSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { segmentName } from "./layout.ts";
import { deletion, events, TENANT, WriterStage } from "./testing/writer-stage.ts";

/** How long something may take that happens behind everyone's back, on a machine that is busy. */
const SOON = { timeout: 15_000 };

/** A segment that an earlier process left behind. */
const LEFT = 50;

test("a deleted session whose folder cannot be removed is gone at once, and costs no other session anything", async () => {
  const stage = await WriterStage.set();
  const { layout } = stage;
  const [deleted, other] = [await stage.session(), await stage.session()];
  stage.refused = () => true;
  stage.applier.ingest(await stage.write(0, [events(deleted, 1), deletion(deleted), events(other, 1), events(other, 2)]));
  expect(stage.applier.applyAll()).toEqual([]);
  expect(stage.lastSeq(other)).toBe(2);
  expect(stage.registered()).toEqual([other]);
  expect(stage.lastSeq(deleted)).toBeUndefined();
  expect(() => stage.applier.apply(deleted)).not.toThrow();
  expect(existsSync(layout.session(deleted))).toBe(false);
  await expect.poll(() => stage.faults, SOON).toHaveLength(1);
  expect(stage.faults).toMatchObject([
    { sessionId: deleted, tenantId: TENANT, error: { failure: "failed", message: expect.stringContaining("EACCES: permission denied") } },
  ]);
});

test("what could not be removed is tried again, reported once, and gone as soon as it can be", async () => {
  const stage = await WriterStage.set();
  const { layout } = stage;
  const deleted = await stage.session();
  await stage.write(LEFT, [deletion(deleted)]);
  stage.refused = () => true;
  stage.restart();
  await expect.poll(() => stage.attempts, SOON).toBeGreaterThan(3);
  expect(stage.faults).toHaveLength(1);
  expect(await readdir(layout.trash)).toEqual([`${deleted}.${TENANT}`]);
  stage.refused = undefined;
  await expect.poll(() => readdir(layout.trash), SOON).toEqual([]);
  expect(stage.faults).toHaveLength(1);
});

test("the next process goes on with it, without the journal, and reports it again", async () => {
  const stage = await WriterStage.set();
  const { layout } = stage;
  const [deleted, other] = [await stage.session(), await stage.session()];
  await stage.write(LEFT, [deletion(deleted), events(other, 1)]);
  stage.refused = () => true;
  stage.restart();
  await expect.poll(() => stage.faults, SOON).toHaveLength(1);
  expect(await readdir(layout.journal)).toEqual([]);
  expect(stage.restart()).toMatchObject({ faults: [] });
  await expect.poll(() => stage.faults, SOON).toMatchObject([{ sessionId: deleted, tenantId: TENANT }]);
  expect(stage.registered()).toEqual([other]);
  stage.refused = undefined;
  stage.restart();
  await expect.poll(() => readdir(layout.trash), SOON).toEqual([]);
  expect(stage.lastSeq(other)).toBe(1);
});

test("one that cannot be removed holds up no other", async () => {
  const stage = await WriterStage.set();
  const { layout } = stage;
  const [stuck, other] = [await stage.session(), await stage.session()];
  await stage.write(LEFT, [deletion(stuck), deletion(other)]);
  stage.refused = (path) => path.includes(stuck);
  stage.restart();
  await expect.poll(() => readdir(layout.trash), SOON).toEqual([`${stuck}.${TENANT}`]);
  expect(stage.registered()).toEqual([]);
});

test("a folder that cannot be moved into the trash is removed where it is, and the journal remembers it until then", async () => {
  const stage = await WriterStage.set();
  const { layout } = stage;
  const [deleted, other] = [await stage.session(), await stage.session()];
  await stage.write(LEFT, [deletion(deleted), events(other, 1)]);
  await writeFile(layout.trash, "no folder");
  stage.refused = () => true;
  stage.restart();
  await expect.poll(() => stage.faults, SOON).toContainEqual(expect.objectContaining({ sessionId: deleted }));
  expect(stage.registered()).toEqual([other]);
  expect(stage.lastSeq(other)).toBe(1);
  expect(await readdir(layout.journal)).toEqual([segmentName(LEFT)]);
  await rm(layout.trash);
  stage.refused = undefined;
  stage.restart();
  await expect.poll(() => existsSync(layout.session(deleted)), SOON).toBe(false);
  await expect.poll(() => readdir(layout.journal), SOON).toEqual([]);
  expect(stage.registered()).toEqual([other]);
});

test("a session that never had a folder leaves nothing behind", async () => {
  const stage = await WriterStage.set();
  const { layout } = stage;
  const deleted = await stage.session();
  await rm(layout.session(deleted), { recursive: true });
  await stage.write(LEFT, [deletion(deleted)]);
  expect(stage.restart()).toMatchObject({ faults: [] });
  await expect.poll(() => readdir(layout.trash), SOON).toEqual([]);
  expect(stage.registered()).toEqual([]);
  expect(stage.faults).toEqual([]);
});

test("what else lies in the trash is left alone", async () => {
  const stage = await WriterStage.set();
  const { layout } = stage;
  await mkdir(join(layout.trash, "notes"), { recursive: true });
  stage.restart();
  const deleted = await stage.session();
  await stage.write(LEFT, [deletion(deleted)]);
  stage.restart();
  await expect.poll(() => readdir(layout.trash), SOON).toEqual(["notes"]);
  expect(stage.faults).toEqual([]);
});
