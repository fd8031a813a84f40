/** A key-value cluster as the load program drives it: each by the interface that its users use. */
export interface Store {
  readonly name: string;
  put(key: string, value: string): Promise<unknown>;
  /** Up to date, whoever wrote. */
  get(key: string): Promise<unknown>;
  /** From the node asked, as it is there. */
  getLocal(key: string): Promise<unknown>;
  /** Calls back with the key of each change below the prefix that `put` writes under; resolves when it watches. */
  watch(onChange: (key: string) => void): Promise<void>;
  /** Ends all watches. */
  unwatch(): Promise<void>;
  close(): Promise<void>;
}
