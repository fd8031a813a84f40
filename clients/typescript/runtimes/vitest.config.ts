import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The conformance of the SDK on runtimes that are installed in this folder. */
export default defineConfig({
  root: fileURLToPath(new URL("./", import.meta.url)),
  test: { include: ["*.runtime-test.ts"], testTimeout: 600_000, pool: "forks", maxWorkers: 1 },
});
