import { extname } from "node:path";
import { fileURLToPath } from "node:url";

/** TypeScript here, and JavaScript in the package that is built of it. */
const AGENT = fileURLToPath(new URL(`../agent/main${extname(import.meta.url)}`, import.meta.url));

/**
 * The agents that a started gateway has beside its own: one that does what its prompt says, and some that go wrong in ways
 * that a prompt cannot ask for.
 */
export function agentsFile(): Record<string, unknown> {
  const scripted = { runtime: "acp", command: process.execPath, args: [AGENT] };
  return {
    scripted: { ...scripted, title: "Does what its prompt says" },
    silent: { ...scripted, title: "Is given up after a second without a word", silenceMs: 1000 },
    missing: { runtime: "acp", command: "/nonexistent/agent", title: "Cannot be started" },
    "never-ready": { runtime: "acp", command: process.execPath, args: ["-e", "process.stdin.resume()"], title: "Starts, and says nothing" },
    costly: { runtime: "demo", script: "echo", title: "Costs credits", pricing: { reserve: "5", turn: "5" } },
  };
}
