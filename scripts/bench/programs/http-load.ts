import { connect } from "node:net";

/*
 * Connections that ask for one path again and again, each as soon as it has its answer.
 * Arguments: port, path, connections, seconds. Says {"perSecond"}.
 */

const [port = "0", path = "/", connections = "1", seconds = "1"] = process.argv.slice(2);
const request = Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
let answers = 0;
for (let count = 0; count < Number(connections); count++) {
  const socket = connect(
    {
      port: Number(port),
      host: "127.0.0.1",
      noDelay: true,
      onread: {
        buffer: Buffer.allocUnsafe(64 * 1024),
        callback() {
          answers++;
          socket.write(request);
          return true;
        },
      },
    },
    () => socket.write(request),
  );
}
await new Promise((resolve) => setTimeout(resolve, 1000));
answers = 0;
const start = performance.now();
await new Promise((resolve) => setTimeout(resolve, Number(seconds) * 1000));
process.stdout.write(`${JSON.stringify({ perSecond: answers / ((performance.now() - start) / 1000) })}\n`);
process.exit(0);
