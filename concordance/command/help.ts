import { SETTINGS, type Setting } from "../config/flags.ts";
import type { Command, Option } from "./command.ts";
import { CONNECTION_OPTIONS, optionsOf } from "./command-line.ts";
import { COMMANDS } from "./commands.ts";

const CALLED = "npm run concordance --";

const EXIT_CODES = [
  ["0", "done"],
  ["1", "refused; the message says why"],
  ["2", "there is no such entry, or it has another version than was demanded"],
  ["64", "the command line makes no sense"],
  ["69", "no node could be reached"],
  ["75", "whether the write took effect is not known: read to find out"],
] as const;

/** What `--help` prints. */
export const HELP = `Usage: ${CALLED} [settings]                runs a node
       ${CALLED} COMMAND [arguments]       asks a cluster; COMMAND --help says more

Commands:
${rows(COMMANDS.map((command) => [usageOf(command), command.summary]))}

Options of commands that ask a cluster:
${optionRows(CONNECTION_OPTIONS)}

Settings of a node (flag, or variable):
${Object.values<Setting>(SETTINGS)
  .map(({ flag, variable, value, help }) => `  ${flag}${value === undefined ? "" : ` ${value}`} (${variable})\n      ${help}`)
  .join("\n")}

Exit codes of commands:
${rows(EXIT_CODES)}
`;

/** What `COMMAND --help` prints. */
export function helpOf(command: Command): string {
  const { summary, details } = command;
  const about = details === undefined ? summary : `${summary}\n${details}`;
  return `Usage: ${CALLED} ${usageOf(command)} [options]\n\n${about}\n\n${optionRows(optionsOf(command))}\n`;
}

function usageOf({ name, arguments: names }: Command): string {
  return [name, ...names].join(" ");
}

function optionRows(options: readonly Option[]): string {
  return rows(options.map(({ flag, value, help }) => [value === undefined ? flag : `${flag} ${value}`, help]));
}

/** Two columns. */
function rows(cells: readonly (readonly [string, string])[]): string {
  const width = Math.max(...cells.map(([first]) => first.length));
  return cells.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`).join("\n");
}
