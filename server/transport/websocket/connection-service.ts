import type {
  AuthenticateReceived,
  ConnectionHandlers,
  JoinSessionReceived,
  LeaveSessionReceived,
  PingReceived,
} from "../../../generated/gateway/handlers.ts";
import { LIMITS } from "../../../generated/gateway/limits.ts";
import { serializeError } from "../../../generated/gateway/serializers.ts";
import type { Authenticator } from "../../auth/authenticator.ts";
import type { Call } from "../../pipeline/call.ts";
import { GatewayError } from "../../pipeline/gateway-error.ts";
import { type EventSource, planReplay, REPLAY_FAILURE } from "../../sessions/replay.ts";
import { isDelayed, StorageError } from "../../storage/storage-error.ts";
import type { Broadcaster } from "../broadcaster.ts";
import type { Admission } from "./admission.ts";
import type { ClientConnection } from "./client-connection.ts";

export interface ConnectionServiceOptions {
  authenticator: Authenticator;
  admission: Admission;
  broadcaster: Broadcaster;
  events: EventSource;
  now: () => number;
}

/** What concerns one connection: who it is, what it has joined, whether it is alive. */
export class ConnectionService implements ConnectionHandlers<Call> {
  readonly #options: ConnectionServiceOptions;

  constructor(options: ConnectionServiceOptions) {
    this.#options = options;
  }

  async authenticate({ token }: AuthenticateReceived, call: Call) {
    const connection = connectionOf(call);
    const authenticated = await this.#options.authenticator.authenticate(token, connection.address, connection.membership);
    this.#options.admission.admit(connection, authenticated);
    return { identity: authenticated.membership.identity };
  }

  async joinSession({ type, sessionId, afterSeq, epoch }: JoinSessionReceived, call: Call) {
    const connection = connectionOf(call);
    const { session } = call;
    const { broadcaster, events } = this.#options;
    if (!connection.hasJoined(sessionId) && connection.joinedCount >= LIMITS.joinedSessions) {
      throw new GatewayError("INVALID_STATE", `The connection has joined ${LIMITS.joinedSessions} sessions already. Leave one first.`, {
        sessionId,
      });
    }
    const cursor = { ...(afterSeq === undefined ? {} : { afterSeq }), ...(epoch === undefined ? {} : { epoch }) };
    // From here to the next await nothing is appended: snapshot, cursor and subscription are of one moment.
    const snapshot = session.snapshot();
    const plan = planReplay(cursor, snapshot);
    const replay = connection.join(session.log, events, plan.afterSeq);
    // The client has left since it asked.
    if (replay === null) throw new GatewayError("INVALID_STATE", "The connection is closed.", { sessionId });
    broadcaster.joinSession(sessionId, connection);
    // Nobody sees what is not committed, the snapshot's reader neither.
    await session.log.persisted().catch((error: unknown) => {
      this.#leave(connection, sessionId);
      throw isDelayed(error) ? new StorageError("full", error.message) : error;
    });
    call.afterReply(() => {
      replay.run(snapshot.lastSeq).catch((error: unknown) => {
        call.log.error({ error }, "a replay failed");
        this.#leave(connection, sessionId);
        connection.send(serializeError({ ...REPLAY_FAILURE, messageType: type, sessionId }));
      });
    });
    return {
      ...snapshot,
      resume: plan.resume,
      replayFrom: plan.afterSeq + 1,
      participants: broadcaster.participants(sessionId).size,
    };
  }

  async leaveSession({ type, sessionId }: LeaveSessionReceived, call: Call) {
    this.#leave(connectionOf(call), sessionId);
    return { messageType: type, sessionId };
  }

  async ping({ ts }: PingReceived) {
    return { ts: this.#options.now(), ...(ts === undefined ? {} : { clientTs: ts }) };
  }

  #leave(connection: ClientConnection, sessionId: string): void {
    connection.leave(sessionId);
    this.#options.broadcaster.leaveSession(sessionId, connection);
  }
}

function connectionOf({ connection }: Call): ClientConnection {
  if (connection === null) throw new Error("The message came by no connection.");
  return connection;
}
