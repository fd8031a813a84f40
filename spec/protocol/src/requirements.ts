import { type Enum, type EnumMember, getDoc, getRelativePathFromDirectory, getSourceLocation, type Program } from "@typespec/compiler";
import * as decorated from "./decorators.ts";
import { reportDiagnostic } from "./lib.ts";
import type { RequirementModel } from "./model.ts";

/** The rules that an enum states, each with the place where it stands. */
export function requirementsOf(program: Program, type: Enum): RequirementModel[] {
  const profile = decorated.requirementEnums.get(program, type);
  if (profile === undefined) return [];
  return [...type.members.values()].map((member) => ({
    id: member.name,
    profile,
    group: type.name,
    level: decorated.requirementLevels.get(program, member) ?? "MUST",
    sentence: sentenceOf(program, member),
    source: placeOf(program, member),
  }));
}

/** Checks that every rule says something, and that no id stands for two. */
export function checkRequirements(program: Program, type: Enum, ids: Map<string, string>): void {
  if (decorated.requirementEnums.get(program, type) === undefined) return;
  for (const member of type.members.values()) {
    const { name } = member;
    if (sentenceOf(program, member) === "") reportDiagnostic(program, { code: "no-sentence", format: { name }, target: member });
    const other = ids.get(name);
    if (other !== undefined) reportDiagnostic(program, { code: "duplicate-requirement", format: { name, other }, target: member });
    ids.set(name, type.name);
  }
}

/** The doc comment as one line. */
function sentenceOf(program: Program, member: EnumMember): string {
  return (getDoc(program, member) ?? "").replace(/\s+/g, " ").trim();
}

/** `path:line`, seen from the folder of the program. */
function placeOf(program: Program, member: EnumMember): string {
  const { file, pos } = getSourceLocation(member);
  // The compiler's lines count from 0, and a member begins with its doc comment.
  const line = file.getLineAndCharacterOfPosition(pos).line + 1;
  return `${getRelativePathFromDirectory(program.projectRoot, file.path, false)}:${line}`;
}
