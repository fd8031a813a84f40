import { mkdir, readFile, realpath, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { RecordingOutput } from "../testing/recording-output.ts";
import { readTextFile, writeTextFile } from "./file-requests.ts";

const sessionId = "s";

async function workspace(): Promise<{ root: string; outside: string }> {
  const folder = await realpath(await temporaryFolder());
  const root = join(folder, "workspace");
  await mkdir(root);
  await writeFile(join(folder, "secret.txt"), "secret");
  return { root, outside: folder };
}

test.each([
  [{}, "a\nb\nc"],
  [{ line: 1 }, "a\nb\nc"],
  [{ line: 0 }, "a\nb\nc"],
  [{ line: 2 }, "b\nc"],
  [{ line: 3 }, "c"],
  [{ line: 4 }, ""],
  [{ limit: 1 }, "a\n"],
  [{ limit: 0 }, ""],
  [{ line: 2, limit: 1 }, "b\n"],
  [{ line: 2, limit: 5 }, "b\nc"],
  [{ line: null, limit: null }, "a\nb\nc"],
  [{ line: 4_000_000_000, limit: 4_000_000_000 }, ""],
])("of three lines, %j are %j", async (range, content) => {
  const { root } = await workspace();
  await writeFile(join(root, "f"), "a\nb\nc");
  expect(await readTextFile(root, { sessionId, path: join(root, "f"), ...range })).toEqual({ content });
});

test("a file read in pieces of any size is the whole file", async () => {
  const { root } = await workspace();
  const path = join(root, "f");
  await fc.assert(
    fc.asyncProperty(fc.array(fc.stringMatching(/^[a-z]{0,3}$/)), fc.integer({ min: 1, max: 5 }), async (lines, size) => {
      const text = lines.join("\n");
      await writeFile(path, text);
      let read = "";
      for (let line = 1; line <= lines.length; line += size)
        read += (await readTextFile(root, { sessionId, path, line, limit: size })).content;
      expect(read).toBe(text);
    }),
    { numRuns: 30 },
  );
});

test.each([
  ["a path that goes up", (root: string) => `${root}/../secret.txt`],
  ["a relative path that goes up", () => "../secret.txt"],
  ["an absolute path elsewhere", () => "/etc/passwd"],
  ["a link that leads out", (root: string) => `${root}/link`],
  ["a folder that is a link that leads out", (root: string) => `${root}/folder/secret.txt`],
  ["a path with NUL", (root: string) => `${root}/a\0b`],
])("%s can be neither read nor written", async (_, pathIn) => {
  const { root, outside } = await workspace();
  await symlink(join(outside, "secret.txt"), join(root, "link"));
  await symlink(outside, join(root, "folder"));
  const output = new RecordingOutput();
  const path = pathIn(root);
  await expect(readTextFile(root, { sessionId, path })).rejects.toMatchObject({ code: "PATH_OUTSIDE_WORKSPACE" });
  await expect(writeTextFile(root, { sessionId, path, content: "x" }, output)).rejects.toMatchObject({ code: "PATH_OUTSIDE_WORKSPACE" });
  expect(await readFile(join(outside, "secret.txt"), "utf8")).toBe("secret");
  expect(output.recorded).toEqual([]);
});

test("a file is written with its folders, and its new version is kept", async () => {
  const { root } = await workspace();
  const output = new RecordingOutput();
  await writeTextFile(root, { sessionId, path: join(root, "a/b/c.txt"), content: "new" }, output);
  expect(await readFile(join(root, "a/b/c.txt"), "utf8")).toBe("new");
  expect(output.recorded).toEqual([{ type: "wrote", path: "a/b/c.txt" }]);
});

test("a file can be written when no turn runs", async () => {
  const { root } = await workspace();
  await writeTextFile(root, { sessionId, path: join(root, "a"), content: "x" }, null);
  expect(await readFile(join(root, "a"), "utf8")).toBe("x");
});

test("what is not there, is too large, or is no text is refused with the reason", async () => {
  const { root } = await workspace();
  await writeFile(join(root, "binary"), Buffer.from([0, 255]));
  await writeFile(join(root, "large"), Buffer.alloc(LIMITS.fileBytes + 1, "x"));
  await writeFile(join(root, "largest"), Buffer.alloc(LIMITS.fileBytes, "x"));
  const read = (name: string) => readTextFile(root, { sessionId, path: join(root, name) });
  await expect(read("missing")).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
  await expect(read("large")).rejects.toMatchObject({ code: "FILE_TOO_LARGE" });
  await expect(read("binary")).rejects.toMatchObject({ code: -32602 });
  expect((await read("largest")).content).toHaveLength(LIMITS.fileBytes);
});
