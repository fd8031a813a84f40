import { once } from "node:events";
import { PassThrough, Writable } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Terminal } from "./terminal.ts";

const ESCAPE = "\u001b";
const TOKEN = new RegExp(`${ESCAPE}\\[(\\d*)([A-Z])|[\\s\\S]`, "gu");

/** What a person sees: as much of a terminal as readline and the client make use of. */
class Screen extends Writable {
  readonly isTTY = true;
  readonly columns = 200;
  readonly #rows: string[] = [""];
  #row = 0;
  #column = 0;

  get lines(): string[] {
    return this.#rows.map((row) => row.trimEnd());
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    for (const [token, digits, command] of String(chunk).matchAll(TOKEN)) this.#take(token, digits ?? "", command);
    done();
  }

  #take(token: string, digits: string, command: string | undefined): void {
    if (command === "G") this.#column = Number(digits) - 1;
    else if (command === "A") this.#row -= Number(digits);
    else if (command === "J") {
      this.#rows.length = this.#row + 1;
      this.#rows[this.#row] = (this.#rows[this.#row] ?? "").slice(0, this.#column);
    } else if (token === "\r") this.#column = 0;
    else if (token === "\n") {
      this.#row++;
      this.#column = 0;
      if (this.#row === this.#rows.length) this.#rows.push("");
    } else if (command !== undefined || token === ESCAPE) {
      throw new Error(`The screen does not know ${JSON.stringify(token)}.`);
    } else {
      const row = (this.#rows[this.#row] ?? "").padEnd(this.#column);
      this.#rows[this.#row] = `${row.slice(0, this.#column)}${token}${row.slice(this.#column + 1)}`;
      this.#column++;
    }
  }
}

function open(interactive = true) {
  const input = Object.assign(new PassThrough(), interactive ? { isTTY: true, setRawMode: () => undefined } : {});
  const screen = new Screen();
  const lines: string[] = [];
  let interrupts = 0;
  const terminal = new Terminal(input, interactive ? screen : Object.assign(screen, { isTTY: false }), {
    line: (text) => lines.push(text),
    end: () => lines.push("(end)"),
    interrupt: () => interrupts++,
  });
  const type = async (text: string) => {
    input.write(text);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { input, screen, terminal, lines, type, interrupts: () => interrupts };
}

test("what is typed while nothing is asked for stands on a line of its own, and text goes on above it", async () => {
  const { screen, terminal, lines, type } = open();
  terminal.print("Once upon");
  await type("/st");
  expect(screen.lines).toEqual(["Once upon", "> /st"]);
  terminal.print(" a time\nthere was");
  expect(screen.lines).toEqual(["Once upon", " a time", "> /st"]);
  await type("op");
  expect(screen.lines.at(-1)).toBe("> /stop");
  await type("\r");
  expect(lines).toEqual(["/stop"]);
  terminal.print(" a fox\n");
  expect(screen.lines).toEqual(["Once upon", " a time", "> /stop", "there was a fox", ""]);
  terminal.close();
});

test("a line that is taken back leaves its place to the text that waited for it", async () => {
  const { screen, terminal, type } = open();
  terminal.print("Once upon");
  await type("ab");
  terminal.print(" a time");
  await type("\u007f\u007f");
  terminal.print(" there was");
  expect(screen.lines).toEqual(["Once upon", " a time there was"]);
  terminal.close();
});

test("a question stays below what is printed meanwhile, with what was typed so far", async () => {
  const { screen, terminal, lines, type } = open();
  terminal.ask("name: ");
  await type("Ad");
  terminal.print("someone else said this\n");
  expect(screen.lines).toEqual(["someone else said this", "name: Ad"]);
  await type("a\r");
  expect(lines).toEqual(["Ada"]);
  terminal.close();
});

test("a question that is withdrawn is wiped away", () => {
  const { screen, terminal } = open();
  terminal.ask("> ");
  terminal.ask(null);
  terminal.print("hello\n");
  expect(screen.lines).toEqual(["hello", ""]);
  terminal.close();
});

test("asking the same question twice shows it once, another one takes its place", () => {
  const { screen, terminal } = open();
  terminal.ask("> ");
  terminal.ask("> ");
  terminal.ask("name: ");
  expect(screen.lines).toEqual(["name:"]);
  terminal.close();
});

test("Ctrl-C is told, Ctrl-D ends the input", async () => {
  const { terminal, lines, type, interrupts } = open();
  await type("\u0003\u0003");
  expect(interrupts()).toBe(2);
  await type("\u0004");
  expect(lines).toEqual(["(end)"]);
  terminal.close();
});

test("closing shows what was held back, and is not the end of the input", async () => {
  const { screen, terminal, lines, type } = open();
  await type("half a");
  terminal.print("the end");
  terminal.close();
  terminal.close();
  expect(screen.lines).toEqual(["the end"]);
  expect(lines).toEqual([]);
});

test("on a pipe lines are read and text is printed, no more", async () => {
  const { input, screen, terminal, lines } = open(false);
  terminal.ask("> ");
  terminal.print("hello");
  const closed = once(input, "close");
  input.end("one\ntwo\r\nthree");
  await closed;
  await new Promise((resolve) => setImmediate(resolve));
  expect(lines).toEqual(["one", "two", "three", "(end)"]);
  expect(screen.lines).toEqual(["hello"]);
  terminal.close();
});

test("nothing that is printed is lost, repeated or out of order, whatever is typed and asked meanwhile", async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("print" as const), text: fc.constantFrom("a", "bb\n", "c\nd", "\n", "e f g\n") }),
    fc.record({ kind: fc.constant("type" as const), text: fc.constantFrom("#", "##", "\r", "\u007f", "#\r") }),
    fc.record({ kind: fc.constant("ask" as const), text: fc.constantFrom("> ", "name: ", null) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { screen, terminal, type } = open();
      let printed = "";
      for (const { kind, text } of steps) {
        if (kind === "type") await type(text);
        else if (kind === "ask") terminal.ask(text);
        else {
          terminal.print(text);
          printed += text;
        }
      }
      terminal.close();
      const seen = screen.lines.filter((line) => !/^(> ?|name: ?)?#*$/.test(line)).join("");
      expect(seen.replace(/\s/g, "")).toBe(printed.replace(/\s/g, ""));
    }),
    { numRuns: 300 },
  );
});
