import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from "node:readline";
import type { Readable, Writable } from "node:stream";

/** Where lines are typed. */
export type Input = Readable & { isTTY?: boolean };

/** Where text is printed. */
export type Output = Writable & { isTTY?: boolean };

/** Who hears what is typed. */
export interface TerminalOwner {
  line(text: string): void;
  /** There will be no more lines. */
  end(): void;
  /** Ctrl-C. */
  interrupt(): void;
}

/**
 * A terminal where text is printed while a person types. On a pipe it reads lines and prints text, no more. On a screen
 * it keeps the line that is being typed below what is printed: text without its end of line waits while there is one.
 */
export class Terminal {
  /** Whether a person sits here. */
  readonly interactive: boolean;
  readonly #output: Output;
  readonly #readline: Interface;
  #label: string | null = null;
  #held = "";
  #atLineStart = true;
  /** Whether label and typed line stand on the screen. */
  #shown = false;
  #closed = false;

  constructor(input: Input, output: Output, owner: TerminalOwner) {
    this.interactive = input.isTTY === true && output.isTTY === true;
    this.#output = output;
    this.#readline = createInterface({ input, ...(this.interactive ? { output } : {}), terminal: this.interactive });
    this.#readline.on("line", (line) => {
      this.#shown = false;
      this.#atLineStart = true;
      this.#flush();
      owner.line(line);
    });
    this.#readline.on("SIGINT", () => owner.interrupt());
    this.#readline.on("close", () => {
      if (!this.#closed) owner.end();
    });
    if (this.interactive) {
      input.prependListener("keypress", (text: string | undefined) => this.#beforeKey(text));
      input.on("keypress", () => this.#afterKey());
    }
  }

  /** Prints text. */
  print(text: string): void {
    if (text === "") return;
    if (!this.#isTyping()) {
      this.#hide();
      this.#write(text);
      return;
    }
    this.#held += text;
    const whole = this.#held.lastIndexOf("\n") + 1;
    if (whole === 0) return;
    const lines = this.#held.slice(0, whole);
    this.#held = this.#held.slice(whole);
    this.#hide();
    this.#write(lines);
    this.#show();
  }

  /** Asks for a line, or stops asking. */
  ask(label: string | null): void {
    if (!this.interactive || this.#closed) return;
    if (label !== null && label === this.#label && this.#shown) return;
    this.#label = label;
    if (label !== null || this.#readline.line !== "") {
      this.#show();
    } else {
      this.#hide();
      this.#flush();
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#hide();
    this.#flush();
    this.#readline.close();
  }

  /** Something is being typed, or asked for. */
  #isTyping(): boolean {
    return this.interactive && !this.#closed && (this.#shown || this.#readline.line !== "");
  }

  /** The first letter of a line needs a place to stand. */
  #beforeKey(text: string | undefined): void {
    if (!this.#shown && text !== undefined && /^\P{Cc}/u.test(text)) this.#show();
  }

  /** A line that was taken back leaves its place to what waited for it. */
  #afterKey(): void {
    if (this.#shown && this.#label === null) this.ask(null);
  }

  #show(): void {
    if (!this.#atLineStart) this.#write("\n");
    this.#readline.setPrompt(this.#label ?? "> ");
    this.#readline.prompt(true);
    this.#shown = true;
  }

  #hide(): void {
    if (!this.#shown) return;
    moveCursor(this.#output, 0, -this.#readline.getCursorPos().rows);
    cursorTo(this.#output, 0);
    clearScreenDown(this.#output);
    this.#shown = false;
    this.#atLineStart = true;
  }

  #flush(): void {
    const held = this.#held;
    this.#held = "";
    if (held !== "") this.#write(held);
  }

  #write(text: string): void {
    this.#output.write(text);
    this.#atLineStart = text.endsWith("\n");
  }
}
