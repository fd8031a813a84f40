/**
 * - `missing`: a file that must be there is not.
 * - `damaged`: what is there is not what was written.
 * - `format`: written by another version of this program, or by another program.
 * - `exists`: something is there already, and would be lost.
 */
export type StateRefusalKind = "missing" | "damaged" | "format" | "exists";

/** A state cannot be used as it is. The message says what is wrong, and where; of paths it names the file only. */
export class StateRefusal extends Error {
  readonly code: StateRefusalKind;

  constructor(code: StateRefusalKind, message: string) {
    super(message);
    this.name = "StateRefusal";
    this.code = code;
  }
}

export function damaged(file: string, what: string): StateRefusal {
  return new StateRefusal("damaged", `${file} is damaged: ${what}.`);
}
