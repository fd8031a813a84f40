import type { Command, Heard, Json, Outcome, Report, StateReport } from "./protocol.ts";

/** Stands between a runner and a driver. */
export interface Interference {
  /** What becomes of a command. */
  command?(command: Command): Command[];
  /** What becomes of a report. */
  report?(report: Report): Report[];
}

/** What whoever stands in between can do by itself. */
export interface Wires {
  /** Gives the driver a command. Its outcome goes nowhere. */
  order(name: string, parameters?: Json): void;
  /** Hands a command on to the driver. */
  pass(command: Command): void;
}

/** A promise of an SDK that is broken on purpose. */
export interface Fault {
  /** The scenario that must find it. */
  readonly scenario: string;
  readonly make: (wires: Wires) => Interference;
}

export const FAULTS: Readonly<Record<string, Fault>> = {
  "loses-an-event": {
    scenario: "drop-live",
    make: () => ({ report: (report) => (isDelta(report, 6) ? [] : [report]) }),
  },
  "repeats-an-event": {
    scenario: "duplicates-after-reconnect",
    make: () => ({ report: (report) => (isDelta(report, 6) ? [report, report] : [report]) }),
  },
  "swaps-events": { scenario: "live-before-rejoin", make: swapEvents },
  "hides-a-reset": {
    scenario: "reset-at-rejoin",
    make: () => ({ report: (report) => (isHeard(report) && report.item["type"] === "reset" ? [] : [report]) }),
  },
  "ignores-new-events": {
    scenario: "unknown-events",
    make: () => ({ report: (report) => (isHeard(report) && report.item["type"] === "brand.new" ? [] : [report]) }),
  },
  "drops-new-fields": {
    scenario: "unknown-events",
    make: () => ({ report: (report) => (isHeard(report) ? [{ ...report, item: { ...report.item, tone: undefined } }] : [report]) }),
  },
  "mixes-sessions": {
    scenario: "two-sessions",
    make: () => ({ report: (report) => (isHeard(report) && report.heard === "other" ? [{ ...report, heard: "s" }] : [report]) }),
  },
  "forgets-the-cursor": {
    scenario: "reset-at-join",
    make: () => ({ command: (command) => (command.do === "join" ? [{ ...command, afterSeq: undefined }] : [command]) }),
  },
  "leaves-loops-open": {
    scenario: "turn-through-drops",
    make: () => ({ report: (report) => (isHeard(report) && report.item["type"] === "ended" ? [] : [report]) }),
  },
  "resends-a-write": { scenario: "write-lost", make: resendWrites },
  "runs-a-turn-twice": { scenario: "turn-ack-lost", make: runTwice },
  "tells-a-refusal-for-a-success": {
    scenario: "refusals",
    make: () => ({ report: (report) => (errorOf(report)?.["class"] === "GatewayError" ? [succeed(report)] : [report]) }),
  },
  "hides-the-code": { scenario: "refusals", make: () => alterError((error) => ({ ...error, code: undefined })) },
  "hides-the-cause": { scenario: "token-refused", make: () => alterError((error) => ({ ...error, cause: null })) },
  "calls-the-unknown-refused": {
    scenario: "writes-lost",
    make: () => alterError((error) => (error["class"] === "ConnectionLostError" ? { ...error, class: "GatewayError" } : error)),
  },
  "hides-retry-after": { scenario: "rate-limited", make: () => alterError((error) => ({ ...error, retryAfterMs: undefined })) },
  "mixes-answers": { scenario: "answers-out-of-order", make: mixAnswers },
  "fails-offline": { scenario: "offline-queue", make: failOffline },
  "drains-backwards": { scenario: "offline-queue", make: drainBackwards },
  "queues-without-end": {
    scenario: "offline-queue-full",
    make: () => ({ command: (command) => [withOption(command, "maxQueuedCalls", 1_000_000)] }),
  },
  "waits-for-ever": {
    scenario: "request-timeout",
    make: () => ({ command: (command) => [withOption(command, "requestTimeoutMs", 1_000_000)] }),
  },
  "trusts-the-silent": {
    scenario: "silent-gateway",
    make: () => ({ command: (command) => [withOption(command, "silenceGraceMs", 1_000_000)] }),
  },
  "keeps-an-old-token": {
    scenario: "token-per-connection",
    make: () => ({ command: (command) => [withOldToken(command)] }),
  },
  "comes-back-uninvited": {
    scenario: "close-4403-forbidden",
    make: (wires) => ({ report: (report) => onState(report, "closed", () => wires.order("connect")) }),
  },
  "comes-back-too-soon": { scenario: "shutdown-delay", make: hurryBack },
  "stays-away": {
    scenario: "close-4408-slow-consumer",
    make: (wires) => ({ report: (report) => onState(report, "waiting", () => wires.order("close")) }),
  },
  "fails-at-its-end": { scenario: "gap", make: () => ({ command: exitInTheEnd }) },
};

function swapEvents(): Interference {
  const held = new Map<string, Report>();
  return {
    report(report) {
      if (isDelta(report, 3)) {
        held.set(report.via, report);
        return [];
      }
      const earlier = isDelta(report, 4) ? held.get(report.via) : undefined;
      return earlier === undefined ? [report] : [report, earlier];
    },
  };
}

function resendWrites(wires: Wires): Interference {
  const calls = new Map<number, Command>();
  return {
    command(command) {
      calls.set(command.id, command);
      return [command];
    },
    report(report) {
      const call = isOutcome(report) ? calls.get(report.id) : undefined;
      if (call !== undefined && errorOf(report)?.["class"] === "ConnectionLostError") wires.order(call.do, call);
      return [report];
    },
  };
}

function runTwice(wires: Wires): Interference {
  let turn: Command | null = null;
  return {
    command(command) {
      if (command.do === "run_turn") turn = command;
      return [command];
    },
    report: (report) =>
      onState(report, "waiting", () => {
        if (turn !== null) wires.order("run_turn", { ...turn, as: "again" });
      }),
  };
}

function mixAnswers(): Interference {
  let first: Report | null = null;
  return {
    report(report) {
      if (!isOutcome(report) || !("result" in report) || (report.result as Json | null)?.["type"] !== "session_list") return [report];
      if (first === null) {
        first = report;
        return [];
      }
      const { id } = first as unknown as Command;
      return [
        { id, result: report.result },
        { id: report.id, result: (first as unknown as { result: unknown }).result },
      ];
    },
  };
}

function failOffline(): Interference {
  const answers: Report[] = [];
  let isOpen = false;
  return {
    command(command) {
      if (isOpen || command.do !== "call") return [command];
      answers.push({ id: command.id, error: { class: "ConnectionLostError", message: "offline" } });
      return [];
    },
    report(report) {
      if (isState(report)) isOpen = report.state === "open";
      return [report, ...answers.splice(0)];
    },
  };
}

function drainBackwards(wires: Wires): Interference {
  const held: Command[] = [];
  let isOpen = false;
  return {
    command(command) {
      if (isOpen || command.do !== "call") return [command];
      held.push(command);
      return [];
    },
    report(report) {
      if (isState(report)) isOpen = report.state === "open";
      if (isOpen) for (const command of held.splice(0).reverse()) wires.pass(command);
      return [report];
    },
  };
}

function hurryBack(wires: Wires): Interference {
  return {
    report: (report) =>
      onState(report, "waiting", () => {
        wires.order("close");
        wires.order("connect");
      }),
  };
}

function exitInTheEnd(command: Command): Command[] {
  if (command.do === "close") process.exitCode = 1;
  return [command];
}

function alterError(alter: (error: Json) => Json): Interference {
  return {
    report(report) {
      const error = errorOf(report);
      return error === null ? [report] : [{ ...report, error: alter(error) } as unknown as Report];
    },
  };
}

function withOption(command: Command, name: string, value: unknown): Command {
  return command.do === "open" ? { ...command, options: { ...(command["options"] as Json), [name]: value } } : command;
}

function withOldToken(command: Command): Command {
  const { tokens, ...others } = command;
  return Array.isArray(tokens) ? { ...(others as unknown as Command), token: tokens[0] } : command;
}

function onState(report: Report, state: string, then: () => void): Report[] {
  if (isState(report) && report.state === state) then();
  return [report];
}

function succeed(report: Report): Report {
  return { id: (report as unknown as Command).id, result: {} };
}

function isHeard(report: Report): report is Heard {
  return "heard" in report;
}

function isState(report: Report): report is StateReport {
  return "state" in report;
}

function isOutcome(report: Report): report is { id: number } & Outcome {
  return "id" in report;
}

function isDelta(report: Report, seq: number): report is Heard {
  return isHeard(report) && report.item["type"] === "text_delta" && report.item["seq"] === seq;
}

function errorOf(report: Report): Json | null {
  return isOutcome(report) && "error" in report ? report.error : null;
}
