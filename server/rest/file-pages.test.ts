import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { FilePage } from "../../generated/gateway/types.ts";
import { startTestGateway } from "../testing/test-gateway.ts";

const LONG = `${"folder-of-a-rather-long-name/".repeat(40)}file`;

/** A session with some files, and a way to list them by page. */
async function withFiles(paths: readonly string[]) {
  const gateway = await startTestGateway();
  const sessionId = await (await gateway.connect()).createSession();
  const workspace = join(gateway.dataDir, "sessions", sessionId, "workspace");
  for (const path of paths) {
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await writeFile(join(workspace, path), path);
  }
  const page = async (cursor: string | null, query = "") => {
    const url = `/api/v1/sessions/${sessionId}/files?limit=1${query}${cursor === null ? "" : `&cursor=${cursor}`}`;
    const response = await gateway.request("GET", url);
    expect(response.status).toBe(200);
    return (await response.json()) as FilePage;
  };
  return { workspace, page };
}

test("files are listed page by page, however long their paths are", async () => {
  const { page } = await withFiles([LONG, `${LONG}-2`, "a"]);
  const folder = `&path=${encodeURIComponent(dirname(LONG))}`;
  const first = await page(null, folder);
  const second = await page(first.nextCursor, folder);
  expect([...first.items, ...second.items].map(({ path }) => path)).toEqual([LONG, `${LONG}-2`]);
  expect(second.nextCursor).toBeNull();
});

test("a file that is removed between two pages makes none of the others be left out or come twice", async () => {
  const { page, workspace } = await withFiles(["a", "b", "c", "d"]);
  const first = await page(null);
  const second = await page(first.nextCursor);
  await rm(join(workspace, "b"));
  const third = await page(second.nextCursor);
  await writeFile(join(workspace, "bb"), "new");
  const fourth = await page(third.nextCursor);
  expect([first, second, third, fourth].map(({ items }) => items[0]?.path)).toEqual(["a", "b", "c", "d"]);
  expect(fourth.nextCursor).toBeNull();
});
