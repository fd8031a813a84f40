/** Something that takes time, as a trace shows it. */
export interface Span {
  /** Ends it; with an error code when it failed. */
  end(errorCode?: string): void;
}

export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** Where spans go. */
export interface Tracing {
  /**
   * Begins a span.
   *
   * @param traceparent the caller's span as W3C Trace Context writes it, if it sent one
   */
  start(name: string, attributes: SpanAttributes, traceparent?: string): Span;
  /** Sends what was gathered. */
  close(): Promise<void>;
}

const NO_SPAN: Span = { end: () => undefined };

/** Traces nothing. */
export const NO_TRACING: Tracing = { start: () => NO_SPAN, close: async () => undefined };
