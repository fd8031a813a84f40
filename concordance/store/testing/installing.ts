import { EncodedCommand } from "../command.ts";
import { openState } from "../state-file.ts";
import { commandNumber, PROCESS_BOUNDS, processPlace } from "./scripted-commands.ts";

/*
 * node installing.ts SENDER RECEIVER: takes checkpoints of the state in the one folder, after every ten commands, and makes each
 * of them the state in the other. Prints where that is before the state of the receiver is replaced.
 */

const [sending = "", receiving = ""] = process.argv.slice(2);
const options = { bounds: PROCESS_BOUNDS, onFailure: (error: Error) => void process.stderr.write(`${error.message}\n`) };
const sender = await openState(sending, { logBase: { index: 0, term: 0 }, ...options });
const receiver = await openState(receiving, { logBase: { index: 0, term: 0 }, ...options });
for (let index = (sender.saved?.index ?? 0) + 1; index < 900; index += 1) {
  sender.state.record(sender.machine.apply(new EncodedCommand(commandNumber(index)).decode()).changes);
  if (index % 10 !== 0) continue;
  const at = processPlace(index);
  await sender.state.checkpoint(at);
  for (let offset = 0, done = false; !done; ) {
    const chunk = await sender.state.readChunk(index, offset, 20_000);
    if (chunk === null) throw new Error("The snapshot is not kept.");
    const { valid, nextOffset } = await receiver.state.receiveChunk(at, offset, chunk.data, chunk.done);
    if (!valid) throw new Error("The snapshot is not valid.");
    offset = nextOffset;
    done = chunk.done;
  }
  sender.state.keep([]);
  await new Promise<void>((resolve) => process.stdout.write(`told ${index}\n`, () => resolve()));
  await receiver.state.install(at);
}
