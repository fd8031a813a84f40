import type { ProtocolModel } from "@diminuendo/typespec-protocol/model";
import type { Changes } from "./change.ts";
import { paired } from "./pairs.ts";

/** From what may be left undone to what may not. */
const LEVELS = ["MAY", "SHOULD", "MUST"];

/** Compares the rules that servers promise to follow. */
export function compareRequirements(changes: Changes, before: ProtocolModel, after: ProtocolModel): void {
  const { removed, added, both } = paired(before.requirements, after.requirements, ({ id }) => id);
  for (const { id, sentence } of removed) changes.breaks("requirement-removed", id, sentence, undefined, "clients count on it");
  for (const { id, sentence } of added)
    changes.keeps("requirement-added", id, undefined, sentence, "clients get more than they counted on");
  for (const [old, now] of both) {
    const stronger = LEVELS.indexOf(now.level) > LEVELS.indexOf(old.level);
    if (old.level !== now.level && stronger) {
      changes.keeps("requirement-strengthened", now.id, old.level, now.level, "clients get more than they counted on");
    } else if (old.level !== now.level) {
      changes.breaks("requirement-weakened", now.id, old.level, now.level, "clients count on it");
    }
    if (old.sentence !== now.sentence) {
      changes.keeps("requirement-reworded", now.id, old.sentence, now.sentence, "its id is permanent: it demands the same in other words");
    }
  }
}
