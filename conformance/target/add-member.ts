import { once } from "node:events";
import { WebSocket } from "ws";

/** Adds a member to the owner's tenant, over `/ws`. @throws Error when the server refuses */
export async function addMember(
  url: string,
  token: string,
  member: { userId: string; role: string },
  localAddress: string | undefined,
): Promise<void> {
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/ws`, {
    headers: { authorization: `Bearer ${token}` },
    ...(localAddress === undefined ? {} : { localAddress }),
  });
  await once(socket, "open");
  const answer = new Promise<Record<string, unknown>>((resolve, reject) => {
    socket.on("message", (data) => {
      const frame = JSON.parse(String(data)) as Record<string, unknown>;
      if (frame["ref"] === "add") resolve(frame);
    });
    socket.once("close", () => reject(new Error("The server closed the connection when a member was to be added.")));
  });
  socket.send(JSON.stringify({ type: "manage_members", action: "add", ...member, ref: "add" }));
  const { type, code, message } = await answer;
  socket.close();
  if (type !== "member_list") throw new Error(`The server did not add a member: ${String(code)} ${String(message)}`);
}
