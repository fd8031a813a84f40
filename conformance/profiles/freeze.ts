import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { RequirementModel } from "@diminuendo/typespec-protocol/model";
import { readSpec } from "../runner/spec.ts";

/*
 * Freezes a profile: `node conformance/profiles/freeze.ts gateway-v2`. From then on its set of requirements is what it is: a
 * rule that comes later belongs to the next version.
 */

const [profile = ""] = process.argv.slice(2);
const file = fileURLToPath(new URL(`./${profile}.json`, import.meta.url));
const spec = await readSpec();
const requirements = spec.ofProfile(profile);
if (requirements.length === 0) fail(`The spec has no profile "${profile}"; it has ${spec.profiles.join(", ")}.`);
else if (existsSync(file)) fail(`"${profile}" is frozen already. A rule that is new or says something else belongs to the next version.`);
else await writeFile(file, `${JSON.stringify(rulesOf(requirements), null, 2)}\n`);

/** Ids with how much they bind, and what they say. */
function rulesOf(rules: readonly RequirementModel[]): Record<string, string> {
  return Object.fromEntries(rules.map(({ id, level, sentence }) => [id, `${level}: ${sentence}`]));
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
