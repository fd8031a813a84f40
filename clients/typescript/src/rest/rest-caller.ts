/** How a request is made. */
export interface RequestOptions {
  /** Ends the request. */
  readonly signal?: AbortSignal;
}

/** What the gateway answered. */
export interface Answer<Body> {
  readonly body: Body;
  readonly status: number;
  /** The version of the resource, for `ifMatch`; null where it has none. */
  readonly etag: string | null;
  /** What the gateway's log knows the request by. */
  readonly requestId: string | null;
  /** The request was made before with the same Idempotency-Key; this is the answer that it got then. */
  readonly isReplayed: boolean;
}

/** A list by page: wait for it to get one page, loop over it to get all items. Nothing is asked for before. */
export interface RestPages<Page, Item> extends PromiseLike<Answer<Page>>, AsyncIterable<Item> {}

/** An endpoint. */
export interface Route {
  readonly method: string;
  readonly path: string;
  /** What it answers with. */
  readonly body: "json" | "bytes" | "none";
  /** Parameters of the query. */
  readonly query?: readonly string[];
  /** Headers by the names of their parameters. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses of errors that answer with the very body. */
  readonly expected?: readonly number[];
}

/** What makes requests. */
export interface RestCaller {
  request<Body>(route: Route, input: object, options?: RequestOptions): Promise<Answer<Body>>;
  pages<Page, Item>(route: Route, input: object, options?: RequestOptions): RestPages<Page, Item>;
}
