import { parseArgs } from "node:util";
import { play } from "./play.ts";
import { readScenarios, type Scenario } from "./scenario.ts";

/** How a scenario went. */
interface Verdict {
  readonly name: string;
  readonly title: string;
  readonly ok: boolean;
  readonly failure?: string;
}

const USAGE = "node conformance/clients/main.ts --client COMMAND [--only GLOB]… [--jobs N] [--timeout-ms N] [--report text|json]";

process.exitCode = await main(process.argv.slice(2));

async function main(parameters: string[]): Promise<number> {
  const options = read(parameters);
  const scenarios = options === null ? [] : readScenarios(options.only);
  if (options === null || scenarios.length === 0) {
    process.stderr.write(options === null ? `Usage: ${USAGE}\n` : "No scenario has such a name.\n");
    return 2;
  }
  const verdicts: Verdict[] = [];
  const remaining = [...scenarios];
  const work = async () => {
    for (let scenario = remaining.shift(); scenario !== undefined; scenario = remaining.shift()) {
      const verdict = await judge(scenario, options.client, options.timeoutMs);
      verdicts.push(verdict);
      if (options.report === "text") process.stdout.write(lineOf(verdict));
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, work));
  const failed = verdicts.filter(({ ok }) => !ok).length;
  const passed = verdicts.length - failed;
  verdicts.sort((one, other) => one.name.localeCompare(other.name));
  const report = options.report === "json" ? JSON.stringify({ passed, failed, scenarios: verdicts }) : `${passed} passed, ${failed} failed`;
  process.stdout.write(`${report}\n`);
  return failed === 0 ? 0 : 1;
}

async function judge(scenario: Scenario, client: readonly string[], timeoutMs: number): Promise<Verdict> {
  const failure = await play(scenario, client, timeoutMs);
  const { name, title } = scenario;
  return { name, title, ok: failure === null, ...(failure === null ? {} : { failure }) };
}

function lineOf({ name, title, failure }: Verdict): string {
  return failure === undefined ? `ok      ${name}: ${title}\n` : `FAILED  ${name}: ${title}\n        ${failure}\n`;
}

/** What the command line says; null when it does not say what to do. */
function read(parameters: string[]) {
  try {
    const { values } = parseArgs({
      args: parameters,
      options: {
        client: { type: "string" },
        only: { type: "string", multiple: true, default: [] },
        jobs: { type: "string", default: "4" },
        "timeout-ms": { type: "string", default: "15000" },
        report: { type: "string", default: "text" },
      },
    });
    const jobs = Number(values.jobs);
    const timeoutMs = Number(values["timeout-ms"]);
    const client = (values.client ?? "").split(" ").filter((word) => word !== "");
    const isProper = client.length > 0 && jobs >= 1 && timeoutMs > 0 && ["text", "json"].includes(values.report);
    return isProper ? { client, only: values.only, jobs, timeoutMs, report: values.report } : null;
  } catch {
    return null;
  }
}
