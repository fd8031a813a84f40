import { enableCompileCache } from "node:module";

// Compiled code is kept from one start to the next; everything imported from here on profits.
enableCompileCache();
const { main } = await import("./process.ts");
await main();
