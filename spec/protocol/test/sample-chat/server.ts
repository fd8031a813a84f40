import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { receiveStaff } from "./back-door.ts";
import { receiveGuest } from "./front-door.ts";
import { CLOSE_CODES } from "./generated/typescript/parlour/close-codes.ts";
import { SOCKETS } from "./generated/typescript/parlour/sockets.ts";
import { House } from "./house.ts";

/* A chat service upon generated code. Says its port on standard output, and closes the house when it is told to end. */

const house = new House();
const server = createServer();
const sockets = new WebSocketServer({ noServer: true });

server.on("upgrade", (request, stream, head) => {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://house");
  sockets.handleUpgrade(request, stream, head, (socket) => {
    if (pathname === SOCKETS.front) receiveGuest(socket, house);
    else if (pathname === SOCKETS.back) receiveStaff(socket, house, searchParams.get("key") === "master" ? "write" : "read");
    else socket.close();
  });
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));

process.on("SIGTERM", () => {
  for (const socket of sockets.clients) socket.close(CLOSE_CODES.CLOSED);
  server.close();
});
