import { defineConfig } from "vitest/config";

/** Tests that need a browser: Debian's Chromium, which `.ci/run` installs. */
export default defineConfig({
  test: {
    include: ["{clients,server}/**/*.browser-test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
  },
});
