import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{server,concordance,spec,scripts,clients,conformance}/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Tests start processes, listen on sockets and share two cores.
    pool: "forks",
    maxWorkers: 2,
  },
});
