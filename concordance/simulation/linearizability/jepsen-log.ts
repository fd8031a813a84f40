import { BadHistory } from "./bad-history.ts";
import type { RegisterOperation } from "./register-model.ts";

/** `INFO  jepsen.util - 3	:ok	:cas	[1 2]` */
const LINE = /jepsen\.util - (\S+)\s+:(\S+)\s+:(\S+)\s+(.*)$/;
const NUMBER = /^-?\d+$/;
const PAIR = /^\[(-?\d+) (-?\d+)\]$/;

interface Invoked {
  readonly line: number;
  readonly op: string;
  readonly value: string;
}

interface Returned {
  readonly line: number;
  readonly type: string;
  readonly value: string;
}

export function isJepsenLog(text: string): boolean {
  return text.includes("jepsen.util - ");
}

/**
 * Reads a log of Jepsen's about a register. Times are numbers of lines. What failed for sure had no effect; what ended as
 * `:info`, or not at all, is unknown. Lines of other parts of Jepsen are passed over.
 */
export function readJepsenLog(text: string): RegisterOperation[] {
  const operations: RegisterOperation[] = [];
  const running = new Map<number, Invoked>();
  text.split("\n").forEach((content, at) => {
    const [, who = "", type = "", op = "", value = ""] = LINE.exec(content.trimEnd()) ?? [];
    if (!NUMBER.test(who)) return;
    const line = at + 1;
    const process = Number(who);
    const invoked = running.get(process);
    if (type === "invoke") {
      if (invoked) throw BadHistory.at(line, `process ${process} has not ended what it invoked in line ${invoked.line}.`);
      running.set(process, { line, op, value });
      return;
    }
    if (invoked?.op !== op) throw BadHistory.at(line, `process ${process} ends a ${op} that it did not invoke.`);
    running.delete(process);
    operations.push(...operationOf(process, invoked, { line, type, value }));
  });
  for (const [process, invoked] of running) operations.push(...operationOf(process, invoked, null));
  return operations;
}

/** No operation where it failed without saying anything of the register. */
function operationOf(process: number, invoked: Invoked, returned: Returned | null): RegisterOperation[] {
  if (returned && !["ok", "fail", "info"].includes(returned.type)) throw BadHistory.at(returned.line, `:${returned.type} is no outcome.`);
  const isOk = returned?.type === "ok";
  const isUnknown = returned === null || returned.type === "info";
  const times = { process, start: invoked.line, end: isUnknown ? null : returned.line };
  switch (invoked.op) {
    case "read":
      return isOk ? [{ ...times, op: "read", result: { value: readValue(returned) } }] : [];
    case "write":
      return isOk || isUnknown ? [{ ...times, op: "write", value: number(invoked), result: isOk ? "ok" : "unknown" }] : [];
    case "cas": {
      const [from, to] = pair(invoked);
      if (isOk || isUnknown) return [{ ...times, op: "cas", from, to, result: isOk ? "ok" : "unknown" }];
      // A failed one says its values again if the register held another, and a reason if it failed otherwise.
      return PAIR.test(returned.value) ? [{ ...times, op: "cas", from, to, result: "mismatch" }] : [];
    }
    default:
      throw BadHistory.at(invoked.line, `:${invoked.op} is no operation on a register.`);
  }
}

function readValue(returned: Returned): number | null {
  return returned.value === "nil" ? null : number(returned);
}

function number({ line, value }: { line: number; value: string }): number {
  if (!NUMBER.test(value)) throw BadHistory.at(line, `"${value}" is no number.`);
  return Number(value);
}

function pair({ line, value }: { line: number; value: string }): [number, number] {
  const [, from, to] = PAIR.exec(value) ?? [];
  if (from === undefined || to === undefined) throw BadHistory.at(line, `"${value}" is no pair of numbers.`);
  return [Number(from), Number(to)];
}
