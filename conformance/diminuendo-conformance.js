#!/usr/bin/env node
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/*
 * Plain JavaScript, as the Node.js that finds it may be too old to run the TypeScript that the command is: then the one that
 * was installed with the project runs it.
 */

/** The first version that runs the command. */
const NODE_MAJOR = 24;
const OWN_NODE = fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));
const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));

if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR) {
  process.argv.splice(1, 1, MAIN);
  await import("./main.ts");
} else if (existsSync(OWN_NODE)) {
  const child = spawn(OWN_NODE, [MAIN, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
} else {
  console.error(`diminuendo-conformance needs Node.js ${NODE_MAJOR} or newer, and this is ${process.version}.`);
  process.exitCode = 1;
}
