import { AcpSchema } from "../monitors/acp-schema.ts";
import { Correlation } from "../monitors/correlation.ts";
import { EventShape } from "../monitors/event-shape.ts";
import { Hello } from "../monitors/hello.ts";
import { LogOrder } from "../monitors/log-order.ts";
import type { Monitor } from "../monitors/monitor.ts";
import { type RestRules, restViolations } from "../monitors/rest-shape.ts";
import { RpcShape } from "../monitors/rpc-shape.ts";
import { Schemas } from "../monitors/schemas.ts";
import { StateMoves } from "../monitors/state-moves.ts";
import { TurnOrder } from "../monitors/turn-order.ts";
import type { Stage } from "../target/target.ts";
import type { Caller, OpenStep, RequestStep, ServiceName } from "../trace/format.ts";
import { call, openEventStream } from "../wire/http.ts";
import type { Peer, Refusal } from "../wire/peer.ts";
import { openSocket } from "../wire/socket.ts";
import { type Ignore, Line } from "./line.ts";
import { RuleBroken } from "./rule-broken.ts";
import type { Spec } from "./spec.ts";

const NOTHING_IGNORED: Ignore = ({ type }) => type === "heartbeat";

/** What an answer over HTTP breaks that is not as the spec says. */
const REST_RULES: Readonly<Record<ServiceName, RestRules>> = {
  gateway: { shape: "REST-SHAPE-1", error: "REST-ERROR-1", errorMedia: "application/problem+json" },
  concordance: { shape: "CC-SHAPE-1", error: "CC-ERROR-1", errorMedia: "application/json" },
};

/** What a frame breaks that is no JSON object, by the name of the socket. */
const FRAME_RULES: Readonly<Record<string, string>> = { ws: "WS-FRAME-7", acp: "ACP-SCHEMA-1", stream: "CC-SHAPE-1" };

/** Which protocol a WebSocket speaks, by the name of its path in the spec. */
function socketName(spec: Spec, service: ServiceName, path: string): string {
  const pathname = path.split("?")[0];
  return spec[service].sockets.find((socket) => socket.path === pathname)?.name ?? "";
}

/** What a check works with: connections and requests to the servers of its stage, and what the spec says. */
export class Scene {
  readonly spec: Spec;
  readonly stage: Stage;
  readonly limits: ReadonlyMap<string, number>;
  readonly #schemas: SchemasOf;
  readonly #lines: Line[] = [];

  constructor(spec: Spec, stage: Stage, profile: string, schemas: SchemasOf) {
    this.spec = spec;
    this.stage = stage;
    this.limits = spec.limits(profile);
    this.#schemas = schemas;
  }

  /** A number of the spec. @throws Error when it has none of that name */
  limit(name: string): number {
    const value = this.limits.get(name);
    if (value === undefined) throw new Error(`The spec has no limit "${name}".`);
    return value;
  }

  /** Opens a connection. @throws RuleBroken when it is refused */
  async open(step: OpenStep, rule: string, ignore: Ignore = NOTHING_IGNORED): Promise<Line> {
    const opened = await this.tryOpen(step, ignore);
    if (opened instanceof Line) return opened;
    throw new RuleBroken({ rule, what: `${step.path} refuses the connection.`, expected: "a connection", received: opened });
  }

  /** Opens a connection, or resolves with what the server says instead. */
  async tryOpen(step: OpenStep, ignore: Ignore = NOTHING_IGNORED): Promise<Line | Refusal> {
    const { service = "gateway", path } = step;
    const url = `${await this.stage.url(service, step.node)}${path}`;
    const headers = { ...(await this.#authorization(step, service)), ...step.headers };
    const { localAddress } = this.stage;
    const own = localAddress === undefined ? {} : { localAddress };
    const opened: Peer | Refusal = step.sse
      ? await openEventStream({ url, method: "GET", headers, ...own })
      : await openSocket({ url, headers, offer: step.offer ?? [], ...own });
    if ("status" in opened) return opened;
    const name = step.sse ? "" : socketName(this.spec, service, path);
    const line = new Line(opened, this.#monitors(name), ignore, FRAME_RULES[name] ?? REST_RULES[service].shape);
    this.#lines.push(line);
    return line;
  }

  /** Opens a connection to `/ws` that is authenticated, and takes its greeting. @throws RuleBroken */
  async connect(as = "owner", ignore?: Ignore): Promise<Line> {
    const line = await this.open({ path: "/ws", as }, "WS-AUTH-1", ignore);
    await line.until({ type: "authenticated" }, "WS-AUTH-1");
    return line;
  }

  /** Makes a request, and checks the answer against what the spec says of its endpoint. @throws RuleBroken */
  async request(step: RequestStep): Promise<Refusal> {
    const { service = "gateway", method, path, body, text } = step;
    const url = `${await this.stage.url(service, step.node)}${path}`;
    const isJson = body !== undefined;
    const headers = {
      ...(isJson ? { "content-type": "application/json" } : {}),
      ...(await this.#authorization(step, service)),
      ...step.headers,
    };
    const content = isJson ? JSON.stringify(body) : text;
    const { localAddress } = this.stage;
    const answer = await call({
      url,
      method,
      headers,
      ...(content === undefined ? {} : { body: content }),
      ...(localAddress === undefined ? {} : { localAddress }),
    });
    const [violation] = restViolations(this.spec[service], this.#schemas[service], REST_RULES[service], { method, path }, answer);
    if (violation !== undefined) throw new RuleBroken(violation);
    return answer;
  }

  /** Cuts every connection that is still there. */
  end(): void {
    for (const line of this.#lines) line.peer.cut();
  }

  async #authorization({ as }: Caller, service: ServiceName): Promise<Record<string, string>> {
    if (as === null) return {};
    return { authorization: `Bearer ${await this.stage.token(as ?? (service === "gateway" ? "owner" : "full"), service)}` };
  }

  #monitors(socket: string): Monitor[] {
    const { gateway, concordance } = this.spec;
    switch (socket) {
      case "ws":
        return [
          new EventShape(gateway, this.#schemas.gateway),
          new Correlation(gateway),
          new Hello(),
          new LogOrder(gateway),
          new TurnOrder(),
          new StateMoves(gateway),
        ];
      case "acp": {
        const rules = { correlation: "ACP-RPC-2", shape: "ACP-CONFIG-11", error: "ACP-RPC-1", words: "ACP-RPC-1" };
        return [new RpcShape(gateway, this.#schemas.gateway, rules), new AcpSchema(gateway)];
      }
      case "stream": {
        const rules = { correlation: "CC-STREAM-3", shape: "CC-SHAPE-1", error: "CC-STREAM-2", words: "CC-ERROR-1" };
        return [new RpcShape(concordance, this.#schemas.concordance, rules)];
      }
      default:
        return [];
    }
  }
}

/** The types of both protocols as checks. They are compiled once for all scenes. */
export interface SchemasOf {
  gateway: Schemas;
  concordance: Schemas;
}

const known = new WeakMap<Spec, SchemasOf>();

/** The types of a spec as checks; the same ones for one spec, since to compile them takes time. */
export function schemasOf(spec: Spec): SchemasOf {
  const schemas = known.get(spec) ?? { gateway: new Schemas(spec.gateway), concordance: new Schemas(spec.concordance) };
  known.set(spec, schemas);
  return schemas;
}
