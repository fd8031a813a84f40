import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { SOCKETS } from "../../../generated/gateway/sockets.ts";
import { GatewayError } from "../../pipeline/gateway-error.ts";
import { refuseUpgrade } from "./refuse-upgrade.ts";

/** The path that a client wants a WebSocket at. */
export function pathOf({ url = "" }: IncomingMessage): string {
  return url.split("?")[0] ?? "";
}

/** Answers an upgrade at a path where there is no WebSocket. */
export function refuseUnknownPath(request: IncomingMessage, socket: Socket): void {
  socket.on("error", () => socket.destroy());
  const paths = Object.values(SOCKETS).join(" or ");
  refuseUpgrade(request, socket, new GatewayError("NOT_FOUND", `There is no WebSocket here. Connect to ${paths}.`));
}
