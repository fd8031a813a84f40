import { CommandLine, UsageError } from "./command-line.ts";
import { COMMANDS } from "./commands.ts";
import { EXIT } from "./exit-codes.ts";
import { HELP, helpOf } from "./help.ts";
import { Terminal } from "./terminal.ts";

/** Runs a command. Whatever goes wrong is told in one line on the standard error output. @returns the exit code */
export async function run(name: string, args: readonly string[]): Promise<number> {
  const terminal = new Terminal();
  if (name === "help") {
    process.stdout.write(HELP);
    return EXIT.DONE;
  }
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command === undefined) {
    terminal.tell(`There is no command ${JSON.stringify(name)}. See: npm run concordance -- --help`);
    return EXIT.USAGE;
  }
  try {
    const line = CommandLine.read(command, args, process.env);
    if (line === null) {
      process.stdout.write(helpOf(command));
      return EXIT.DONE;
    }
    const does = await command.load();
    return await does(line, terminal);
  } catch (error) {
    const { failureOf } = await import("./failure.ts");
    const { message, exitCode } = failureOf(error);
    terminal.tell(message);
    if (error instanceof UsageError) terminal.tell(`See: npm run concordance -- ${name} --help`);
    return exitCode;
  }
}
