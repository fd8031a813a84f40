import { serveThread, threadData } from "../serve.ts";

/** Keeps notes, and reports them a batch at a time. */
export interface NotebookContract {
  readonly message: string;
  readonly report: readonly string[];
  readonly calls: {
    readonly double: { readonly request: number; readonly answer: number };
    readonly notes: { readonly request: null; readonly answer: readonly string[] };
  };
}

const { prefix, refuseToClose } = threadData<{ prefix: string; refuseToClose?: boolean }>();
const notes: string[] = [];
let fresh: string[] = [];

const port = serveThread<NotebookContract>({
  message(text) {
    if (text === "throw") throw Object.assign(new Error("No more paper."), { code: "E_PAPER" });
    if (text === "crash") setImmediate(() => process.exit(3));
    if (text === "crash by an error") {
      setImmediate(() => {
        throw new Error("Torn.");
      });
    }
    notes.push(prefix + text);
    fresh.push(prefix + text);
  },
  calls: {
    double(number) {
      if (number < 0) throw Object.assign(new Error("Negative."), { code: "E_NEGATIVE" });
      return 2 * number;
    },
    notes: () => notes,
  },
  drained() {
    if (fresh.length > 0) port.report(fresh);
    fresh = [];
  },
  close() {
    if (refuseToClose === true) throw new Error("The cover is stuck.");
    port.report(["closed"]);
  },
});
