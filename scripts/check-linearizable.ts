import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { BadHistory } from "../concordance/simulation/linearizability/bad-history.ts";
import { checkText } from "../concordance/simulation/linearizability/check-file.ts";

const USAGE = `Usage: npm run check:linearizable -- [--seconds N] FILE…

Says of each file whether the history in it is linearizable: JSON lines with an operation of Concordance each, or a log of
Jepsen's about a register. What the formats are: concordance/simulation/linearizability/README.md.

  --seconds N   how long to look at one file (60)

Exit code: 0 if all are linearizable, 1 if one is not, 2 if one could not be read, 3 if one could not be decided.
`;

const EXIT_CODES = { linearizable: 0, "not linearizable": 1, undecided: 3, unreadable: 2 };
/** When files differ, the first of these that occurs decides. */
const WEIGHTIEST_FIRST = ["not linearizable", "unreadable", "undecided", "linearizable"] as const;

type Outcome = (typeof WEIGHTIEST_FIRST)[number];

async function checkFile(path: string, timeoutMs: number): Promise<Outcome> {
  try {
    const { verdict, detail, operations } = checkText(await readFile(path, "utf8"), { timeoutMs });
    console.log(`${path}: ${verdict} (${operations} operations)`);
    if (detail !== undefined) console.log(detail.replaceAll(/^/gm, "  "));
    return verdict;
  } catch (error) {
    if (!(error instanceof BadHistory) && !(error instanceof Error && "syscall" in error)) throw error;
    console.error(`${path}: cannot be read. ${error.message}`);
    return "unreadable";
  }
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { seconds: { type: "string", default: "60" }, help: { type: "boolean", default: false } },
    });
    return { files: positionals, seconds: Number(values.seconds), isHelp: values.help };
  } catch (error) {
    console.error((error as Error).message);
    return { files: [], seconds: 0, isHelp: false };
  }
}

const { files, seconds, isHelp } = readArguments();
if (isHelp) {
  console.log(USAGE);
} else if (files.length === 0 || !(seconds > 0)) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const outcomes: Outcome[] = [];
  for (const file of files) outcomes.push(await checkFile(file, seconds * 1000));
  process.exitCode = EXIT_CODES[WEIGHTIEST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? "linearizable"];
}
