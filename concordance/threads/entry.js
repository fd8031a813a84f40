// Where every thread begins. It is no TypeScript, so that a thread whose modules are in the compile cache never loads what
// strips types: that costs tens of megabytes in each thread.
import { enableCompileCache } from "node:module";
import { workerData } from "node:worker_threads";

// A thread does not share the compiled code of the one that started it, but can keep its own.
enableCompileCache();
await import(workerData.module);
