/** A JSON object. */
export type Json = { readonly [key: string]: unknown };

/** An error as a driver tells of it. */
export interface DriverError extends Json {
  readonly class: string;
  readonly message: string;
}

/** What a driver is asked to do. */
export interface Command extends Json {
  readonly id: number;
  readonly do: string;
}

/** How a command ended. */
export type Outcome = { readonly result: unknown } | { readonly error: DriverError };

/** Something that the user of the SDK heard. */
export interface Heard {
  readonly heard: string;
  readonly via: string;
  readonly item: Json;
}

/** The client has another state. */
export interface StateReport extends Json {
  readonly state: string;
}

/** The first line of a driver. */
export interface Ready {
  readonly ready: { readonly sdk: string; readonly via: readonly string[] };
}

/** A line of a driver. */
export type Report = Ready | Heard | StateReport | ({ readonly id: number } & Outcome);
