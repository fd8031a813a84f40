/** A file is no history that can be read. The message says where and why. */
export class BadHistory extends Error {
  override readonly name = "BadHistory";

  static at(line: number, why: string): BadHistory {
    return new BadHistory(`Line ${line}: ${why}`);
  }
}
