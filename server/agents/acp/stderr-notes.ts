import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { OutputPace } from "../process/output-pace.ts";
import type { BoundedNotes } from "./bounded-notes.ts";

/** What is kept of a line, in UTF-16 units. */
const LINE_UNITS = 4096;

/** Notes what an agent writes to its standard error, line by line. Resolves when it is closed. */
export async function noteStderr(stderr: Readable, notes: BoundedNotes): Promise<void> {
  const decoder = new StringDecoder("utf8");
  const pace = new OutputPace();
  let line = "";
  const noteLine = (text: string) => {
    if (text.trim() !== "") notes.note("an agent wrote to its standard error", text.trimEnd());
  };
  try {
    for await (const chunk of stderr) {
      const lines = (line + decoder.write(chunk as Buffer)).split("\n");
      line = (lines.pop() ?? "").slice(0, LINE_UNITS);
      for (const text of lines) noteLine(text);
      await pace.read((chunk as Buffer).length);
    }
  } catch {
    // The pipe was cut off.
  }
  noteLine(line);
}
