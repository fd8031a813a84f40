import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { SnapshotMeta } from "../raft/entry.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { commandAt, remove, set } from "./testing/commands.ts";
import { openTestState, placeAt, type TestState } from "./testing/test-state.ts";

const writes = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => commandAt(from + at, set(`k${at % 9}`, `"${from + at}"`)));

async function stateAt(index: number, folder?: string): Promise<TestState> {
  const state = await openTestState(folder ?? (await temporaryFolder()));
  state.apply(...writes(1, index));
  await state.checkpoint();
  return state;
}

async function chunksOf(state: TestState, index: number, length = 5000): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  for (let offset = 0; ; offset += length) {
    const chunk = await state.file.readChunk(index, offset, length);
    if (chunk === null) throw new Error("The snapshot is not kept.");
    chunks.push(chunk.data);
    if (chunk.done) return chunks;
  }
}

async function receive(state: TestState, at: SnapshotMeta, chunks: readonly Buffer[]) {
  let offset = 0;
  let receipt = { nextOffset: 0, valid: false };
  for (const [index, data] of chunks.entries()) {
    receipt = await state.file.receiveChunk(at, offset, data, index === chunks.length - 1);
    offset += data.length;
  }
  return receipt;
}

test("a snapshot that is received and installed is the sender's state, and goes on as that", async () => {
  const sender = await stateAt(50);
  const folder = await temporaryFolder();
  const receiver = await stateAt(20, folder);
  receiver.apply(...writes(21, 30));
  const chunks = await chunksOf(sender, 50);
  expect(chunks.length).toBeGreaterThan(3);
  expect(await receive(receiver, placeAt(50), chunks)).toEqual({ nextOffset: Buffer.concat(chunks).length, valid: true });
  receiver.machine = await receiver.file.install(placeAt(50));
  receiver.index = 50;
  expect(receiver.machine.digest()).toBe(sender.machine.digest());
  for (const state of [sender, receiver]) {
    state.apply(...writes(51, 90));
    await state.checkpoint();
  }
  await receiver.close();
  const again = await openTestState(folder);
  expect(again.saved?.index).toBe(90);
  expect(again.machine.digest()).toBe(sender.machine.digest());
});

test("a node without a state takes one over", async () => {
  const sender = await stateAt(10);
  const receiver = await openTestState(await temporaryFolder());
  expect(await receive(receiver, placeAt(10), await chunksOf(sender, 10))).toMatchObject({ valid: true });
  expect((await receiver.file.install(placeAt(10))).digest()).toBe(sender.machine.digest());
});

test("a snapshot is of its index, whatever was recorded since", async () => {
  const sender = await stateAt(10);
  const digest = sender.machine.digest();
  sender.apply(...writes(11, 3000));
  const receiver = await openTestState(await temporaryFolder());
  await receive(receiver, placeAt(10), await chunksOf(sender, 10));
  expect((await receiver.file.install(placeAt(10))).digest()).toBe(digest);
});

test("a snapshot that somebody reads stays while checkpoints go on, until it is not to be kept", async () => {
  const folder = await temporaryFolder();
  const sender = await stateAt(10, folder);
  const first = await sender.file.readChunk(10, 0, 5000);
  sender.apply(...writes(11, 20));
  await sender.checkpoint();
  expect(await sender.file.readChunk(10, 0, 5000)).toEqual(first);
  sender.file.keep([10]);
  expect(await sender.file.readChunk(10, 0, 5000)).toEqual(first);
  await sender.file.readChunk(20, 0, 1);
  sender.file.keep([]);
  expect(await sender.file.readChunk(10, 0, 5000)).toBeNull();
  expect(await sender.file.readChunk(20, 0, 5000)).not.toBeNull();
  expect((await readdir(folder)).filter((name) => name.includes("snapshot"))).toEqual(["state-snapshot-20.db"]);
});

test.each([9, 11])("there is no snapshot of another index than a checkpoint's: %i", async (index) => {
  const sender = await stateAt(10);
  expect(await sender.file.readChunk(index, 0, 100)).toBeNull();
});

test("there is no snapshot before the first checkpoint", async () => {
  expect(await (await openTestState(await temporaryFolder())).file.readChunk(0, 0, 100)).toBeNull();
});

test("a read at the end and past it gives nothing, and is done", async () => {
  const sender = await stateAt(10);
  const size = Buffer.concat(await chunksOf(sender, 10)).length;
  for (const offset of [size, size + 1])
    expect(await sender.file.readChunk(10, offset, 100)).toEqual({ data: Buffer.alloc(0), done: true });
  expect(await sender.file.readChunk(10, size - 100, 100)).toMatchObject({ done: true });
  expect(await sender.file.readChunk(10, size - 101, 100)).toMatchObject({ done: false });
});

const flip = (chunks: Buffer[], place: number | string) => {
  const whole = Buffer.concat(chunks);
  const at = typeof place === "number" ? place : whole.indexOf(place);
  expect(at).toBeGreaterThanOrEqual(0);
  whole[at] = (whole[at] ?? 0) ^ 1;
  return [whole];
};

test.each<[string, (chunks: Buffer[]) => Buffer[], SnapshotMeta]>([
  ["a byte of a record is another", (chunks) => flip(chunks, '47"'), placeAt(50)],
  ["its beginning is no database", (chunks) => flip(chunks, 0), placeAt(50)],
  ["its last piece is missing", (chunks) => chunks.slice(0, -1), placeAt(50)],
  ["there is something behind it", (chunks) => [...chunks, Buffer.from("more")], placeAt(50)],
  ["it is nothing", () => [Buffer.alloc(0)], placeAt(50)],
  ["it is of another index", (chunks) => chunks, placeAt(51)],
  ["it is of another term", (chunks) => chunks, placeAt(50, 4)],
  ["it is of other members", (chunks) => chunks, { ...placeAt(50), membership: [] }],
])("a snapshot is not valid when %s", async (_, spoil, at) => {
  const sender = await stateAt(50);
  const folder = await temporaryFolder();
  const receiver = await stateAt(20, folder);
  const chunks = await chunksOf(sender, 50);
  expect(await receive(receiver, at, spoil(chunks))).toEqual({ nextOffset: 0, valid: false });
  await expect(receiver.file.install(at)).rejects.toThrow("was not received");
  expect((await readdir(folder)).filter((name) => name.includes("rece"))).toEqual([]);
});

test("a snapshot that was spoilt can be sent anew", async () => {
  const sender = await stateAt(50);
  const receiver = await stateAt(20);
  const chunks = await chunksOf(sender, 50);
  await receive(receiver, placeAt(50), flip(chunks, 0));
  expect(await receive(receiver, placeAt(50), chunks)).toMatchObject({ valid: true });
  expect((await receiver.file.install(placeAt(50))).digest()).toBe(sender.machine.digest());
  expect(receiver.failures).toEqual([]);
});

test("a piece that is not the next one, or of another snapshot, spoils it", async () => {
  const sender = await stateAt(50);
  const receiver = await stateAt(20);
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = await chunksOf(sender, 50);
  const begin = () => receiver.file.receiveChunk(placeAt(50), 0, first, false);
  for (const [at, offset] of [
    [placeAt(50), first.length + 1],
    [placeAt(50), first.length - 1],
    [placeAt(51), first.length],
  ] as const) {
    expect(await begin()).toEqual({ nextOffset: first.length, valid: true });
    expect(await receiver.file.receiveChunk(at, offset, second, false)).toEqual({ nextOffset: 0, valid: false });
  }
  expect(await receiver.file.receiveChunk(placeAt(50), first.length, second, false)).toEqual({ nextOffset: 0, valid: false });
});

test("two nodes that applied the same log write the same snapshots and backups, to the byte, however often they took checkpoints", async () => {
  const log = [
    ...writes(1, 300),
    commandAt(300, set("expiring", "1", { expiresAt: 301 })),
    commandAt(302, remove("k1")),
    ...writes(303, 400),
  ];
  const often = await openTestState(await temporaryFolder());
  const once = await openTestState(await temporaryFolder());
  const folder = await temporaryFolder();
  let restarted = await openTestState(folder);
  for (const [at, command] of log.entries()) {
    often.apply(command);
    once.apply(command);
    restarted.apply(command);
    if (at % 50 === 7) await often.checkpoint();
    if (at !== 200) continue;
    await restarted.checkpoint();
    await restarted.close();
    restarted = await openTestState(folder);
  }
  const backups: Buffer[] = [];
  for (const state of [often, once, restarted]) backups.push(await readFile((await state.file.backup(() => placeAt(log.length))).file));
  for (const state of [often, once, restarted]) await state.checkpoint();
  for (const state of [often, once, restarted]) backups.push(Buffer.concat(await chunksOf(state, log.length)));
  expect(backups.map((backup) => backup.equals(backups[0] as Buffer))).toEqual(Array(6).fill(true));
});

test("a backup has everything, also what no checkpoint has, and leaves checkpoints as they are", async () => {
  const folder = await temporaryFolder();
  const state = await stateAt(10, folder);
  state.apply(...writes(11, 20));
  const { file, remove } = await state.file.backup(() => placeAt(20));
  const other = await temporaryFolder();
  await writeFile(join(other, "state.db"), await readFile(file));
  const copy = await openTestState(other);
  expect(copy.saved).toEqual(placeAt(20));
  expect(copy.machine.digest()).toBe(state.machine.digest());
  await remove();
  await remove();
  expect(await readdir(folder)).not.toContain("state-backup-1.db");
  state.apply(...writes(21, 30));
  await state.close();
  expect((await openTestState(folder)).saved).toEqual(placeAt(10));
});

test("a backup that is asked for while a snapshot is installed is of that snapshot", async () => {
  const sender = await stateAt(50);
  const receiver = await stateAt(20);
  await receive(receiver, placeAt(50), await chunksOf(sender, 50));
  const installed = receiver.file.install(placeAt(50)).then((machine) => {
    receiver.machine = machine;
    receiver.index = 50;
  });
  const backup = receiver.file.backup(() => receiver.here());
  await installed;
  const expected = await sender.file.backup(() => placeAt(50));
  expect((await readFile((await backup).file)).equals(await readFile(expected.file))).toBe(true);
});
