// A node's process once it runs with the flags that `main.ts` gives it. It is no TypeScript, so that a process whose modules are
// in the compile cache never loads what strips types: that costs tens of megabytes, and a good part of the time to start.
import { enableCompileCache } from "node:module";

// Compiled code is kept from one start to the next; everything imported from here on profits.
enableCompileCache();
const { serve } = await import("./process.ts");
await serve(process.argv.slice(2));
