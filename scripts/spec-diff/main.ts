import { parseArgs } from "node:util";
import { classify } from "./classify.ts";
import { lastRelease } from "./last-release.ts";
import { asJson, asText, offending } from "./report.ts";
import { CannotCompare, commitOf, committedSpec, git, workingSpec } from "./spec-version.ts";

const USAGE = `Usage: npm run spec:diff -- [--json] GIT-REF
       npm run spec:diff -- [--json] --last-release

Compares what the generated documents say now with what they said at GIT-REF, and tells of each change whether a client that
was written then may fail now.

  --last-release   compare with the last tag v*; without tags with the commit that wrote the last release into CHANGELOG.md;
                   without any release there is nothing to compare with
  --json           for programs: {ref, commit, ok, protocols: [{protocol, versionBefore, versionAfter, versionRaised,
                   changes: [{kind, path, before, after, breaking, reason}]}]}

Exit code: 0 if nothing breaks, or the version of each protocol that breaks was raised; 1 if not; 2 if it cannot be compared.
`;

interface Arguments {
  ref: string | undefined;
  isJson: boolean;
}

/** The reference to compare with, undefined if there is no release. */
async function readArguments(root: string): Promise<Arguments> {
  const { values, positionals } = parsed();
  if (values["last-release"] && positionals.length === 0) {
    const { ref, note } = await lastRelease(root);
    console.error(note);
    return { ref, isJson: values.json };
  }
  const [ref, ...others] = positionals;
  if (ref === undefined || others.length > 0 || values["last-release"]) throw new CannotCompare(USAGE.trim());
  return { ref, isJson: values.json };
}

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { json: { type: "boolean", default: false }, "last-release": { type: "boolean", default: false } },
    });
  } catch (error) {
    throw new CannotCompare(`${(error as Error).message}\n\n${USAGE.trim()}`);
  }
}

try {
  const root = (await git(process.cwd(), "rev-parse", "--show-toplevel"))?.trim();
  if (root === undefined) throw new CannotCompare("This is no git repository.");
  const { ref, isJson } = await readArguments(root);
  if (ref !== undefined) {
    const commit = await commitOf(root, ref);
    const protocols = classify(await committedSpec(root, commit, ref), await workingSpec(root));
    console.log(isJson ? asJson(ref, commit, protocols) : asText(ref, protocols));
    process.exitCode = offending(protocols).length > 0 ? 1 : 0;
  } else if (isJson) console.log(JSON.stringify({ ref: null, commit: null, ok: true, protocols: [] }));
} catch (error) {
  if (!(error instanceof CannotCompare)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
