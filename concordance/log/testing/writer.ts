import { writeSync } from "node:fs";
import { openLog } from "../log-file.ts";
import { ScriptedLog } from "./scripted-log.ts";

/*
 * node writer.ts FOLDER SEED [exit | throw]: writes what the script of the seed says, as fast as it is reported, and prints
 * the id of every report. A failure is printed, and ends it. With the third argument it ends by itself, in the middle of it.
 */
const [, , folder = "", seed = "", end] = process.argv;
/** Writes under way at most. */
const UNDER_WAY = 6;

let reported = 0;
let wake = (): void => undefined;

const print = (line: string): void => {
  writeSync(1, `${line}\n`);
};

const { log, stored } = await openLog(folder, {
  onPersisted(id) {
    reported = id;
    print(`${id}`);
    if (id > 100 && end === "exit") process.exit(5);
    if (id > 100 && end === "throw") throw new Error("Unforeseen.");
    wake();
  },
  onFailure(error) {
    print(`failure ${error.message}`);
    wake = () => undefined;
    void log.close().then(() => process.exit(0));
  },
});
if (stored.identity === null) await log.create({ cluster: "c1", node: "n1" });
const script = new ScriptedLog(Number(seed), stored);
print("open");
for (;;) {
  const write = script.next();
  if (write.kind === "persist") log.persist(write);
  else log.compact(write.index, write.term);
  if (script.lastId - reported >= UNDER_WAY) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}
