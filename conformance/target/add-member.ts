import { isObject } from "../trace/match.ts";
import { openSocket, SocketPeer } from "../wire/socket.ts";

/** How long the server may take with each frame. */
const PATIENCE_MS = 10_000;
const REF = "add";

/** Adds a member to the owner's tenant, over `/ws`. @throws Error when the server does not */
export async function addMember(
  url: string,
  token: string,
  member: { userId: string; role: string },
  localAddress: string | undefined,
): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const peer = await openSocket({ url: `${url}/ws`, headers, offer: [], ...(localAddress === undefined ? {} : { localAddress }) });
  if (!(peer instanceof SocketPeer)) throw new Error(`The server refused a connection to add a member: ${peer.status}.`);
  try {
    peer.send(JSON.stringify({ type: "manage_members", action: "add", ...member, ref: REF }));
    for (;;) {
      const incoming = await peer.next(PATIENCE_MS);
      if (incoming?.kind !== "frame") throw new Error(`The server did not answer when a member was to be added.`);
      const { frame } = incoming;
      if (!isObject(frame) || frame["ref"] !== REF) continue;
      if (frame["type"] === "member_list") return;
      throw new Error(`The server did not add a member: ${String(frame["code"])} ${String(frame["message"])}`);
    }
  } finally {
    peer.cut();
  }
}
