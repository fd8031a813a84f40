/** Something that is made when it is first asked for, and ended if it was. */
export class Lazy<T extends { end(): Promise<void> }> {
  readonly #make: () => Promise<T>;
  #made: Promise<T> | null = null;

  constructor(make: () => Promise<T>) {
    this.#make = make;
  }

  get(): Promise<T> {
    this.#made ??= this.#make();
    return this.#made;
  }

  async end(): Promise<void> {
    // What could not be made was reported to whoever asked for it.
    const made = await this.#made?.catch(() => null);
    await made?.end();
  }
}
