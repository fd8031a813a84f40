import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkText } from "./check-file.ts";

const FOLDER = new URL("testdata/etcd/", import.meta.url);
const verdicts = JSON.parse(readFileSync(new URL("verdicts.json", FOLDER), "utf8")) as Record<string, boolean>;

test.each(Object.entries(verdicts))("%s: that it is linearizable is %s", (file, isLinearizable) => {
  const { verdict } = checkText(readFileSync(new URL(file, FOLDER), "utf8"));
  expect(verdict).toBe(isLinearizable ? "linearizable" : "not linearizable");
});

test("every recorded history has a known verdict, and both occur", () => {
  const logs = readdirSync(FOLDER).filter((file) => file.endsWith(".log"));
  expect(logs.sort()).toEqual(Object.keys(verdicts).sort());
  expect(new Set(Object.values(verdicts))).toEqual(new Set([true, false]));
});
