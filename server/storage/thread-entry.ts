import { enableCompileCache } from "node:module";
import { workerData } from "node:worker_threads";
import type { ThreadOptions } from "./requests.ts";

// A thread does not share the compiled code of the one that started it, but can keep its own.
enableCompileCache();
await import((workerData as ThreadOptions).module);
