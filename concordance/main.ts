import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * What is allocated for a call is garbage when the call is answered. On a machine with much memory Node would let more than
 * 100 MiB of that gather before it looks.
 */
const HEAP_FLAGS = ["--max-semi-space-size=16"];

const [first, ...rest] = process.argv.slice(2);
if (first === undefined || first.startsWith("-")) {
  // The same process goes on as another program: with flags that can only be given at its start. Not every platform can do that.
  const entry = new URL("./serve.js", import.meta.url);
  if (process.platform !== "win32" && process.execve !== undefined) {
    process.execve(process.execPath, [
      process.execPath,
      ...process.execArgv,
      ...HEAP_FLAGS,
      fileURLToPath(entry),
      ...process.argv.slice(2),
    ]);
  }
  await import(entry.href);
} else {
  // Compiled code is kept from one start to the next; everything imported from here on profits.
  enableCompileCache();
  const { run } = await import("./command/run.ts");
  process.exitCode = await run(first, rest);
}
