/** Called with something that happened. */
export type Listener<Event> = (event: Event) => void;

/** Who wants to hear of what, by name. */
export class Listeners<Events> {
  readonly #byType = new Map<string, Set<Listener<never>>>();

  /** Returns a function that ends it. */
  on<Type extends keyof Events & string>(type: Type, listener: Listener<Events[Type]>): () => void {
    const listeners = this.#byType.get(type) ?? new Set();
    this.#byType.set(type, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  /** Tells everyone. A listener that throws keeps nothing from the others; its error becomes an uncaught one. */
  emit(type: string, event: unknown): void {
    const listeners = this.#byType.get(type);
    if (listeners === undefined) return;
    for (const listener of [...listeners]) {
      try {
        listener(event as never);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
