import type { WebSocket } from "ws";
import { ERROR_CODES } from "./generated/typescript/parlour/error-codes.ts";
import { methodNamed } from "./generated/typescript/parlour/methods.ts";
import { frameRoomClosed } from "./generated/typescript/parlour/notifications.ts";
import type { FaultData } from "./generated/typescript/parlour/types.ts";
import { type CallId, errorFrame, resultFrame } from "./generated/typescript/runtime/rpc.ts";
import { explain } from "./generated/typescript/runtime/validation.ts";
import { type House, Refused, type Staff } from "./house.ts";

const LEVELS = ["none", "read", "write"] as const;

/** Serves staff over JSON-RPC. A call without an id is done, and not answered. */
export function receiveStaff(socket: WebSocket, house: House, level: (typeof LEVELS)[number]): void {
  const staff: Staff = { roomClosed: (room) => socket.send(frameRoomClosed({ room })) };
  socket.on("message", async (data) => {
    const { id, method, params = {} } = JSON.parse(String(data)) as { id?: CallId; method: string; params?: object };
    const outcome = await called(method, params, staff, house, level);
    if (id === undefined) return;
    socket.send("result" in outcome ? resultFrame(id, outcome.result) : errorFrame(id, errorText(outcome.error)));
  });
}

type Outcome = { result: string } | { error: FaultData };

async function called(name: string, params: object, staff: Staff, house: House, level: (typeof LEVELS)[number]): Promise<Outcome> {
  const row = methodNamed(name);
  if (row === undefined) return { error: { code: "NOT_KNOWN" } };
  if (LEVELS.indexOf(level) < LEVELS.indexOf(row.access)) return { error: { code: "NOT_ALLOWED" } };
  if (!row.validate(params)) return { error: { code: "NOT_VALID", details: explain(row.validate.errors) } };
  try {
    return { result: row.serialize((await row.handle(house.methods, params, staff)) as never) };
  } catch (error) {
    if (error instanceof Refused) return { error: { code: error.code } };
    throw error;
  }
}

function errorText(data: FaultData): string {
  return JSON.stringify({ code: ERROR_CODES[data.code].rpcCode, message: data.code, data });
}
