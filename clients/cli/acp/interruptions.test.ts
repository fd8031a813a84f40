import fc from "fast-check";
import { expect, test } from "vitest";
import { FakeWorld } from "./testing/fake-world.ts";
import { ModelGateway, PUT_OFF_MS } from "./testing/model-gateway.ts";
import type { ModelSession } from "./testing/model-session.ts";

type Name = "slow" | "fast";
type Session = { readonly name: Name };
type Step =
  | { readonly kind: "deliver"; readonly count: number }
  | ({ readonly kind: "work"; readonly updates: 0 | 1 | 2 } & Session)
  | ({ readonly kind: "prompt" | "cancel" | "take-back" | "finish" | "other" | "ask" } & Session)
  | { readonly kind: "read" | "answer" | "list" | "lose" | "come-back" | "open-slow" | "busy" | "wait" };

const name = fc.constantFrom<Name>("slow", "fast");
const kinds = <Kind extends string>(...values: Kind[]) => fc.constantFrom(...values);

/** What may happen next. */
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: kinds("deliver"), count: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: kinds("work"), name, updates: fc.constantFrom(0 as const, 1 as const, 2 as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: kinds("read") }) },
  { weight: 2, arbitrary: fc.record({ kind: kinds("answer", "list", "open-slow", "busy", "wait") }) },
  { weight: 3, arbitrary: fc.record({ kind: kinds("lose", "come-back") }) },
  { weight: 5, arbitrary: fc.record({ kind: kinds("prompt", "cancel", "take-back", "finish", "other", "ask"), name }) },
);

/** A prompt of the editor's. */
interface Prompt extends Session {
  readonly id: number;
  isCancelled: boolean;
  stopReason: unknown;
}

/** A bridge between an editor and a gateway, and what the editor has seen. */
class Run {
  readonly world = new FakeWorld();
  readonly gateway = new ModelGateway(this.world);
  readonly updates: Record<Name, string[]> = { slow: [], fast: [] };
  readonly answered = new Map<unknown, number>();
  readonly asked: string[] = [];
  readonly prompts: Prompt[] = [];
  /** Requests at the editor that it has not answered, by its ids. */
  readonly open = new Map<unknown, string>();
  calls = 0;
  #isConnected = true;

  constructor() {
    this.world.begin();
    for (const cwd of ["slow", "fast"]) this.call("session/new", { cwd, mcpServers: [] });
    this.settle();
    for (const session of ["slow", "fast"] as const) this.prompt(session);
    this.settle();
  }

  take(action: Step): void {
    const before = this.#stops;
    const isFree = "name" in action && this.#isConnected && this.#openIn(action.name).length === 0;
    this.#do(action);
    // What runs, whoever runs it, is stopped only at once, and only where the editor runs nothing itself.
    expect(this.#stops).toBeLessThanOrEqual(before + (action.kind === "cancel" && isFree ? 1 : 0));
    this.look();
  }

  call(method: string, params: object): number {
    this.world.call(++this.calls, method, params);
    return this.calls;
  }

  prompt(session: Name): void {
    const id = this.calls + 1;
    this.prompts.push({ name: session, id, isCancelled: false, stopReason: null });
    this.call("session/prompt", { sessionId: session, prompt: [] });
  }

  comeBack(): void {
    if (this.#isConnected) return;
    this.#isConnected = true;
    this.world.pass(10_000);
    this.world.bridge.opened();
  }

  answer(): void {
    const [first] = this.open;
    if (first === undefined) return;
    this.open.delete(first[0]);
    this.world.reply({ id: first[0] }, { of: first[1] });
  }

  /** Everything that is on its way arrives, but for what waits for the slow session. */
  settle(): void {
    for (let rest = 10; rest > 0; rest--) {
      this.gateway.read();
      this.gateway.deliver(Number.POSITIVE_INFINITY);
      this.world.pass(PUT_OFF_MS);
      this.look();
    }
  }

  /** Every question is answered, until there is none any more. */
  answerAll(): void {
    this.settle();
    while (this.open.size > 0) {
      this.answer();
      this.settle();
    }
  }

  /** Takes what the editor was sent. */
  look(): void {
    for (const message of this.world.toEditor.splice(0)) {
      const params = message.params as { sessionId: Name; update?: { name: string }; _meta?: { requestId: string }; requestId?: unknown };
      if (message.method === "session/update") this.updates[params.sessionId].push(params.update?.name ?? "");
      else if (message.method === "$/cancel_request") this.open.delete(params.requestId);
      else if (message.method === undefined) this.#heard(message);
      else {
        this.asked.push(params._meta?.requestId ?? "");
        this.open.set(message.id, params._meta?.requestId ?? "");
      }
    }
  }

  #do(action: Step): void {
    switch (action.kind) {
      case "deliver":
        this.gateway.deliver(action.count);
        break;
      case "work":
        this.gateway[action.name].work(action.updates);
        break;
      case "read":
        this.gateway.read();
        break;
      case "finish":
        this.gateway[action.name].finish();
        break;
      case "other":
        this.gateway[action.name].runByOther();
        break;
      case "ask":
        this.gateway[action.name].ask();
        break;
      case "open-slow":
        this.gateway.openSlow();
        break;
      case "busy":
        this.gateway.isBusy = true;
        break;
      case "wait":
        this.world.pass(PUT_OFF_MS);
        break;
      case "prompt":
        this.prompt(action.name);
        break;
      case "list":
        this.call("session/list", {});
        break;
      case "cancel":
        for (const prompt of this.#openIn(action.name)) prompt.isCancelled = true;
        this.world.notify("session/cancel", { sessionId: action.name });
        break;
      case "take-back":
        this.#takeBack(this.#openIn(action.name)[0]);
        break;
      case "answer":
        this.answer();
        break;
      case "lose":
        this.#lose();
        break;
      case "come-back":
        this.comeBack();
        break;
    }
  }

  #takeBack(prompt: Prompt | undefined): void {
    if (prompt === undefined) return;
    prompt.isCancelled = true;
    this.world.notify("$/cancel_request", { requestId: prompt.id });
  }

  #lose(): void {
    if (!this.#isConnected) return;
    this.#isConnected = false;
    this.gateway.cut();
    this.world.lose();
  }

  #heard({ id, result }: { id?: unknown; result?: unknown }): void {
    this.answered.set(id, (this.answered.get(id) ?? 0) + 1);
    const prompt = this.prompts.find((candidate) => candidate.id === id);
    if (prompt !== undefined) prompt.stopReason = (result as { stopReason: unknown } | undefined)?.stopReason;
  }

  #openIn(session: Name): Prompt[] {
    return this.prompts.filter((prompt) => prompt.name === session && !this.answered.has(prompt.id));
  }

  /** How often the gateway is being told to stop whatever runs. */
  get #stops(): number {
    return this.world.toGateway.filter(({ method }) => method === "session/cancel").length;
  }
}

/** Prompts of a session that the editor has stopped, and that are not answered. */
function stoppedAndOpen({ prompts, answered }: Run, session: Name): Prompt[] {
  return prompts.filter((prompt) => prompt.name === session && prompt.isCancelled && !answered.has(prompt.id));
}

function expectWhole({ gateway, updates }: Run, session: Name): void {
  const model: ModelSession = gateway[session];
  expect(model.isAsking).toBe(false);
  expect(updates[session]).toEqual(model.told);
}

test("whatever is cut whenever: every update once and in order, every call answered once, every question asked once, what is stopped and nothing else ends as cancelled, and no session waits for another", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 100 }), (steps) => {
      const run = new Run();
      for (const action of steps) run.take(action);
      const { gateway } = run;
      run.comeBack();
      run.answerAll();
      // The slow session may be closed still. That is no reason for anything else to wait.
      expect(stoppedAndOpen(run, "fast")).toEqual([]);
      gateway.fast.finish();
      run.settle();
      expectWhole(run, "fast");
      const unanswered = Array.from({ length: run.calls }, (_, index) => index + 1).filter((id) => !run.answered.has(id));
      expect(run.prompts.filter(({ name: session }) => session === "slow").map(({ id }) => id)).toEqual(expect.arrayContaining(unanswered));

      gateway.openSlow();
      run.answerAll();
      expect(stoppedAndOpen(run, "slow")).toEqual([]);
      gateway.slow.finish();
      run.settle();
      expectWhole(run, "slow");
      expect([...run.answered].sort(([a], [b]) => Number(a) - Number(b))).toEqual(
        Array.from({ length: run.calls }, (_, index) => [index + 1, 1]),
      );
      expect(run.asked).toEqual([...new Set(run.asked)]);
      for (const { answers } of gateway.sessions) {
        for (const [requestId, given] of answers) expect(given).toEqual([{ of: requestId }]);
      }
      for (const { isCancelled, stopReason } of run.prompts) {
        // A turn may have ended by itself before it was told to.
        if (isCancelled) expect(["cancelled", "end_turn"]).toContain(stopReason);
        else expect(stopReason).toBe("end_turn");
      }
    }),
    { numRuns: 600 },
  );
});
