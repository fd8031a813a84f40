import { enableCompileCache } from "node:module";

// Compiled code is kept from one start to the next; everything imported from here on profits.
enableCompileCache();
const [first, ...rest] = process.argv.slice(2);
if (first === undefined || first.startsWith("-")) {
  const { serve } = await import("./process.ts");
  await serve(process.argv.slice(2));
} else {
  const { run } = await import("./command/run.ts");
  process.exitCode = await run(first, rest);
}
