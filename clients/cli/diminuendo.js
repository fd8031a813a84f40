#!/usr/bin/env node
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";

/*
 * What editors start. It is plain JavaScript, as the Node.js that an editor finds may be too old to run the TypeScript that
 * the commands are: then the one that was installed with the project runs them.
 */

const COMMANDS = new Map([
  ["acp", { file: "acp/main.ts", what: "an agent for editors on standard input and output" }],
  ["chat", { file: "chat.ts", what: "talk to an agent at this terminal" }],
]);

const USAGE = `Usage: diminuendo COMMAND [options]

${[...COMMANDS].map(([name, { what }]) => `  ${name.padEnd(6)}${what}`).join("\n")}

diminuendo COMMAND --help says more.
`;

/** The first version that runs the commands. */
const NODE_MAJOR = 24;
const OWN_NODE = fileURLToPath(new URL("../../node_modules/node/bin/node", import.meta.url));
const PASSED_ON = ["SIGINT", "SIGTERM", "SIGHUP"];
const EXIT_FAILURE = 1;
const EXIT_USAGE = 2;

const [name = "", ...args] = process.argv.slice(2);
const command = COMMANDS.get(name);

if (command !== undefined && Number.parseInt(process.versions.node, 10) < NODE_MAJOR) runElsewhere();
else if (command !== undefined) await run(command.file);
else usage();

async function run(file) {
  module.enableCompileCache?.();
  process.argv.splice(1, 2, fileURLToPath(new URL(file, import.meta.url)));
  await import(`./${file}`);
}

function runElsewhere() {
  if (!existsSync(OWN_NODE)) {
    console.error(`diminuendo needs Node.js ${NODE_MAJOR} or newer, and this is ${process.version}. npm ci in its folder installs one.`);
    process.exitCode = EXIT_FAILURE;
    return;
  }
  const child = spawn(OWN_NODE, [fileURLToPath(import.meta.url), name, ...args], { stdio: "inherit" });
  for (const signal of PASSED_ON) process.on(signal, () => child.kill(signal));
  child.once("error", (error) => {
    console.error(`diminuendo cannot start ${OWN_NODE}: ${error.message}`);
    process.exit(EXIT_FAILURE);
  });
  child.once("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? EXIT_FAILURE);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function usage() {
  const isAsked = ["--help", "-h", "help"].includes(name);
  if (isAsked) console.log(USAGE);
  else console.error(name === "" ? USAGE : `There is no command ${name}.\n\n${USAGE}`);
  process.exitCode = isAsked ? 0 : EXIT_USAGE;
}
