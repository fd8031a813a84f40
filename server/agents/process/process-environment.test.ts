import { expect, test } from "vitest";
import { minimalEnvironment } from "./process-environment.ts";

const GATEWAY = { PATH: "/bin", HOME: "/home/me", TERM: "xterm", API_KEY: "secret", DATA_DIR: "data", TOKEN: "other" };

test("nothing of the gateway's environment is handed on but what every program needs", () => {
  expect(minimalEnvironment(GATEWAY)).toEqual({ PATH: "/bin", HOME: "/home/me", TERM: "xterm" });
});

test("what is named is handed on, where it is there", () => {
  expect(minimalEnvironment(GATEWAY, ["API_KEY", "MISSING"])).toEqual({ PATH: "/bin", HOME: "/home/me", TERM: "xterm", API_KEY: "secret" });
});
