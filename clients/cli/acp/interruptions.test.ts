import fc from "fast-check";
import { expect, test } from "vitest";
import { FakeWorld } from "./testing/fake-world.ts";
import { ModelGateway } from "./testing/model-gateway.ts";

/** What may happen next. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("deliver" as const), count: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("work" as const), updates: fc.constantFrom(0 as const, 1 as const, 2 as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("read" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("ask" as const, "answer" as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom("lose" as const, "come-back" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("prompt" as const, "cancel" as const, "list" as const, "finish" as const) }) },
);

/** A bridge between an editor and a gateway, and what the editor has seen. */
class Run {
  readonly world = new FakeWorld();
  readonly gateway = new ModelGateway(this.world);
  readonly updates: string[] = [];
  readonly answered = new Map<unknown, number>();
  readonly asked: string[] = [];
  /** Requests at the editor that it has not answered, by its ids. */
  readonly open = new Map<unknown, string>();
  #calls = 0;
  #isConnected = true;

  constructor() {
    this.world.begin();
    this.world.call("new", "session/new", { cwd: "/w", mcpServers: [] });
    this.settle();
    this.call("session/prompt", { sessionId: "s", prompt: [] });
    this.settle();
  }

  take(action: { kind: string; count?: number; updates?: 0 | 1 | 2 }): void {
    switch (action.kind) {
      case "deliver":
        this.gateway.deliver(action.count ?? 1);
        break;
      case "work":
        this.gateway.work(action.updates ?? 1);
        break;
      case "read":
        this.gateway.read();
        break;
      case "finish":
        this.gateway.finish();
        break;
      case "ask":
        this.gateway.ask();
        break;
      case "prompt":
        this.call("session/prompt", { sessionId: "s", prompt: [] });
        break;
      case "list":
        this.call("session/list", {});
        break;
      case "cancel":
        this.world.notify("session/cancel", { sessionId: "s" });
        break;
      case "answer":
        this.answer();
        break;
      case "lose":
        this.lose();
        break;
      case "come-back":
        this.comeBack();
        break;
    }
    this.look();
  }

  call(method: string, params: object): void {
    this.world.call(++this.#calls, method, params);
  }

  get calls(): number {
    return this.#calls;
  }

  lose(): void {
    if (!this.#isConnected) return;
    this.#isConnected = false;
    this.gateway.cut();
    this.world.lose();
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

  /** Everything that is on its way arrives. */
  settle(): void {
    for (let rest = 10; rest > 0; rest--) {
      this.gateway.read();
      this.gateway.deliver(Number.POSITIVE_INFINITY);
      this.look();
    }
  }

  /** Takes what the editor was sent. */
  look(): void {
    for (const message of this.world.toEditor.splice(0)) {
      const params = message.params as { update?: { name: string }; _meta?: { requestId: string }; requestId?: unknown } | undefined;
      if (message.method === "session/update") this.updates.push(params?.update?.name ?? "");
      else if (message.method === "$/cancel_request") this.open.delete(params?.requestId);
      else if (message.method === undefined) this.answered.set(message.id, (this.answered.get(message.id) ?? 0) + 1);
      else {
        this.asked.push(params?._meta?.requestId ?? "");
        this.open.set(message.id, params?._meta?.requestId ?? "");
      }
    }
  }
}

test("whatever is cut whenever: every update once and in order, every call answered once, every question asked once", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 80 }), (steps) => {
      const run = new Run();
      for (const action of steps) run.take(action);
      run.comeBack();
      run.settle();
      while (run.open.size > 0) {
        run.answer();
        run.settle();
      }
      expect(run.gateway.isAsking).toBe(false);
      run.gateway.finish();
      run.settle();
      expect(run.updates).toEqual(run.gateway.told);
      const once = Array.from({ length: run.calls }, (_, index): [unknown, number] => [index + 1, 1]);
      expect(run.answered).toEqual(new Map<unknown, number>([["new", 1], ...once]));
      expect(run.asked).toEqual([...new Set(run.asked)]);
      for (const [requestId, answers] of run.gateway.answers) expect(answers).toEqual([{ of: requestId }]);
    }),
    { numRuns: 1500 },
  );
});
