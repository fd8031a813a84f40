import { defaultExclude, defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{server,concordance,spec,scripts,clients,conformance}/**/*.test.ts"],
    // A package of its own, with tests and tools of its own.
    exclude: [...defaultExclude, "conformance/documents/**"],
    // What takes so long hangs. Many tests start processes, and a machine may be slow.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Tests start processes, listen on sockets and share two cores.
    pool: "forks",
    maxWorkers: 2,
  },
});
