import { setTimeout as delay } from "node:timers/promises";
import type { ErrorCode } from "../../../generated/concordance/types.ts";
import type { Random } from "../../simulation/random.ts";
import type { ChaosCluster } from "../cluster/chaos-cluster.ts";
import type { ChaosNode } from "../cluster/chaos-node.ts";
import { Connection, type Reply } from "./connection.ts";
import type { History } from "./history.ts";
import { type Plan, Planner } from "./plan.ts";
import { entriesOf, isUnknown } from "./recording.ts";

/** How a client behaves. */
export interface Habits {
  /** Whether it lets nodes ask the leader in its stead, or goes to the leader itself. */
  readonly forward: boolean;
  /** How long it waits for an answer, in ms. */
  readonly patienceMs: number;
  /** The longest pause between two operations, in ms. */
  readonly thinkMs: number;
}

/** What may be answered while things go wrong. Anything else is a defect. */
const EXPECTED: readonly ErrorCode[] = [
  ...(["NOT_FOUND", "CAS_CONFLICT", "NOT_LEADER", "NO_LEADER", "PROPOSAL_TIMEOUT"] as const),
  ...(["OVERLOADED", "STORAGE_FAILED", "SHUTTING_DOWN"] as const),
];
/** Pause after a refusal, in ms. */
const RETRY_MS = 20;

/** One client: does one operation after the other, and tells the history what it was told. */
export class Client {
  /** How often it was told what. */
  readonly outcomes = new Map<string, number>();
  readonly problems: string[] = [];
  readonly #cluster: ChaosCluster;
  readonly #history: History;
  readonly #random: Random;
  readonly #habits: Habits;
  readonly #planner: Planner;
  readonly #connections = new Map<ChaosNode, Connection>();
  #node: ChaosNode;
  #process: number;

  constructor(cluster: ChaosCluster, history: History, random: Random, habits: Habits) {
    this.#cluster = cluster;
    this.#history = history;
    this.#random = random;
    this.#habits = habits;
    this.#process = history.newProcess();
    this.#planner = new Planner(this.#process, random);
    this.#node = random.pick(cluster.nodes);
  }

  /** Works until it is told to stop; resolves when its last operation is over. */
  async run(stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted) {
      const reply = await this.#do(this.#planner.next());
      this.#count(reply);
      if (reply.kind === "result" || this.#isAnswer(reply)) await delay(this.#random.between(0, this.#habits.thinkMs));
      else await this.#lookElsewhere(reply);
    }
    for (const connection of this.#connections.values()) connection.end();
  }

  async #do(plan: Plan): Promise<Reply> {
    const connection = await this.#connected();
    if (connection === null) return { kind: "unsent" };
    const [method, params] = callOf(plan, this.#habits.forward);
    const start = this.#history.now();
    const reply = await connection.call(method, params, this.#habits.patienceMs);
    const occasion = { process: this.#process, start, end: this.#history.now() };
    for (const entry of entriesOf(plan, reply, occasion)) {
      this.#history.record(entry);
      const { result } = entry;
      if (typeof result === "object" && "version" in result && result.version !== undefined) this.#planner.saw(entry, result.version);
    }
    if (isUnknown(reply)) this.#process = this.#history.newProcess();
    return reply;
  }

  async #connected(): Promise<Connection | null> {
    const known = this.#connections.get(this.#node);
    if (known?.isOpen) return known;
    const connection = await Connection.open(this.#node.address);
    if (connection !== null) this.#connections.set(this.#node, connection);
    return connection;
  }

  #isAnswer(reply: Reply): boolean {
    return reply.kind === "error" && (reply.code === "NOT_FOUND" || reply.code === "CAS_CONFLICT");
  }

  async #lookElsewhere(reply: Reply): Promise<void> {
    const leader = reply.kind === "error" && reply.code === "NOT_LEADER" ? this.#cluster.behind(reply.data.leader ?? "") : undefined;
    this.#node = leader ?? this.#random.pick(this.#cluster.nodes);
    if (leader === undefined) await delay(RETRY_MS);
  }

  #count(reply: Reply): void {
    const outcome = reply.kind === "error" ? reply.code : reply.kind;
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
    if (reply.kind === "error" && !EXPECTED.includes(reply.code))
      this.problems.push(`A client was answered ${JSON.stringify(reply.data)}.`);
  }
}

function callOf(plan: Plan, forward: boolean): [method: string, params: object] {
  const { op, ...params } = plan;
  if (op === "get" && "isLocal" in params) {
    const { isLocal, ...place } = params;
    return ["kv/get", { ...place, consistency: isLocal ? "local" : "linearizable", forward }];
  }
  const isRead = op === "mget" || op === "list";
  return [`kv/${op}`, { ...params, forward, ...(isRead ? { consistency: "linearizable" } : { actor: "chaos" }) }];
}
