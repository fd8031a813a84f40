import type { ProtocolModel } from "../model.ts";
import { literal } from "./source-code.ts";

/** A type whose values are some words. */
export interface WordsType {
  /** What code calls it. */
  readonly name: string;
  /** It is one of the spec's types; else it has to be declared. */
  readonly isOfSpec: boolean;
  /** Its declaration. */
  readonly declaration: string;
}

/**
 * The type of some words: the spec's own, where one has just these values, or one made of them.
 *
 * @param name what it is called when it is made, and which of the spec's is taken when there are several
 */
export function wordsType({ $defs }: Pick<ProtocolModel, "$defs">, words: readonly string[], name: string): WordsType {
  const isMadeOf = (candidate: string) => {
    const values = $defs[candidate]?.enum ?? [];
    return values.length === words.length && words.length > 0 && values.every((value) => words.includes(value as string));
  };
  const found = isMadeOf(name) ? name : Object.keys($defs).find(isMadeOf);
  return {
    name: found ?? name,
    isOfSpec: found !== undefined,
    declaration: `export type ${name} = ${words.map(literal).join(" | ") || "never"};`,
  };
}

/** The import of those that are the spec's. */
export function importWords(...types: readonly WordsType[]): string {
  const names = types.filter(({ isOfSpec }) => isOfSpec).map(({ name }) => name);
  return names.length === 0 ? "" : `import type { ${[...new Set(names)].join(", ")} } from "./types.ts";`;
}

/** The declarations of the others. */
export function declareWords(...types: readonly WordsType[]): string[] {
  return types.filter(({ isOfSpec }) => !isOfSpec).map(({ declaration }) => declaration);
}
