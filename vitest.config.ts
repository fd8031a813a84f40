import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{server,concordance,spec,scripts,clients,conformance}/**/*.test.ts"],
    // What takes so long hangs. Many tests start processes, and a machine may be slow.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Tests start processes, listen on sockets and share two cores.
    pool: "forks",
    maxWorkers: 2,
  },
});
