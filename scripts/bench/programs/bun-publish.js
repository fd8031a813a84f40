/*
 * Bun's own publish: every connection subscribes to one topic; an order {"events", "perTick", "payload"} publishes that
 * payload so often. Says its port, then {"published"} for each order.
 */
const server = Bun.serve({
  port: 0,
  hostname: "127.0.0.1",
  fetch: (request, own) => (own.upgrade(request) ? undefined : new Response("ok")),
  websocket: {
    perMessageDeflate: false,
    idleTimeout: 0,
    backpressureLimit: 64 * 1024 * 1024,
    open: (socket) => socket.subscribe("all"),
    message() {},
  },
});
console.log(JSON.stringify({ port: server.port }));
for await (const line of console) {
  const { events, perTick, payload } = JSON.parse(line);
  for (let sent = 0; sent < events; ) {
    for (let count = 0; count < perTick && sent < events; count++, sent++) server.publish("all", payload);
    await new Promise((resolve) => setImmediate(resolve));
  }
  console.log(JSON.stringify({ published: events }));
}
