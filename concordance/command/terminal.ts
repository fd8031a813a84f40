import { once } from "node:events";
import { styleText } from "node:util";
import { EXIT } from "./exit-codes.ts";

/** What is printed in another way, where that can be seen. */
type Style = "bold" | "dim" | "red" | "green";

/** Where a command writes. */
export class Terminal {
  constructor() {
    // Whoever reads the output may have had enough of it.
    process.stdout.on("error", () => process.exit(EXIT.DONE));
  }

  /** A line of what was asked for; resolves when more can be written. */
  async print(line: string): Promise<void> {
    if (!process.stdout.write(`${line}\n`)) await once(process.stdout, "drain");
  }

  /** A line about what is going on, or went wrong. */
  tell(line: string): void {
    process.stderr.write(`${line}\n`);
  }

  /** Text in a style, as long as the output is a terminal that has it and `NO_COLOR` is not set. */
  styled(style: Style, text: string): string {
    return styleText(style, text, { stream: process.stdout });
  }
}
