import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { readSpec } from "../runner/spec.ts";

const spec = await readSpec();

test.each(spec.profiles)("%s is frozen: its rules are those that it was published with", async (profile) => {
  const frozen = JSON.parse(await readFile(new URL(`./${profile}.json`, import.meta.url), "utf8")) as Record<string, string>;
  const rules = Object.fromEntries(spec.ofProfile(profile).map(({ id, level, sentence }) => [id, `${level}: ${sentence}`]));
  expect(rules, "A rule that is new or says something else belongs to the next version of the profile.").toEqual(frozen);
});
