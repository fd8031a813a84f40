import { existsSync } from "node:fs";

// TypeSpec loads JavaScript only. Where the library is written, Node runs its TypeScript as it stands; below `node_modules`
// it would not, and what is published is compiled.
const source = new URL("./src/tsp-index.ts", import.meta.url);
const compiled = new URL("./dist/tsp-index.js", import.meta.url);

export const { $decorators, $lib, $onEmit, $onValidate } = await import((existsSync(source) ? source : compiled).href);
