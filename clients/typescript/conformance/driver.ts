import process from "node:process";
import { createInterface } from "node:readline";
import { tellOf } from "./told.ts";
import { User } from "./user.ts";

/* Drives the SDK for the conformance of clients: commands on stdin, what a user sees on stdout. */

interface Command {
  readonly id: number;
  readonly do: string;
}

const write = (report: object) => process.stdout.write(`${JSON.stringify(report)}\n`);
const user = new User(write);

write({ ready: { sdk: "typescript", via: ["loop", "listener"] } });
for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line) as Command;
  void user.obey(command.do, command as never).then(
    (result) => write({ id: command.id, result: result ?? null }),
    (error: Error) => write({ id: command.id, error: tellOf(error) }),
  );
}
user.close();
