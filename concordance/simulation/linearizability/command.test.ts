import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const COMMAND = fileURLToPath(new URL("../../../scripts/check-linearizable.ts", import.meta.url));
const ETCD = fileURLToPath(new URL("testdata/etcd/", import.meta.url));
const GOOD_LOG = join(ETCD, "etcd_002.log");
const BAD_LOG = join(ETCD, "etcd_000.log");

const set = { process: 1, op: "set", namespace: "n", key: "k", arguments: { value: "a" }, result: { version: 1 }, start: 1, end: 2 };
const stale = { process: 2, op: "get", namespace: "n", key: "k", result: { error: "NOT_FOUND" }, start: 3, end: 4 };

/** Writes a file that is gone after the test. */
async function file(...lines: (string | object)[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "history-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "history.jsonl");
  await writeFile(path, lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"));
  return path;
}

function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [COMMAND, ...args], (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

test("histories that are linearizable end with 0, whatever their format", async () => {
  const path = await file(set);
  expect(await run(GOOD_LOG, path)).toEqual({
    code: 0,
    stdout: `${GOOD_LOG}: linearizable (77 operations)\n${path}: linearizable (1 operations)\n`,
    stderr: "",
  });
});

test("one that is not ends with 1 and says where it is stuck, and the others are checked all the same", async () => {
  const path = await file(set, stale);
  const { code, stdout } = await run(path, await file("nonsense"), BAD_LOG, GOOD_LOG);
  expect(code).toBe(1);
  expect(stdout).toContain(`${path}: not linearizable (2 operations)\n  n/k: at most 1 of 2 completed operations`);
  expect(stdout).toContain("process 2 [3, 4]: get n/k → NOT_FOUND");
  expect(stdout).toContain(`${BAD_LOG}: not linearizable`);
  expect(stdout).toContain(`${GOOD_LOG}: linearizable`);
});

test.each<[what: string, lines: (string | object)[], why: string]>([
  ["no history", ["nonsense"], "neither JSON lines nor a log of Jepsen's"],
  ["an empty file", [], "It holds no operations."],
  ["a bad line", [set, { ...set, end: 0 }], "Line 2: it ends before it starts."],
])("%s ends with 2 and the reason", async (_what, lines, why) => {
  const { code, stderr } = await run(await file(...lines), GOOD_LOG);
  expect({ code, isExplained: stderr.includes(why) }).toEqual({ code: 2, isExplained: true });
});

test.each<[what: string, args: string[]]>([
  ["no file", []],
  ["an option that does not exist", ["--fast", GOOD_LOG]],
  ["no time", ["--seconds", "0", GOOD_LOG]],
  ["a file that is not there", [join(ETCD, "etcd_999.log")]],
])("%s ends with 2", async (_what, args) => {
  expect((await run(...args)).code).toBe(2);
});

test("a history that cannot be decided in time ends with 3", async () => {
  const writes = Array.from({ length: 24 }, (_, n) => ({
    ...set,
    process: n,
    arguments: { value: n },
    result: { version: n + 2 },
    start: 1,
    end: 2,
  }));
  const slow = Array.from({ length: 40 }, (_, n) => ({ ...set, process: 100 + n, key: `k${n}`, op: "set" }));
  const batches = slow.map(({ key }, n) => ({
    ...set,
    process: 200 + n,
    op: "batch",
    arguments: {
      operations: [
        { op: "check", namespace: "n", key, cas: 1 },
        { op: "check", namespace: "n", key: "k", cas: 0 },
      ],
    },
    result: { results: [{}, {}] },
  }));
  const { code, stdout } = await run("--seconds", "0.000001", await file(...writes, ...slow, ...batches));
  expect(stdout).toContain("undecided");
  expect(code).toBe(3);
});
