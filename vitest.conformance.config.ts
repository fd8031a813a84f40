import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["conformance/**/*.conformance-test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: "forks",
    // Two files, the suite and its mutants: each starts servers, and waits for them more than it works.
    maxWorkers: 2,
  },
});
