import { Line } from "../../runner/line.ts";
import { checkOf } from "../../runner/run-trace.ts";
import type { Scene } from "../../runner/scene.ts";
import type { Json } from "../../trace/format.ts";
import { parseTrace } from "../../trace/parse.ts";
import { Inbox } from "../../wire/inbox.ts";
import type { Incoming, Peer } from "../../wire/peer.ts";
import type { Observed } from "../observed.ts";

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** Replays a trace against the very things that were seen. @throws RuleBroken when it does not match them */
export async function replayAgainst(profile: string, text: string, observed: readonly Observed[]): Promise<void> {
  const answers = observed.flatMap((one) => (one.kind === "request" ? [one.answer] : []));
  const names = observed.flatMap((one) => (one.kind === "opened" ? [one.on] : []));
  const scene = {
    stage: { names: { tenant: "t" }, token: async () => "another token" },
    limits: new Map(),
    tryOpen: async () => new Line(new SeenPeer(observed, names.shift() ?? ""), [], ({ type }) => type === "heartbeat", "WS-FRAME-7"),
    request: async () => answers.shift(),
  };
  await checkOf(parseTrace(`${profile}/recorded`, text)).run(scene as unknown as Scene);
}

/** A connection on which everything that was seen on one has come in already. */
class SeenPeer implements Peer {
  readonly subprotocol = "";
  readonly headers = {};
  readonly #inbox = new Inbox<Incoming>();
  readonly #sent: string[];
  readonly #inWords = new Map<string, string>();

  constructor(observed: readonly Observed[], on: string) {
    this.#sent = observed.flatMap((one) => (one.kind === "sent" && one.on === on ? [one.text] : []));
    for (const one of observed) {
      if (one.kind === "received" && one.on === on) this.#inbox.push({ kind: "frame", frame: one.frame, bytes: 0 });
      if (one.kind === "closed" && one.on === on) this.#inbox.push({ kind: "closed", code: one.code, reason: "" });
    }
  }

  /** A server says back what it is sent: what the replay makes up takes the place of what was recorded. */
  send(text: string): void {
    const recorded = this.#sent.shift() ?? "";
    const own = text.match(UUID) ?? [];
    for (const [index, uuid] of (recorded.match(UUID) ?? []).entries()) this.#inWords.set(uuid, own[index] ?? uuid);
  }

  sendBinary(): void {}
  pause(): void {}
  resume(): void {}
  close(): void {}
  cut(): void {}

  async next(withinMs: number): Promise<Incoming | undefined> {
    const incoming = await this.#inbox.next(withinMs);
    if (incoming?.kind !== "frame") return incoming;
    const text = JSON.stringify(incoming.frame).replaceAll(UUID, (uuid) => this.#inWords.get(uuid) ?? uuid);
    return { ...incoming, frame: JSON.parse(text) as Json };
  }
}
