import type { Answer, RestPages } from "./rest-caller.ts";

/** What every page has. */
interface AnyPage<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** One page for those who wait, all items for those who loop. */
export class PageLoop<Page, Item> implements RestPages<Page, Item> {
  readonly #load: (cursor: string | null) => Promise<Answer<Page>>;
  #first: Promise<Answer<Page>> | null = null;

  /** @param load gets the page at a cursor, or the first one */
  constructor(load: (cursor: string | null) => Promise<Answer<Page>>) {
    this.#load = load;
  }

  // biome-ignore lint/suspicious/noThenProperty: it is meant to be waited for
  then<Kept = Answer<Page>, Failed = never>(
    onKept?: ((page: Answer<Page>) => Kept | PromiseLike<Kept>) | null,
    onFailed?: ((error: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Kept | Failed> {
    this.#first ??= this.#load(null);
    return this.#first.then(onKept, onFailed);
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Item> {
    let { body } = await this;
    for (;;) {
      const { items, nextCursor } = body as AnyPage<Item>;
      yield* items;
      if (nextCursor === null) return;
      ({ body } = await this.#load(nextCursor));
    }
  }
}
