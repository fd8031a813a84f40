import type { WebSocket } from "ws";
import { MESSAGES, type MessageRow } from "./generated/typescript/parlour/messages.ts";
import { PERMISSIONS_OF } from "./generated/typescript/parlour/permissions.ts";
import { serializeRefused, serializeSaid } from "./generated/typescript/parlour/serializers.ts";
import type { FaultData } from "./generated/typescript/parlour/types.ts";
import { explain } from "./generated/typescript/runtime/validation.ts";
import { type Guest, type House, Refused } from "./house.ts";

/** Serves a guest: decode, check, permit, handle, reply. */
export function receiveGuest(socket: WebSocket, house: House): void {
  const guest: Guest = { rank: null, hears: (said) => socket.send(serializeSaid(said)) };
  house.guests.add(guest);
  socket.on("close", () => house.guests.delete(guest));
  socket.on("message", async (data) => socket.send(await answer(String(data), guest, house)));
}

async function answer(text: string, guest: Guest, house: House): Promise<string> {
  const message = decode(text);
  if (message === undefined) return serializeRefused({ code: "NOT_JSON" });
  const { type, ref } = message;
  const refuse = (refusal: FaultData) => serializeRefused({ ...refusal, ...(typeof ref === "string" ? { ref } : {}) });
  const row = typeof type === "string" && Object.hasOwn(MESSAGES, type) ? MESSAGES[type as keyof typeof MESSAGES] : undefined;
  if (row === undefined) return refuse({ code: "NOT_KNOWN" });
  if (!row.validate(message)) return refuse({ code: "NOT_VALID", details: explain(row.validate.errors) });
  if (!isPermitted(row, message, guest)) return refuse({ code: "NOT_ALLOWED" });
  try {
    const reply = { ...(await row.handle(house.messages, message, guest)), ref };
    return row.serializeReply(reply as never);
  } catch (error) {
    if (error instanceof Refused) return refuse({ code: error.code });
    throw error;
  }
}

function isPermitted(row: MessageRow, message: Record<string, unknown>, { rank }: Guest): boolean {
  if (row.beforeAuthentication) return true;
  const when = row.permissionWhen;
  const needed = when === null ? row.permission : (when.byValue[String(message[when.property])] ?? null);
  return rank !== null && (needed === null || PERMISSIONS_OF[rank].includes(needed));
}

function decode(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
