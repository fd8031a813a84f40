import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { FAULTS } from "./faults.ts";
import type { Command, Json, Report } from "./protocol.ts";

/* Stands before a driver and breaks one promise of its SDK: broken-driver.ts --fault NAME -- COMMAND… */

const [flag, name = "", , program = "", ...parameters] = process.argv.slice(2);
const fault = FAULTS[name];

if (flag === "--list") {
  process.stdout.write(
    `${Object.entries(FAULTS)
      .map(([fault, { scenario }]) => `${fault}  ${scenario}`)
      .join("\n")}\n`,
  );
} else if (flag !== "--fault" || fault === undefined) {
  process.stderr.write("Usage: broken-driver.ts --list | --fault NAME -- COMMAND…\n");
  process.exitCode = 2;
} else {
  const child = spawn(program, parameters, { stdio: ["pipe", "pipe", "inherit"] });
  let lastId = 0;
  const pass = (command: Command | Json) => void child.stdin.write(`${JSON.stringify(command)}\n`);
  const { command: onCommand, report: onReport } = fault.make({
    order: (order, given = {}) => pass({ ...given, id: --lastId, do: order }),
    pass,
  });
  createInterface({ input: process.stdin })
    .on("line", (line) => {
      const command = JSON.parse(line) as Command;
      for (const passed of onCommand?.(command) ?? [command]) pass(passed);
    })
    .on("close", () => child.stdin.end());
  createInterface({ input: child.stdout }).on("line", (line) => {
    const report = JSON.parse(line) as Report;
    // The runner does not know what it has not asked for.
    if ("id" in report && (report.id as number) < 0) return;
    for (const passed of onReport?.(report) ?? [report]) process.stdout.write(`${JSON.stringify(passed)}\n`);
  });
}
