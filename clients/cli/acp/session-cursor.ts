import { countOf, type Fields, fieldsOf, textOf } from "./rpc-message.ts";

/** Updates without a place that are kept: more than any one event causes. */
const KEPT_UNPLACED = 64;

/** How far the editor has been told what is in a session's log. */
export class SessionCursor {
  /** What opens the session again: its folder, and what came with it. */
  readonly #params: Readonly<Fields>;
  #epoch: string | undefined;
  #seq: number | undefined;
  /** Something of the log was told by the present connection. */
  #hasMoved = false;
  /** Updates since the last one that had a place in the log. They may be of an event that was not told to its end. */
  #unplaced: string[] = [];
  /** Of those, the ones that may come again after a loss, in their order. */
  #expected: string[] = [];
  /** The turns that the editor itself prompted, by `clientTurnId` and by `turnId`. */
  readonly #ownTurns = new Set<string>();

  /** @param params of the call that opens the session */
  constructor({ cwd, mcpServers, additionalDirectories }: Readonly<Fields>) {
    this.#params = { cwd, mcpServers, additionalDirectories };
  }

  /** The editor was told something of the log. */
  get hasPlace(): boolean {
    return this.#seq !== undefined;
  }

  /** Parameters of the `session/resume` that goes on from here. */
  resumeParams(sessionId: string): Fields {
    return { sessionId, ...this.#params, _meta: { afterSeq: this.#seq, epoch: this.#epoch } };
  }

  /** The session was opened with this answer. */
  opened(result: unknown): void {
    const { epoch, lastSeq, resume } = fieldsOf(fieldsOf(result)["_meta"]);
    const isOfOtherLog = resume === "reset" && !this.#hasMoved;
    this.#epoch = textOf(epoch) ?? this.#epoch;
    this.#seq = Math.max(isOfOtherLog ? 0 : (this.#seq ?? 0), countOf(lastSeq) ?? 0);
  }

  /** The editor has prompted a turn. @param name its `clientTurnId` or `turnId` */
  ranTurn(name: string): void {
    this.#ownTurns.add(name);
  }

  /** The connection is lost: an event that was told in part comes again as a whole. */
  lost(): void {
    this.#expected = [...this.#unplaced, ...this.#expected];
    this.#unplaced = [];
    this.#hasMoved = false;
  }

  /**
   * Takes an update.
   *
   * @param params of a `session/update`
   * @param isPast the editor asked for the session's past, its own turns included
   * @returns whether the editor is to hear it; false when it has
   */
  take(params: unknown, isPast: boolean): boolean {
    const { update, _meta } = fieldsOf(params);
    const meta = { ...fieldsOf(_meta), ...fieldsOf(fieldsOf(update)["_meta"]) };
    const seq = countOf(meta["seq"]);
    if (seq === undefined) {
      if (!this.#isNew(JSON.stringify(params))) return false;
    } else {
      // No place comes twice, unless the log is another one than before: then all of it is new.
      this.#seq = seq;
      this.#hasMoved = true;
      this.#unplaced = [];
      this.#expected = [];
    }
    return isPast || !this.#isOwnText(fieldsOf(update), meta);
  }

  #isNew(update: string): boolean {
    this.#unplaced.push(update);
    if (this.#unplaced.length > KEPT_UNPLACED) this.#unplaced.shift();
    const place = this.#expected.indexOf(update);
    this.#expected = place === -1 ? [] : this.#expected.slice(place + 1);
    return place === -1;
  }

  /** Whether it repeats what the editor itself has said. */
  #isOwnText({ sessionUpdate }: Readonly<Fields>, { clientTurnId, turnId }: Readonly<Fields>): boolean {
    if (sessionUpdate !== "user_message_chunk") return false;
    return [clientTurnId, turnId].some((name) => typeof name === "string" && this.#ownTurns.has(name));
  }
}
