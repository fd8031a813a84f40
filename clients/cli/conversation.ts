import {
  type Answer,
  ConnectionLostError,
  type DiminuendoClient,
  GatewayError,
  type JoinedSession,
  type PermissionRequested,
  type QuestionRequested,
  type SessionItem,
  type StateChange,
} from "../typescript/src/index.ts";
import { HELP, type InputLine, readLine } from "./input-line.ts";
import { file, files, history, sessions } from "./listings.ts";
import { type Inquiry, inquiryOf } from "./question.ts";
import { EMPTY_SCENE, render, type Scene, line as wholeLines } from "./render.ts";
import { harmless, type Style } from "./style.ts";

const HISTORY_LENGTH = 20;

/** Where a conversation is held. */
export interface Screen {
  readonly interactive: boolean;
  print(text: string): void;
  ask(label: string | null): void;
}

/**
 * What a person and a session say to each other. Typed lines are taken one at a time: as the answer to an open question,
 * as a command, or as the next turn. On a pipe a line waits until the turn before it has ended, but for those that
 * concern the running turn.
 */
export class Conversation {
  /** Resolves when there is nothing more to do; with false when the last turn failed. */
  readonly over: Promise<boolean>;
  readonly #client: DiminuendoClient;
  readonly #session: JoinedSession;
  readonly #screen: Screen;
  readonly #style: Style;
  readonly #resolve: (succeeded: boolean) => void;
  readonly #lines: string[] = [];
  readonly #typed = new Set<string>();
  #inquiries: Inquiry[] = [];
  #scene: Scene = EMPTY_SCENE;
  /** `seq` of the last event that was printed; the promise resolves with each one. */
  #shownSeq = 0;
  #shown = Promise.withResolvers<void>();
  /** The turn that runs, whoever asked for it. */
  #running: string | null = null;
  /** Something that was typed is being done: a command, or on a pipe a whole turn. */
  #busy = false;
  /** No more lines come. */
  #ended = false;
  #isOver = false;
  #interrupted = false;
  #succeeded = true;
  #isLost = false;

  constructor(client: DiminuendoClient, session: JoinedSession, screen: Screen, style: Style) {
    this.#client = client;
    this.#session = session;
    this.#screen = screen;
    this.#style = style;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.over = promise;
    this.#resolve = resolve;
  }

  /**
   * Begins to listen to the session, with what goes on in it already.
   *
   * @param options.isJoined the session was there before: what was said in it is told first, unless a turn runs
   */
  start({ isJoined = false } = {}): void {
    const { activeTurn, pendingRequests } = this.#session.snapshot;
    if (isJoined && activeTurn === null) this.#do({ kind: "history" });
    if (activeTurn !== null) {
      this.#running = activeTurn.turnId;
      this.#say(this.#style("dim", "A turn is running. Its answer so far:"));
      this.#screen.print(harmless(activeTurn.text));
      this.#scene = { ...this.#scene, flow: "text", atLineStart: activeTurn.text === "" || activeTurn.text.endsWith("\n") };
    }
    for (const request of pendingRequests) this.#show(request);
    this.#client.on("state", (change) => this.#connectionChanged(change));
    void this.#listen();
    this.#step();
  }

  /** A line was typed. */
  line(text: string): void {
    this.#interrupted = false;
    this.#lines.push(text);
    this.#step();
  }

  /** No more lines come. */
  end(): void {
    this.#ended = true;
    this.#step();
  }

  /** Ctrl-C: stops what runs; the second time in a row it ends the conversation. */
  interrupt(): void {
    if (this.#interrupted) {
      this.#finish();
      return;
    }
    this.#interrupted = true;
    this.#say(
      this.#style("dim", this.#running === null ? "Ctrl-C once more ends this client." : "Stopping. Ctrl-C once more ends this client."),
    );
    if (this.#running !== null) void this.#attempt(() => this.#session.stop());
    this.#prompt();
  }

  async #listen(): Promise<void> {
    try {
      for await (const event of this.#session.events()) this.#show(event);
      this.#say(this.#style("yellow", "The session is gone."));
    } catch (error) {
      this.#say(this.#style("red", `The session cannot be followed any more: ${reasonOf(error)}`));
      this.#succeeded = false;
    }
    this.#finish();
  }

  #show(event: SessionItem): void {
    if (this.#isOver) return;
    const { text, scene } = render(this.#scene, event, {
      style: this.#style,
      isTyped: (clientTurnId) => this.#screen.interactive && clientTurnId !== undefined && this.#typed.has(clientTurnId),
    });
    this.#scene = scene;
    this.#note(event);
    if (this.#running !== null && this.#inquiries.length === 0) this.#screen.ask(null);
    this.#screen.print(text);
    if ("seq" in event) this.#shownSeq = event.seq;
    this.#shown.resolve();
    this.#shown = Promise.withResolvers();
    this.#step();
  }

  #note(event: SessionItem): void {
    switch (event.type) {
      case "turn_started":
        this.#running = event.turnId;
        break;
      case "turn_complete":
      case "turn_stopped":
      case "turn_error":
        this.#running = null;
        this.#inquiries = [];
        break;
      case "permission_requested":
      case "question_requested":
        this.#inquiries.push(inquiryOf(event satisfies PermissionRequested | QuestionRequested));
        break;
      case "question_answered":
      case "approval_resolved":
        this.#inquiries = this.#inquiries.filter(({ requestId }) => requestId !== event.requestId);
        break;
      case "reset":
        this.#running = event.snapshot.activeTurn?.turnId ?? null;
        this.#inquiries = [];
        break;
    }
  }

  /** Takes as many of the typed lines as can be taken now. */
  #step(): void {
    for (let [line] = this.#lines; line !== undefined; [line] = this.#lines) {
      const [inquiry] = this.#inquiries;
      const meaning = readLine(line);
      if (this.#mayDo(meaning, inquiry)) {
        this.#lines.shift();
        this.#do(meaning);
      } else if (inquiry !== undefined) {
        this.#lines.shift();
        this.#answer(inquiry, line);
      } else {
        break;
      }
    }
    if (this.#ended && this.#lines.length === 0) this.#close();
    this.#prompt();
  }

  #mayDo(meaning: InputLine, inquiry: Inquiry | undefined): boolean {
    const { interactive } = this.#screen;
    switch (meaning.kind) {
      case "stop":
      case "steer":
        return interactive || this.#running !== null || !this.#busy;
      case "say":
      case "nothing":
      case "wrong":
        return inquiry === undefined && (interactive || !this.#busy);
      default:
        return interactive || (!this.#busy && inquiry === undefined);
    }
  }

  /** The input has ended: whoever still waits for an answer gets none. */
  #close(): void {
    const [inquiry] = this.#inquiries;
    if (inquiry !== undefined) this.#reply(inquiry, { dismissed: true });
    else if (!this.#busy) this.#finish();
  }

  #prompt(): void {
    const [inquiry] = this.#inquiries;
    if (inquiry !== undefined) this.#screen.ask(inquiry.label);
    else this.#screen.ask(this.#running === null && !this.#busy ? "> " : null);
  }

  #answer(inquiry: Inquiry, line: string): void {
    const taken = inquiry.take(line);
    switch (taken.kind) {
      case "again":
        this.#say(this.#style("yellow", taken.problem));
        break;
      case "next":
        this.#inquiries[0] = taken.inquiry;
        break;
      case "answer":
        this.#reply(inquiry, taken.answer);
        break;
    }
  }

  #reply(inquiry: Inquiry, answer: Answer): void {
    this.#inquiries.shift();
    void this.#attempt(() => this.#give(inquiry.requestId, answer));
  }

  /** The first answer to a request counts, so one that may have been lost is given again. */
  async #give(requestId: string, answer: Answer): Promise<void> {
    for (let isFirst = true; ; isFirst = false) {
      try {
        await this.#session.answer(requestId, answer);
        return;
      } catch (error) {
        if (!isFirst && error instanceof GatewayError && error.code === "QUESTION_NOT_FOUND") return;
        if (!(error instanceof ConnectionLostError)) throw error;
      }
    }
  }

  #do(meaning: InputLine): void {
    const sessionId = this.#session.id;
    switch (meaning.kind) {
      case "nothing":
        break;
      case "wrong":
        this.#say(this.#style("yellow", meaning.problem));
        break;
      case "help":
        this.#say(HELP);
        break;
      case "quit":
        this.#finish();
        break;
      case "say":
        this.#occupy(() => this.#runTurn(meaning.text));
        break;
      case "stop":
        this.#control(() => this.#session.stop());
        break;
      case "steer":
        this.#control(() => this.#session.steer(meaning.content));
        break;
      case "history":
        this.#occupy(async () =>
          this.#say(history((await this.#client.getHistory({ sessionId, limit: HISTORY_LENGTH })).messages, this.#style)),
        );
        break;
      case "files":
        this.#occupy(async () => this.#say(files(await this.#client.listFiles({ sessionId, path: meaning.path }), this.#style)));
        break;
      case "read":
        this.#occupy(async () => this.#say(file(await this.#client.readFile({ sessionId, path: meaning.path }), this.#style)));
        break;
      case "sessions":
        this.#occupy(async () => this.#say(sessions((await this.#client.listSessions()).sessions, sessionId, this.#style)));
        break;
    }
  }

  async #runTurn(text: string): Promise<void> {
    const clientTurnId = crypto.randomUUID();
    this.#typed.add(clientTurnId);
    const turn = await this.#session.runTurn(text, { clientTurnId, whenBusy: "queue" });
    if (turn.ack.queued) this.#say(this.#style("dim", `Queued, at place ${turn.ack.position ?? "?"}.`));
    if (this.#screen.interactive) {
      if (!turn.ack.queued) await turn[Symbol.asyncIterator]().next();
      return;
    }
    const end = await turn.ended;
    while (this.#shownSeq < end.seq) await this.#shown.promise;
    this.#succeeded = end.type !== "turn_error";
  }

  /** Does something to the running turn, which may be what the next line waits for. */
  #control(work: () => Promise<unknown>): void {
    if (this.#busy) void this.#attempt(work);
    else this.#occupy(work);
  }

  /** Does something that the next line has to wait for. */
  #occupy(work: () => Promise<unknown>): void {
    this.#busy = true;
    void this.#attempt(work).then(() => {
      this.#busy = false;
      this.#step();
    });
  }

  /** Does something, and says why when it cannot be done. */
  async #attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.#say(this.#style("red", reasonOf(error)));
      this.#succeeded = false;
    }
  }

  #connectionChanged({ state, error }: StateChange): void {
    if (state === "waiting" && !this.#isLost) {
      this.#isLost = true;
      this.#say(this.#style("yellow", `The connection is lost. Trying again … (${error?.message ?? ""})`));
    } else if (state === "open" && this.#isLost) {
      this.#isLost = false;
      this.#say(this.#style("green", "Connected again."));
    }
  }

  #finish(): void {
    this.#isOver = true;
    this.#resolve(this.#succeeded);
  }

  /** Prints lines of the client's own. */
  #say(text: string): void {
    if (this.#isOver) return;
    const printed = wholeLines(this.#scene, text);
    this.#scene = printed.scene;
    this.#screen.print(printed.text);
  }
}

/** An error in a person's words. */
export function reasonOf(error: unknown): string {
  if (error instanceof GatewayError) return `${harmless(error.message)} (${error.code})`;
  return error instanceof Error ? harmless(error.message) : String(error);
}
