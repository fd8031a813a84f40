import { execFileSync } from "node:child_process";
import { link, mkdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { GatewayError } from "../pipeline/gateway-error.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { normalizePath, openInside, relativeToWorkspace, resolveInside } from "./workspace-path.ts";

const OUTSIDE = expect.objectContaining({ code: "PATH_OUTSIDE_WORKSPACE" });

/** A workspace beside a folder with a secret in it. */
async function workspaceWithSecret(): Promise<{ workspace: string; secrets: string }> {
  const folder = await temporaryFolder();
  const [workspace, secrets] = [join(folder, "workspace"), join(folder, "workspace-secrets")];
  await mkdir(workspace);
  await mkdir(secrets);
  await writeFile(join(secrets, "secret"), "secret");
  return { workspace, secrets };
}

async function contentOf(workspace: string, path: string): Promise<string | null> {
  const file = await openInside(workspace, path);
  if (file === null) return null;
  try {
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

test.each([
  ["", ""],
  [".", ""],
  ["./", ""],
  ["a", "a"],
  ["a/b", "a/b"],
  ["./a//b/.", "a/b"],
  ["a/", "a"],
  ["...", "..."],
  ["..a", "..a"],
  ["a..", "a.."],
  [" ", " "],
  ["a\\b", "a\\b"],
  ["~", "~"],
  ["C:", "C:"],
  ["%2e%2e/a", "%2e%2e/a"],
])("%j is the path %j of the workspace", (given, expected) => {
  expect(normalizePath(given)).toBe(expected);
});

test.each(["..", "../a", "a/..", "a/../b", "a/../../b", "./..", "/", "/a", "//a", "a\0b", "\0", "/..", ".//../x"])(
  "%j leaves the workspace",
  (given) => {
    expect(() => normalizePath(given)).toThrow(OUTSIDE);
  },
);

test("whatever is given, a path is refused, or plain and the same when it is given again", () => {
  const part = fc.oneof(fc.constantFrom("", ".", "..", "...", "a", "\0", "\\", " ", "é", "💡"), fc.string({ maxLength: 5 }));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const given = parts.join("/");
      let path: string;
      try {
        path = normalizePath(given);
      } catch (error) {
        expect(error).toBeInstanceOf(GatewayError);
        expect(given.startsWith("/") || given.includes("\0") || given.split("/").includes("..")).toBe(true);
        return;
      }
      expect(normalizePath(path)).toBe(path);
      expect(path).not.toMatch(/^\/|\0|(^|\/)\.{0,2}(\/|$)./);
      expect(join("/root", path).startsWith("/root")).toBe(true);
    }),
  );
});

test.each([
  ["/work/space/a/b", "a/b"],
  ["/work/space", ""],
  ["/work/space/", ""],
  ["a/b", "a/b"],
  ["/work/space/a/../b", "b"],
])("an agent's %j is the path %j of its workspace", (given, expected) => {
  expect(relativeToWorkspace("/work/space", given)).toBe(expected);
});

test.each(["/work", "/work/spaceship/a", "/work/space/../secret", "/etc/passwd", "../space/a", "a/../../b"])(
  "an agent's %j is outside its workspace",
  (given) => {
    expect(() => relativeToWorkspace("/work/space", given)).toThrow(OUTSIDE);
  },
);

test("a link within the workspace is followed, one that leads out is refused, at whatever place in the path", async () => {
  const { workspace, secrets } = await workspaceWithSecret();
  await mkdir(join(workspace, "folder"));
  await writeFile(join(workspace, "folder", "file"), "inside");
  await symlink("folder", join(workspace, "to-folder"));
  await symlink("to-folder/file", join(workspace, "to-file"));
  await symlink(join(workspace, "folder", "file"), join(workspace, "absolute"));
  await symlink(secrets, join(workspace, "out"));
  await symlink("../workspace-secrets/secret", join(workspace, "folder", "secret"));
  await symlink("out/secret", join(workspace, "by-way-of-out"));
  await symlink("..", join(workspace, "up"));
  for (const path of ["to-folder/file", "to-file", "absolute"]) expect(await contentOf(workspace, path)).toBe("inside");
  for (const path of ["out", "out/secret", "out/nothing", "folder/secret", "by-way-of-out", "up", "up/workspace-secrets/secret"]) {
    await expect(openInside(workspace, path), path).rejects.toThrow(OUTSIDE);
    await expect(resolveInside(workspace, path), path).rejects.toThrow(OUTSIDE);
  }
});

test("a folder whose name only begins like the workspace's is not within it", async () => {
  const { workspace, secrets } = await workspaceWithSecret();
  expect(secrets.startsWith(workspace)).toBe(true);
  await symlink(join(secrets, "secret"), join(workspace, "secret"));
  await expect(openInside(workspace, "secret")).rejects.toThrow(OUTSIDE);
});

test.each([
  ["straight out", "../../not-there"],
  ["to an absolute place", "/not-there/at-all"],
])("a link that leads %s is refused although nothing is there yet", async (_name, target) => {
  const { workspace } = await workspaceWithSecret();
  await symlink(target, join(workspace, "dangling"));
  await expect(openInside(workspace, "dangling")).rejects.toThrow(OUTSIDE);
  await expect(openInside(workspace, "dangling/below")).rejects.toThrow(OUTSIDE);
});

test("a link in a circle is nothing that can be opened", async () => {
  const { workspace } = await workspaceWithSecret();
  await symlink("b", join(workspace, "a"));
  await symlink("a", join(workspace, "b"));
  const opened = openInside(workspace, "a").catch((error: unknown) => error);
  expect([null, "PATH_OUTSIDE_WORKSPACE"]).toContain(((await opened) as GatewayError | null)?.code ?? null);
});

test("a workspace that was replaced by a link is refused, wherever the link leads", async () => {
  const { workspace, secrets } = await workspaceWithSecret();
  for (const target of [secrets, "/", "/not-there/at-all"]) {
    await rm(workspace, { recursive: true, force: true });
    await symlink(target, workspace);
    for (const path of ["", "secret", "etc/passwd"]) await expect(resolveInside(workspace, path), target).rejects.toThrow(OUTSIDE);
    await expect(openInside(workspace, "secret"), target).rejects.toThrow(OUTSIDE);
  }
});

test("a pipe, a socket, a device and a folder are no files, and opening them waits for nobody", async () => {
  const { workspace } = await workspaceWithSecret();
  await mkdir(join(workspace, "folder"));
  execFileSync("mkfifo", [join(workspace, "pipe")]);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(join(workspace, "socket"), resolve));
  onTestFinished(() => void server.close());
  for (const path of ["folder", "pipe", "socket", ""]) expect(await openInside(workspace, path), path).toBeNull();
});

test("a hard link is a file of the workspace like any other", async () => {
  const { workspace, secrets } = await workspaceWithSecret();
  await link(join(secrets, "secret"), join(workspace, "hard"));
  expect(await contentOf(workspace, "hard")).toBe("secret");
});

test("a name that is too long, or goes on behind a file, is not there", async () => {
  const { workspace } = await workspaceWithSecret();
  await writeFile(join(workspace, "file"), "x");
  for (const path of ["a".repeat(300), `${"a/".repeat(2040)}a`, "file/below"]) {
    expect(await openInside(workspace, path), path.slice(0, 20)).toBeNull();
  }
});

test.each([
  [
    "the file itself",
    "file",
    async (workspace: string, secrets: string) => {
      await symlink(join(secrets, "secret"), join(workspace, "swap.link"));
      return [join(workspace, "file"), join(workspace, "swap.link")] as const;
    },
  ],
  [
    "a folder on the way",
    "folder/secret",
    async (workspace: string, secrets: string) => {
      await symlink(secrets, join(workspace, "swap.link"));
      return [join(workspace, "folder"), join(workspace, "swap.link")] as const;
    },
  ],
])("while %s is swapped for a link again and again, nothing from outside is ever read", async (_name, path, prepare) => {
  const { workspace, secrets } = await workspaceWithSecret();
  await writeFile(join(workspace, "file"), "inside");
  await mkdir(join(workspace, "folder"));
  await writeFile(join(workspace, "folder", "secret"), "inside");
  const [real, swap] = await prepare(workspace, secrets);
  const aside = `${real}.aside`;
  let swapping = true;
  const swaps = (async () => {
    while (swapping) {
      await rename(real, aside);
      await rename(swap, real);
      await setImmediate();
      await rename(real, swap);
      await rename(aside, real);
      await setImmediate();
    }
  })();
  const seen = new Set<string | null>();
  for (let count = 0; count < 2000; count++) {
    seen.add(await contentOf(workspace, path).catch((error: GatewayError) => error.code));
  }
  swapping = false;
  await swaps;
  expect(seen).not.toContain("secret");
  expect(seen).toContain("inside");
});
