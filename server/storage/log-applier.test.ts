import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { segmentName } from "./layout.ts";
import { events, WriterStage } from "./testing/writer-stage.ts";

test("sections before one that cannot be read are taken in, each of them once", async () => {
  const stage = await WriterStage.set();
  const sessionId = await stage.session();
  await stage.write(0, [events(sessionId, 1)]);
  const next = await stage.write(1, [events(sessionId, 2)]);
  const path = join(stage.layout.journal, segmentName(1));
  await rm(path);
  expect(() => stage.applier.ingest(next)).toThrow("ENOENT");
  expect(stage.lastSeq(sessionId)).toBe(1);
  await stage.write(1, [events(sessionId, 2)]);
  stage.applier.ingest(next);
  expect(stage.lastSeq(sessionId)).toBe(2);
});

test("a part of the journal that cannot be removed is reported, and costs no session anything", async () => {
  const stage = await WriterStage.set();
  const [first, second] = [await stage.session(), await stage.session()];
  await stage.write(0, [events(first, 1), events(second, 1)]);
  stage.applier.ingest(await stage.write(1, [events(first, 2), events(second, 2)]));
  const path = join(stage.layout.journal, segmentName(0));
  await rm(path);
  // A folder is not removed in the place of a file.
  await mkdir(path);
  expect(stage.applier.applyAll()).toEqual([]);
  expect(stage.lastSeq(first)).toBe(2);
  expect(stage.lastSeq(second)).toBe(2);
  expect(stage.faults).toMatchObject([
    { sessionId: "", error: { message: expect.stringMatching(/^A part of the journal cannot be removed: /) } },
  ]);
});
