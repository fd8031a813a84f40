import type { ToolContent } from "../../../generated/gateway/types.ts";
import { cut } from "../../security/error-message.ts";
import { listFolder, readWorkspaceFile, writeWorkspaceFile } from "../../workspace/workspace.ts";
import type { AgentContext, AgentRuntime } from "../agent-runtime.ts";
import type { AgentSettings } from "../agent-settings.ts";
import { minimalEnvironment } from "../process/process-environment.ts";
import { Terminals } from "../process/terminals.ts";
import { type Act, actOf, COMMANDS, SETTINGS } from "./coding-agent-settings.ts";
import { scripted } from "./demo-instance.ts";
import { DemoTools } from "./demo-tools.ts";
import type { ScriptedTurn } from "./scripted-turn.ts";

const FILE = "hello.mjs";
const DEFAULT_NAME = "world";
const NAME_LENGTH = 60;
const LISTED_FILES = 200;
/** How much of what a person said is said back, in code points. */
const QUOTE_LENGTH = 200;

const PLAN = ["Look at the workspace", `Write ${FILE}`, `Run ${FILE}`, "Greet whom you like"];

/**
 * Plays a whole turn for real: looks at the workspace, writes a small program, asks before it runs it, asks whom the
 * program should greet, and changes it accordingly. The same every time, but for what people answer and set.
 */
export const codingAgent: AgentRuntime = scripted({
  settings: SETTINGS,
  commands: COMMANDS,
  async play(turn, context, settings) {
    const scene = new Scene(turn, context, settings);
    await scene.play();
  },
  guide(turn, content) {
    turn.guidance.push(content);
    turn.output.text(`\n\n(Understood: ${cut(content, QUOTE_LENGTH)})\n\n`);
  },
});

/** One turn of the coding agent. */
class Scene {
  readonly #turn: ScriptedTurn;
  readonly #workspace: string;
  readonly #tools: DemoTools;
  readonly #act: Act;

  constructor(turn: ScriptedTurn, { workspace }: AgentContext, settings: AgentSettings) {
    this.#turn = turn;
    this.#act = actOf(turn.input.text, settings, NAME_LENGTH);
    this.#workspace = workspace;
    this.#tools = new DemoTools(turn);
  }

  async play(): Promise<void> {
    const turn = this.#turn;
    await turn.think(`The task: "${cut(turn.input.text, QUOTE_LENGTH)}". A small program shows every step, so that is what I write.`);
    await turn.think(
      this.#act.asks ? " First I look at what is there, and before I run anything I ask." : " First I look at what is there.",
    );
    this.#plan(0);
    if (this.#act.plansOnly) {
      await turn.say(`This is what I would do: ${PLAN.join("; ")}.`);
      this.#usage(1);
      return;
    }
    const name = this.#act.name ?? DEFAULT_NAME;
    await turn.say(`I write a small program for you. First I look at what is in the workspace.\n\n`);
    const before = await this.#look();
    this.#plan(1);
    await this.#write(before, this.#program(name));
    this.#usage(1);
    this.#plan(2);
    await turn.say(`\`${FILE}\` is written.${this.#act.asks ? " Shall I run it?" : ""}\n\n`);
    const printed = await this.#run();
    await turn.say(printed === null ? "Then I leave it unrun.\n\n" : `It printed: ${printed.trim()}\n\n`);
    this.#plan(3);
    const greeted = this.#act.name === null && this.#act.asks ? await this.#ask() : name;
    if (greeted !== name) await this.#write(this.#program(name), this.#program(greeted));
    this.#plan(PLAN.length);
    this.#usage(2);
    await turn.say(`Done: \`${FILE}\` greets ${greeted}. Run it with \`node ${FILE}\`.`);
    if (turn.guidance.length > 0) await turn.say(` I kept in mind what you said: ${cut(turn.guidance.join("; "), QUOTE_LENGTH)}`);
  }

  /** Lists the workspace, and reads the program if an earlier turn has left one. */
  async #look(): Promise<string | null> {
    const entries = await this.#tools.use({ toolName: "list_files", title: "List the workspace", kind: "read" }, { path: "" }, async () => {
      const found = await listFolder(this.#workspace, "", 1, LISTED_FILES);
      return { output: found.map(({ path, type, size }) => ({ path, type, size })) };
    });
    if (!entries.some(({ path, type }) => path === FILE && type === "file")) return null;
    return this.#tools.use({ toolName: "read_file", title: `Read ${FILE}`, kind: "read" }, { path: FILE }, async () => {
      const { content, encoding } = await readWorkspaceFile(this.#workspace, FILE);
      return encoding === "utf8" ? { output: content, content: [{ type: "text", text: content }] } : { output: null };
    });
  }

  async #write(oldText: string | null, newText: string): Promise<void> {
    const toolName = oldText === null ? "write_file" : "edit_file";
    await this.#tools.use({ toolName, title: `Write ${FILE}`, kind: "edit" }, { path: FILE, content: newText }, async () => {
      await writeWorkspaceFile(this.#workspace, FILE, newText);
      await this.#turn.output.wroteFile(FILE);
      return { output: `${newText.length} characters written`, content: [{ type: "diff", path: FILE, oldText, newText }] };
    });
  }

  #program(name: string): string {
    const comment = this.#act.hasComment ? "// Written by the demo coding agent.\n" : "";
    return `${comment}const name = ${JSON.stringify(name)};\nconsole.log(\`${this.#act.greeting}, \${name}!\`);\n`;
  }

  /** Runs the program if a person allows it, or none has to. Returns what it printed; null when nobody did. */
  async #run(): Promise<string | null> {
    const turn = this.#turn;
    const title = `Run node ${FILE}`;
    return this.#tools.use({ toolName: "run_command", title, kind: "execute" }, { command: "node", args: [FILE] }, async (toolCallId) => {
      if (!this.#act.asks) return this.#execute();
      const answer = await turn.until(
        turn.output.requestPermission({
          toolCallId,
          title,
          options: [
            { optionId: "allow", name: "Run it", kind: "allow_once" },
            { optionId: "reject", name: "Do not run it", kind: "reject_once" },
          ],
        }),
      );
      if (answer.optionId !== "allow") return { output: null, failure: "Nobody allowed it." };
      return this.#execute();
    });
  }

  async #execute(): Promise<{ output: string; content: ToolContent[] }> {
    const turn = this.#turn;
    const terminals = new Terminals();
    terminals.output = turn.output;
    try {
      const terminalId = await terminals.create({
        command: process.execPath,
        args: [FILE],
        cwd: this.#workspace,
        env: minimalEnvironment(process.env),
        shell: false,
      });
      const terminal = terminals.get(terminalId);
      if (terminal !== undefined) await turn.until(terminal.completed);
      return { output: terminal?.output().text ?? "", content: [{ type: "terminal", terminalId }] };
    } finally {
      await terminals.killAll();
    }
  }

  async #ask(): Promise<string> {
    const { answers } = await this.#turn.until(
      this.#turn.output.ask({
        question: "Whom should the program greet?",
        fields: {
          type: "object",
          properties: { name: { type: "string", title: "Name", default: DEFAULT_NAME, minLength: 1, maxLength: NAME_LENGTH } },
          required: ["name"],
        },
      }),
    );
    const name = answers?.["name"];
    return typeof name === "string" && name.trim() !== "" ? cut(name.trim(), NAME_LENGTH) : DEFAULT_NAME;
  }

  /** Tells the plan, with so many steps done. */
  #plan(done: number): void {
    this.#turn.output.emit({
      type: "plan.updated",
      entries: PLAN.map((content, index) => ({
        content,
        priority: index < 2 ? "high" : "medium",
        status: index < done ? "completed" : index === done ? "in_progress" : "pending",
      })),
    });
  }

  #usage(calls: number): void {
    const prompt = Math.ceil(this.#turn.input.text.length / 4);
    this.#turn.output.emit({ type: "usage.updated", inputTokens: calls * (200 + prompt), outputTokens: calls * 120 });
  }
}
