import { createHash } from "node:crypto";
import { chmod, lstat, mkdir, open, readdir, readFile, rename, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { LIMITS } from "../../generated/gateway/limits.ts";
import type { GatewayError } from "../pipeline/gateway-error.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { fileContents, listFolder, readWorkspaceFile, writeWorkspaceFile } from "./workspace.ts";

const NOT_FOUND = expect.objectContaining({ code: "FILE_NOT_FOUND" });
const OUTSIDE = expect.objectContaining({ code: "PATH_OUTSIDE_WORKSPACE" });
const TOO_LARGE = expect.objectContaining({ code: "FILE_TOO_LARGE" });

async function sparse(path: string, bytes: number): Promise<void> {
  await (await open(path, "w")).close();
  await truncate(path, bytes);
}

const paths = async (workspace: string, path: string, depth: number, limit = 100) =>
  (await listFolder(workspace, path, depth, limit)).map((entry) => entry.path);

test("a folder is listed by path, as deep as was asked for, and links are listed as links", async () => {
  const workspace = await temporaryFolder();
  await mkdir(join(workspace, "b", "c", "d"), { recursive: true });
  await writeFile(join(workspace, "b", "c", "file"), "four");
  await writeFile(join(workspace, "a"), "");
  await symlink("/etc", join(workspace, "link"));
  expect(await paths(workspace, "", 1)).toEqual(["a", "b", "link"]);
  expect(await paths(workspace, "", 2)).toEqual(["a", "b", "b/c", "link"]);
  expect(await paths(workspace, "./b/", 10)).toEqual(["b/c", "b/c/d", "b/c/file"]);
  const entries = await listFolder(workspace, "", 3, 100);
  expect(entries.map(({ type, size }) => [type, type === "link" ? 0 : size])).toEqual([
    ["file", 0],
    ["directory", 0],
    ["directory", 0],
    ["directory", 0],
    ["file", 4],
    ["link", 0],
  ]);
  for (const { modifiedAt } of entries) expect(modifiedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test("a listing holds as many entries as it may, and not one more", async () => {
  const workspace = await temporaryFolder();
  for (let count = 0; count < 12; count++) await writeFile(join(workspace, `file-${String(count).padStart(2, "0")}`), "");
  expect(await paths(workspace, "", 1, 12)).toHaveLength(12);
  expect(await paths(workspace, "", 1, 11)).toEqual((await paths(workspace, "", 1)).slice(0, 11));
});

test("a workspace that no agent has worked in is empty; any other folder that is not there is not found", async () => {
  const folder = await temporaryFolder();
  expect(await paths(join(folder, "nothing"), "", 1)).toEqual([]);
  await expect(listFolder(join(folder, "nothing"), "a", 1, 10)).rejects.toThrow(NOT_FOUND);
  await writeFile(join(folder, "file"), "");
  await expect(listFolder(folder, "file", 1, 10)).rejects.toThrow(NOT_FOUND);
  await symlink("/etc", join(folder, "out"));
  await expect(listFolder(folder, "out", 1, 10)).rejects.toThrow(OUTSIDE);
});

test("while folders are swapped for links again and again, nothing of another place is ever listed", async () => {
  const folder = await temporaryFolder();
  const [workspace, secrets] = [join(folder, "workspace"), join(folder, "secrets")];
  for (const path of [secrets, join(secrets, "inner"), join(workspace, "outer", "inner")]) await mkdir(path, { recursive: true });
  await writeFile(join(secrets, "inner", "secret"), "");
  await writeFile(join(workspace, "outer", "inner", "mine"), "");
  await symlink(secrets, join(workspace, "swap"));
  let swapping = true;
  const swaps = (async () => {
    while (swapping) {
      await rename(join(workspace, "outer"), join(workspace, "aside"));
      await rename(join(workspace, "swap"), join(workspace, "outer"));
      await setImmediate();
      await rename(join(workspace, "outer"), join(workspace, "swap"));
      await rename(join(workspace, "aside"), join(workspace, "outer"));
      await setImmediate();
    }
  })();
  const seen = new Set<string>();
  const note = (entries: string[]) => {
    for (const path of entries) seen.add(path);
  };
  for (let count = 0; count < 1000; count++) {
    note(await paths(workspace, "", 3));
    note(await paths(workspace, "outer/inner", 1).catch((error: GatewayError) => [error.code]));
  }
  swapping = false;
  await swaps;
  expect([...seen].filter((path) => path.includes("secret"))).toEqual([]);
  expect([...seen].filter((path) => path.includes("mine"))).not.toEqual([]);
});

test.each([
  ["words", Buffer.from("hello"), "utf8"],
  ["nothing", Buffer.alloc(0), "utf8"],
  ["a byte order mark", Buffer.from([0xef, 0xbb, 0xbf, 0x61]), "utf8"],
  ["line ends of both kinds", Buffer.from("a\r\nb\nc\r"), "utf8"],
  ["a replacement character", Buffer.from("\ufffd"), "utf8"],
  ["what JSON escapes", Buffer.from('"\\\u0001\u2028\u007f'), "utf8"],
  ["NUL", Buffer.from("a\0b"), "base64"],
  ["bytes that are not UTF-8", Buffer.from([0x61, 0xff, 0x62]), "base64"],
  ["a surrogate in UTF-8", Buffer.from([0xed, 0xa0, 0x80]), "base64"],
  ["a sequence that is cut off", Buffer.from([0x61, 0xe2, 0x82]), "base64"],
])("a file of %s is sent byte for byte, as %s would be", async (_name, bytes, encoding) => {
  const workspace = await temporaryFolder();
  await writeFile(join(workspace, "file"), bytes);
  const contents = await readWorkspaceFile(workspace, "file");
  expect(contents).toMatchObject({ path: "file", encoding, size: bytes.length, hash: createHash("sha256").update(bytes).digest("hex") });
  expect(Buffer.from(contents.content, contents.encoding)).toEqual(bytes);
});

test("any bytes come back as they were, whichever way they are sent", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (array) => {
      const bytes = Buffer.from(array);
      const { content, encoding, size } = fileContents("a", bytes);
      expect(Buffer.from(content, encoding)).toEqual(bytes);
      expect(size).toBe(bytes.length);
      expect(content.isWellFormed()).toBe(true);
    }),
  );
});

test.each([
  ["control characters", "\u0001"],
  ["quotes", '"'],
  ["letters", "a"],
  ["emoji", "💡"],
])("a file of as many %s as may be sent fits what may wait for one client", (_name, character) => {
  const bytes = Buffer.from(character.repeat(LIMITS.fileBytes / Buffer.byteLength(character)));
  const contents = fileContents("a", bytes);
  expect(Buffer.byteLength(JSON.stringify(contents))).toBeLessThan(LIMITS.sendBufferBytes);
  expect(Buffer.from(contents.content, contents.encoding).equals(bytes)).toBe(true);
});

test("a file of as many bytes as may be sent is read, one of one more is not", async () => {
  const workspace = await temporaryFolder();
  await sparse(join(workspace, "most"), LIMITS.fileBytes);
  await sparse(join(workspace, "more"), LIMITS.fileBytes + 1);
  expect((await readWorkspaceFile(workspace, "most")).size).toBe(LIMITS.fileBytes);
  await expect(readWorkspaceFile(workspace, "more")).rejects.toThrow(TOO_LARGE);
});

test("a file of 100 MiB is refused without being read into memory", async () => {
  const workspace = await temporaryFolder();
  await sparse(join(workspace, "large"), 100 * 1024 * 1024);
  const before = process.memoryUsage().arrayBuffers;
  for (let count = 0; count < 20; count++) await expect(readWorkspaceFile(workspace, "large")).rejects.toThrow(TOO_LARGE);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024);
});

test.each([
  "with space",
  " ",
  "Ünïcode 💡",
  "line\nend",
  "tab\t",
  "back\\slash",
  'quote"',
  "'",
  "$(reboot)",
  "-rf",
  "..a",
  "a..",
  "%2e%2e",
  "~",
  "con",
  "x".repeat(255),
])("a file named %j is written, listed and read like any other", async (name) => {
  const workspace = await temporaryFolder();
  await writeWorkspaceFile(workspace, `folder ${name.slice(0, 10)}/${name}`, name);
  const path = `folder ${name.slice(0, 10)}/${name}`;
  expect(await paths(workspace, "", 2)).toContain(path);
  expect(await readWorkspaceFile(workspace, path)).toMatchObject({ path, content: name });
});

test("writing replaces all of a file and keeps its mode, and leaves nothing beside it", async () => {
  const workspace = await temporaryFolder();
  await writeWorkspaceFile(workspace, "script", "a longer text");
  await chmod(join(workspace, "script"), 0o755);
  await writeWorkspaceFile(workspace, "script", "short");
  expect(await readFile(join(workspace, "script"), "utf8")).toBe("short");
  expect((await lstat(join(workspace, "script"))).mode & 0o777).toBe(0o755);
  expect(await readdir(workspace)).toEqual(["script"]);
});

test("writing through a link within the workspace changes what it leads to; a link that leads out is refused", async () => {
  const folder = await temporaryFolder();
  const workspace = join(folder, "workspace");
  await mkdir(workspace);
  await writeFile(join(workspace, "real"), "old");
  await writeFile(join(folder, "secret"), "secret");
  await symlink("real", join(workspace, "link"));
  await symlink("../secret", join(workspace, "out"));
  await symlink("../new", join(workspace, "dangling"));
  await symlink("..", join(workspace, "up"));
  await writeWorkspaceFile(workspace, "link", "new");
  expect(await readFile(join(workspace, "real"), "utf8")).toBe("new");
  for (const path of ["out", "dangling", "up/secret", "up/new", "dangling/new", "../secret"]) {
    await expect(writeWorkspaceFile(workspace, path, "x"), path).rejects.toThrow(OUTSIDE);
  }
  expect(await readFile(join(folder, "secret"), "utf8")).toBe("secret");
  expect((await readdir(folder)).sort()).toEqual(["secret", "workspace"]);
});

test("a file cannot be written in the place of a folder, or below a file, and nothing is left behind", async () => {
  const workspace = await temporaryFolder();
  await mkdir(join(workspace, "folder"));
  await writeFile(join(workspace, "file"), "x");
  await expect(writeWorkspaceFile(workspace, "folder", "x")).rejects.toThrow();
  await expect(writeWorkspaceFile(workspace, "file/below", "x")).rejects.toThrow();
  await expect(writeWorkspaceFile(workspace, "", "x")).rejects.toThrow(NOT_FOUND);
  expect((await readdir(workspace, { recursive: true })).sort()).toEqual(["file", "folder"]);
});
