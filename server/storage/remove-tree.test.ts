import { execFileSync } from "node:child_process";
import { chmod, chown, mkdir, readdir, rename, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { expect, test, vi } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { removeTree } from "./remove-tree.ts";

const REMOVE_TREE = new URL("./remove-tree.ts", import.meta.url).href;
const NOBODY = 65534;

vi.mock(import("node:fs/promises"), async (importOriginal) => {
  const real = await importOriginal();
  const unlink: typeof real.unlink = async (path) => {
    // No one file is refused to everyone, root included, on every system.
    if (basename(String(path)).startsWith("immovable")) throw Object.assign(new Error(`EPERM: ${path}`), { code: "EPERM" });
    await real.unlink(path);
  };
  return { ...real, unlink };
});

test("everything in a folder goes with it, links without what they lead to", async () => {
  const [outside, folder] = [await temporaryFolder(), await temporaryFolder()];
  await writeFile(join(outside, "kept"), "");
  const root = join(folder, "root");
  await mkdir(join(root, "a", "b"), { recursive: true });
  await writeFile(join(root, "a", "file"), "");
  await symlink(outside, join(root, "a", "link"));
  await symlink(join(outside, "nothing"), join(root, "dangling"));
  await removeTree(root);
  expect(await readdir(folder)).toEqual([]);
  expect(await readdir(outside)).toEqual(["kept"]);
});

test("of a link in the folder's place only the link goes", async () => {
  const [outside, folder] = [await temporaryFolder(), await temporaryFolder()];
  await writeFile(join(outside, "kept"), "");
  await symlink(outside, join(folder, "root"));
  await removeTree(join(folder, "root"));
  expect(await readdir(folder)).toEqual([]);
  expect(await readdir(outside)).toEqual(["kept"]);
});

test("a folder that is not there is no failure", async () => {
  await expect(removeTree(join(await temporaryFolder(), "nothing"))).resolves.toBeUndefined();
});

test("a folder that is deeper than a path can say goes, too", async () => {
  const folder = await temporaryFolder();
  const root = join(folder, "root");
  // From the inside out: each one is moved into the next.
  for (let depth = 0; depth < 60; depth++) {
    const next = join(folder, "next");
    await mkdir(next);
    if (depth > 0) await rename(root, join(next, "d".repeat(200)));
    await rename(next, root);
  }
  await removeTree(root);
  expect(await readdir(folder)).toEqual([]);
});

test("folders that nobody may write to or look into go as well", async () => {
  const folder = await temporaryFolder();
  const root = join(folder, "root");
  const [module, locked, deep] = [join(root, "module@v1"), join(root, "locked"), join(root, ..."abcdefghij")];
  for (const path of [module, locked, deep]) {
    await mkdir(path, { recursive: true });
    await writeFile(join(path, "file"), "");
  }
  for (const path of [module, deep, join(deep, "..")]) await chmod(path, 0o555);
  await chmod(locked, 0);
  // Nothing is forbidden to root: then someone else has to do it.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) for (const path of [".", ...(await readdir(folder, { recursive: true }))]) await chown(join(folder, path), NOBODY, NOBODY);
  const script = `import { removeTree } from ${JSON.stringify(REMOVE_TREE)}; await removeTree(process.argv[1]);`;
  execFileSync(process.execPath, ["--input-type=module", "--eval", script, root], {
    cwd: "/",
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  expect(await readdir(folder)).toEqual([]);
});

test("what cannot be removed is told, and everything else is gone", async () => {
  const root = join(await temporaryFolder(), "root");
  for (const path of ["a", "b", "c"]) await mkdir(join(root, path), { recursive: true });
  for (const path of ["a/file", "b/immovable", "b/file", "c/immovable-too", "c/file"]) await writeFile(join(root, path), "");
  await expect(removeTree(root)).rejects.toThrow(/^EPERM: .*immovable/);
  expect((await readdir(root, { recursive: true })).sort()).toEqual(["b", "b/immovable", "c", "c/immovable-too"]);
});
