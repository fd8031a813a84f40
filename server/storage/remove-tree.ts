import { randomUUID } from "node:crypto";
import { chmod, lstat, readdir, rename, rmdir, unlink } from "node:fs/promises";
import { join } from "node:path";

/** A folder this deep is moved up before it is emptied: a path may have 4,096 bytes, and each name in it 255. */
const DEPTH = 8;

/**
 * Removes a folder and everything in it, also folders that nobody may write to: tools make such for their caches. Links
 * are not followed. One call to the system at a time, so that a large tree holds up nobody else who needs the disk.
 *
 * @throws the first error when something is left; everything else is gone
 */
export async function removeTree(root: string): Promise<void> {
  const removal = new Removal(root);
  // Someone may have put the folder elsewhere, and a link in its place.
  const isLink = await removal.attempt(async () => (await lstat(root)).isSymbolicLink());
  do {
    removal.movedUp = 0;
    if (!isLink) await removal.empty(root, 1);
  } while (removal.movedUp > 0);
  await removal.attempt(() => (isLink ? unlink(root) : rmdir(root)));
  if (removal.failure !== undefined) throw removal.failure;
}

class Removal {
  readonly #root: string;
  /** Folders that lie at the top now and were not emptied yet. */
  movedUp = 0;
  failure: unknown;

  constructor(root: string) {
    this.#root = root;
  }

  async empty(folder: string, depth: number): Promise<void> {
    const entries = await this.attempt(async () => {
      // Whoever may not do that is told by what follows.
      await chmod(folder, 0o700).catch(() => undefined);
      return readdir(folder, { withFileTypes: true });
    });
    for (const entry of entries ?? []) {
      const path = join(folder, entry.name);
      if (!entry.isDirectory()) {
        await this.attempt(() => unlink(path));
      } else if (depth < DEPTH) {
        await this.empty(path, depth + 1);
        await this.attempt(() => rmdir(path));
      } else {
        await this.attempt(() => this.#moveUp(path));
      }
    }
  }

  /** Does something, unless there is nothing to do it to; the first failure is kept. */
  async attempt<Result>(act: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await act();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") this.failure ??= error;
      return undefined;
    }
  }

  async #moveUp(folder: string): Promise<void> {
    // A folder that is moved is written to.
    await chmod(folder, 0o700).catch(() => undefined);
    await rename(folder, join(this.#root, randomUUID()));
    this.movedUp++;
  }
}
