import { type Command, EncodedCommand } from "../command.ts";
import { openState } from "../state-file.ts";
import { commandNumber, PROCESS_BOUNDS, processPlace } from "./scripted-commands.ts";

/*
 * node checkpointing.ts FOLDER COUNT EVERY [LENGTH]: applies the commands after those that the folder's state has, up to COUNT, with a
 * checkpoint after every EVERY and values that are longer by LENGTH, and prints the index of each once it is durable. Prints the failure and goes on reporting
 * nothing when the state cannot be written.
 */

const say = (line: string) => void process.stdout.write(`${line}\n`);
const [folder = "", count = "0", every = "1", length = "0"] = process.argv.slice(2);
const { state, saved, machine } = await openState(folder, {
  logBase: { index: 0, term: 0 },
  bounds: PROCESS_BOUNDS,
  onFailure: (error) => say(`failed ${error.message}`),
});
say(`opened ${saved?.index ?? 0}`);
for (let index = (saved?.index ?? 0) + 1; index <= Number(count); index += 1) {
  const command: Command = new EncodedCommand(commandNumber(index, Number(length))).decode();
  state.record(machine.apply(command).changes);
  if (index % Number(every) !== 0) continue;
  await state.checkpoint(processPlace(index)).then(
    () => say(`durable ${index}`),
    (error: Error) => say(`rejected ${error.message}`),
  );
}
await state.close();
say("closed");
