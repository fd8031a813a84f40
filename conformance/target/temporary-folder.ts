import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { leaveNoneBehind } from "./left-behind.ts";

const REMOVAL = { recursive: true, force: true, maxRetries: 5 };

/** A folder that goes with the suite, however that ends. */
export class TemporaryFolder {
  readonly path: string;
  readonly #isRemoved: () => void;

  private constructor(path: string) {
    this.path = path;
    this.#isRemoved = leaveNoneBehind(() => rmSync(path, REMOVAL));
  }

  static async make(name: string): Promise<TemporaryFolder> {
    return new TemporaryFolder(await mkdtemp(join(tmpdir(), `conformance-${name}-`)));
  }

  async remove(): Promise<void> {
    await rm(this.path, REMOVAL);
    this.#isRemoved();
  }
}
