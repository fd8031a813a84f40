// TypeSpec loads JavaScript only; this file hands it the decorators and the emitter, which are written in TypeScript.
export * from "./src/tsp-index.ts";
